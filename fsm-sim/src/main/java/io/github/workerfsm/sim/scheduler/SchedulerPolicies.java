package io.github.workerfsm.sim.scheduler;

import java.util.function.Consumer;

/**
 * The decisions of the scheduler that are not rows of its table. Immutable; {@link SchedulerRules}
 * combine a table with policies.
 *
 * @param runIdentity whether a report that names another run than the one assigned is told apart
 * @param incarnations whether a worker is its incarnation, not its address
 * @param steals how the answer to a steal request finds its request
 * @param finishedWhileWaiting what becomes of a result for a task that waits for an input again
 * @param questions what a question for the holders of a known key means
 * @param unknownQuestions how a question for the holders of a forgotten key is answered
 * @param unknownCopies how a report of a copy of a forgotten key is answered
 * @param superfluousCopies how a report of a copy of a key that is not in memory is answered
 * @param forgetNotices who is told that a key is forgotten
 * @param unknownHeartbeatKeys what a heartbeat does that names a forgotten key
 * @param announcesDeaths whether the others are told that a worker has gone
 * @param sparesNeededCopies whether a copy that an assigned task has to read is left alone
 * @param messageOrder which messages of one stimulus go first
 * @param allowedDeaths workers that may die with a task before it is erred
 * @param speculation whether a task is assigned while inputs of it are still being computed
 */
