package io.github.workerfsm.worker;

import java.util.function.Consumer;

/**
 * The decisions of a worker that are not rows of its table: what a message does in which situation.
 * Immutable; a {@link RuleSet} combines a table with policies.
 *
 * @param retention when metadata goes
 * @param suspicionLimit failed gathers of an input after which the tasks that wait for it fail; 0
 *     switches counting off and makes the input itself fail
 * @param runIdentity whether a completion that names another run than the one started is refused
 * @param replicaRefusal which dependents protect a replica from being dropped
 * @param erredAssignment what an assignment of a failed task does
 * @param scatterOntoHeld what becomes of a value that a client places on a task that a thread or a
 *     transfer holds
 * @param arrivingValues whether values that arrive together are taken one by one
 * @param announcedHolders what an announcement of holders, or of none, does to a task
 * @param inputs which inputs a task has that is assigned more than once
 * @param lostInput what becomes of a task that needs an input which is let go
 * @param matchTransfers whether a completion that does not match its transfer is refused
 * @param unknownResourcesStop whether the machine stops at a task that needs a resource which the
 *     worker does not have; otherwise the task waits for it
 * @param staleQueuePositions whether a task that re-enters a queue can be served at the position of
 *     an earlier stay
 * @param strictDetours whether the halves of a detour may disagree about a third task
 */