public record SchedulerPolicies(
    boolean runIdentity,
    boolean incarnations,
    Steals steals,
    FinishedWhileWaiting finishedWhileWaiting,
    Questions questions,
    UnknownQuestions unknownQuestions,
    UnknownCopies unknownCopies,
    SuperfluousCopies superfluousCopies,
    ForgetNotices forgetNotices,
    UnknownHeartbeatKeys unknownHeartbeatKeys,
    boolean announcesDeaths,
    boolean sparesNeededCopies,
    MessageOrder messageOrder,
    int allowedDeaths,
    boolean speculation) {

  /** How an answer finds its request. */
  public enum Steals {
    /** By the identity that the answer repeats. */
    BY_ID,
    /** By the key alone. */
    BY_KEY
  }

  /** A result for a waiting task. */
  public enum FinishedWhileWaiting {
    /** A free is on its way to whoever has it: it is computed again. */
    IGNORED,
    /** Its sender is believed to hold it. */
    TAKEN
  }

  /** A question for the holders of a known key. */
  public enum Questions {
    /** It is answered. */
    ANSWERED,
    /** It is taken for the report that nobody holds the key any more. */
    TAKEN_FOR_LOSS
  }

  /** A question for the holders of a forgotten key. */
  public enum UnknownQuestions {
    /** The answer is that the key is forgotten. */
    FORGET,
    /** The answer is that nobody holds it. */
    NOBODY
  }

  /** A copy of a forgotten key. */
  public enum UnknownCopies {
    /** The answer is that the key is forgotten. */
    FORGET,
    /** The answer is that the copy is redundant. */
    REMOVE
  }

  /** A copy of a known key that is not in memory. */
  public enum SuperfluousCopies {
    /** The copy is redundant, and nothing else is meant. */
    REMOVE,
    /** Nothing of the key is wanted there. */
    FREE
  }

  /** Who is told that a key is forgotten. */
  public enum ForgetNotices {
    /** Every worker that has ever been told of the key. */
    ALL_TOLD,
    /** Those that were to compute it or held it, not those that know it as an input. */
    OWNERS
  }

  /** A heartbeat that names a forgotten key. */
  public enum UnknownHeartbeatKeys {
    /** The key is passed over. */
    IGNORED,
    /** The heartbeat fails. */
    FAIL
  }

  /** Which messages of one stimulus go first. */
  public enum MessageOrder {
    /** Frees, forgets and answers in the order of their causes, then assignments. */
    FREES_FIRST,
    /** Assignments, then the rest. */
    COMPUTES_FIRST
  }

  /** The policies of {@link SchedulerRules#CURRENT}. */
  static final SchedulerPolicies CURRENT =
      new SchedulerPolicies(
          true,
          true,
          Steals.BY_ID,
          FinishedWhileWaiting.IGNORED,
          Questions.ANSWERED,
          UnknownQuestions.FORGET,
          UnknownCopies.FORGET,
          SuperfluousCopies.REMOVE,
          ForgetNotices.ALL_TOLD,
          UnknownHeartbeatKeys.IGNORED,
          true,
          true,
          MessageOrder.FREES_FIRST,
          3,
          false);

  /** These policies with a change. */
  public SchedulerPolicies with(Consumer<Builder> change) {
    Builder builder = new Builder(this);
    change.accept(builder);
    return builder.build();
  }

  /** Policies that are being changed. */
  public static final class Builder {
    private boolean runIdentity;
    private boolean incarnations;
    private Steals steals;
    private FinishedWhileWaiting finishedWhileWaiting;
    private Questions questions;
    private UnknownQuestions unknownQuestions;
    private UnknownCopies unknownCopies;
    private SuperfluousCopies superfluousCopies;
    private ForgetNotices forgetNotices;
    private UnknownHeartbeatKeys unknownHeartbeatKeys;
    private boolean announcesDeaths;
    private boolean sparesNeededCopies;
    private MessageOrder messageOrder;
    private int allowedDeaths;
    private boolean speculation;

    private Builder(SchedulerPolicies from) {
      runIdentity = from.runIdentity;
      incarnations = from.incarnations;
      steals = from.steals;
      finishedWhileWaiting = from.finishedWhileWaiting;
      questions = from.questions;
      unknownQuestions = from.unknownQuestions;
      unknownCopies = from.unknownCopies;
      superfluousCopies = from.superfluousCopies;
      forgetNotices = from.forgetNotices;
      unknownHeartbeatKeys = from.unknownHeartbeatKeys;
      announcesDeaths = from.announcesDeaths;
      sparesNeededCopies = from.sparesNeededCopies;
      messageOrder = from.messageOrder;
      allowedDeaths = from.allowedDeaths;
      speculation = from.speculation;
    }

    /** Whether runs are told apart. */
    public Builder runIdentity(boolean value) {
      runIdentity = value;
      return this;
    }

    /** Whether a worker is its incarnation. */
    public Builder incarnations(boolean value) {
      incarnations = value;
      return this;
    }

    /** How an answer finds its request. */
    public Builder steals(Steals value) {
      steals = value;
      return this;
    }

    /** What becomes of a result for a waiting task. */
    public Builder finishedWhileWaiting(FinishedWhileWaiting value) {
      finishedWhileWaiting = value;
      return this;
    }

    /** What a question for holders means. */
    public Builder questions(Questions value) {
      questions = value;
      return this;
    }

    /** How a question for a forgotten key is answered. */
    public Builder unknownQuestions(UnknownQuestions value) {
      unknownQuestions = value;
      return this;
    }

    /** How a copy of a forgotten key is answered. */
    public Builder unknownCopies(UnknownCopies value) {
      unknownCopies = value;
      return this;
    }

    /** How a copy of a key that is not in memory is answered. */
    public Builder superfluousCopies(SuperfluousCopies value) {
      superfluousCopies = value;
      return this;
    }

    /** Who is told that a key is forgotten. */
    public Builder forgetNotices(ForgetNotices value) {
      forgetNotices = value;
      return this;
    }

    /** What a heartbeat does that names a forgotten key. */
    public Builder unknownHeartbeatKeys(UnknownHeartbeatKeys value) {
      unknownHeartbeatKeys = value;
      return this;
    }

    /** Whether the others are told of a worker's end. */
    public Builder announcesDeaths(boolean value) {
      announcesDeaths = value;
      return this;
    }

    /** Whether copies that are still to be read are left alone. */
    public Builder sparesNeededCopies(boolean value) {
      sparesNeededCopies = value;
      return this;
    }

    /** Which messages of one stimulus go first. */
    public Builder messageOrder(MessageOrder value) {
      messageOrder = value;
      return this;
    }

    /** Workers that may die with a task; 0 or more. */
    public Builder allowedDeaths(int value) {
      allowedDeaths = value;
      return this;
    }

    /** Whether tasks are assigned before their inputs exist. */
    public Builder speculation(boolean value) {
      speculation = value;
      return this;
    }

    private SchedulerPolicies build() {
      return new SchedulerPolicies(
          runIdentity,
          incarnations,
          steals,
          finishedWhileWaiting,
          questions,
          unknownQuestions,
          unknownCopies,
          superfluousCopies,
          forgetNotices,
          unknownHeartbeatKeys,
          announcesDeaths,
          sparesNeededCopies,
          messageOrder,
          allowedDeaths,
          speculation);
    }
  }
}