public record Policies(
    Retention retention,
    int suspicionLimit,
    boolean runIdentity,
    ReplicaRefusal replicaRefusal,
    ErredAssignment erredAssignment,
    ScatterOntoHeld scatterOntoHeld,
    ArrivingValues arrivingValues,
    AnnouncedHolders announcedHolders,
    Inputs inputs,
    LostInput lostInput,
    boolean matchTransfers,
    boolean unknownResourcesStop,
    boolean staleQueuePositions,
    boolean strictDetours) {

  /** When the metadata of a released task goes. */
  public enum Retention {
    /**
     * Only when the scheduler says so: counters survive a release, so that a bad input cannot be
     * retried for ever.
     */
    UNTIL_FORGOTTEN_BY_SCHEDULER,
    /** As soon as no other task here depends on it; for schedulers that never say forget. */
    EAGER
  }

  /** Which dependents protect a replica. */
  public enum ReplicaRefusal {
    /** Those that still have to read it. */
    DEPENDENTS_THAT_NEED_IT,
    /** Cancelled and rescheduled ones as well, although their run has read its inputs. */
    DEPENDENTS_IN_PROCESSING
  }

  /** What an assignment of a failed task does. */
  public enum ErredAssignment {
    /** It is computed again, from released. */
    COMPUTE_AGAIN,
    /** The old failure is reported again. */
    REPEAT_FAILURE
  }

  /** What becomes of a scattered value when the task is held. */
  public enum ScatterOntoHeld {
    /** It is not taken, and the scheduler is told that it is not here. */
    REFUSE,
    /** It is taken, and the completion of the holder finds the task in memory. */
    TAKE
  }

  /** How the values of one scatter, or of one transfer, are taken. */
  public enum ArrivingValues {
    /** Each has its place before anything follows from what else has arrived, or has not. */
    ONE_BY_ONE,
    /** All at once: what follows from one can undo the place of another. */
    TOGETHER
  }

  /**
   * What an announcement that comes with an assignment does to a task that is missing or fetched.
   */
  public enum AnnouncedHolders {
    /** It is fetched from a holder that is named, and missing when none is. */
    ACTED_UPON,
    /** It stays where it is until the scheduler answers a question about it. */
    NOTED
  }

  /** Which inputs a task has that is assigned more than once. */
  public enum Inputs {
    /** Those that its last assignment names. */
    OF_LAST_ASSIGNMENT,
    /** Those that any assignment has named since the task was made. */
    OF_EVERY_ASSIGNMENT
  }

  /**
   * What becomes of a task that waits for a thread when an input of it is let go; and of a copy
   * that is let go by the very event that asks for it.
   */
  public enum LostInput {
    /**
     * It waits for the input again, which is wanted again; if the input failed, it fails. The copy
     * is wanted again as well.
     */
    WANTED_AGAIN,
    /** It is left as it is, and waits for ever unless the scheduler frees it. */
    LEFT
  }

  /** The policies of {@link RuleSet#CURRENT}. */
  static final Policies CURRENT =
      new Policies(
          Retention.UNTIL_FORGOTTEN_BY_SCHEDULER,
          3,
          true,
          ReplicaRefusal.DEPENDENTS_THAT_NEED_IT,
          ErredAssignment.COMPUTE_AGAIN,
          ScatterOntoHeld.REFUSE,
          ArrivingValues.ONE_BY_ONE,
          AnnouncedHolders.ACTED_UPON,
          Inputs.OF_LAST_ASSIGNMENT,
          LostInput.WANTED_AGAIN,
          true,
          false,
          false,
          false);

  /** These policies with a change. */
  public Policies with(Consumer<Builder> change) {
    Builder builder = new Builder(this);
    change.accept(builder);
    return builder.build();
  }

  /** Policies that are being changed. */
  public static final class Builder {
    private Retention retention;
    private int suspicionLimit;
    private boolean runIdentity;
    private ReplicaRefusal replicaRefusal;
    private ErredAssignment erredAssignment;
    private ScatterOntoHeld scatterOntoHeld;
    private ArrivingValues arrivingValues;
    private AnnouncedHolders announcedHolders;
    private Inputs inputs;
    private LostInput lostInput;
    private boolean matchTransfers;
    private boolean unknownResourcesStop;
    private boolean staleQueuePositions;
    private boolean strictDetours;

    private Builder(Policies from) {
      retention = from.retention;
      suspicionLimit = from.suspicionLimit;
      runIdentity = from.runIdentity;
      replicaRefusal = from.replicaRefusal;
      erredAssignment = from.erredAssignment;
      scatterOntoHeld = from.scatterOntoHeld;
      arrivingValues = from.arrivingValues;
      announcedHolders = from.announcedHolders;
      inputs = from.inputs;
      lostInput = from.lostInput;
      matchTransfers = from.matchTransfers;
      unknownResourcesStop = from.unknownResourcesStop;
      staleQueuePositions = from.staleQueuePositions;
      strictDetours = from.strictDetours;
    }

    /** When metadata goes. */
    public Builder retention(Retention value) {
      retention = value;
      return this;
    }

    /** Failed gathers after which an input is given up; 0 switches counting off. */
    public Builder suspicionLimit(int value) {
      suspicionLimit = value;
      return this;
    }

    /** Whether completions of other runs are refused. */
    public Builder runIdentity(boolean value) {
      runIdentity = value;
      return this;
    }

    /** Which dependents protect a replica. */
    public Builder replicaRefusal(ReplicaRefusal value) {
      replicaRefusal = value;
      return this;
    }

    /** What an assignment of a failed task does. */
    public Builder erredAssignment(ErredAssignment value) {
      erredAssignment = value;
      return this;
    }

    /** What becomes of a value placed on a held task. */
    public Builder scatterOntoHeld(ScatterOntoHeld value) {
      scatterOntoHeld = value;
      return this;
    }

    /** How values that arrive together are taken. */
    public Builder arrivingValues(ArrivingValues value) {
      arrivingValues = value;
      return this;
    }

    /** What an announcement of holders does. */
    public Builder announcedHolders(AnnouncedHolders value) {
      announcedHolders = value;
      return this;
    }

    /** Which inputs a task has that is assigned more than once. */
    public Builder inputs(Inputs value) {
      inputs = value;
      return this;
    }

    /** What becomes of a task that needs an input which is let go. */
    public Builder lostInput(LostInput value) {
      lostInput = value;
      return this;
    }

    /** Whether a completion that does not match its transfer is refused. */
    public Builder matchTransfers(boolean value) {
      matchTransfers = value;
      return this;
    }

    /** Whether the machine stops at a need for a resource that the worker does not have. */
    public Builder unknownResourcesStop(boolean value) {
      unknownResourcesStop = value;
      return this;
    }

    /** Whether earlier queue positions count. */
    public Builder staleQueuePositions(boolean value) {
      staleQueuePositions = value;
      return this;
    }

    /** Whether the halves of a detour may disagree. */
    public Builder strictDetours(boolean value) {
      strictDetours = value;
      return this;
    }

    private Policies build() {
      return new Policies(
          retention,
          suspicionLimit,
          runIdentity,
          replicaRefusal,
          erredAssignment,
          scatterOntoHeld,
          arrivingValues,
          announcedHolders,
          inputs,
          lostInput,
          matchTransfers,
          unknownResourcesStop,
          staleQueuePositions,
          strictDetours);
    }
  }
}
