package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.FinishedWhileWaiting;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.ForgetNotices;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.MessageOrder;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.Questions;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.Steals;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.SuperfluousCopies;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.UnknownCopies;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.UnknownHeartbeatKeys;
import io.github.workerfsm.sim.scheduler.SchedulerPolicies.UnknownQuestions;
import java.util.stream.Collectors;

/** The scheduler's share in the historic failures, each under the name of its scenario. */
public final class SchedulerOverrides {
  /** Assignments overtake frees. */
  public static final SchedulerOverride COMPUTES_FIRST =
      SchedulerOverride.named(
              "reassigned-in-flight-without-spec",
              "a lost key is assigned again before the tasks that need it are freed")
          .correction("first the frees for the dependents are sent, then the key is started again")
          .source("dask/distributed 4360")
          .policies(p -> p.messageOrder(MessageOrder.COMPUTES_FIRST))
          .build();

  /** A question for holders is taken for a loss. */
  public static final SchedulerOverride QUESTION_IS_LOSS =
      SchedulerOverride.named(
              "suspicious-counter-reset",
              "a worker that cannot use a value and asks for its holders is believed that nobody"
                  + " holds it, and the key is computed again")
          .correction("a question is answered; only a holder can say that it holds a key no more")
          .source("dask/distributed 4439")
          .policies(p -> p.questions(Questions.TAKEN_FOR_LOSS))
          .build();

  /** A superfluous copy is freed. */
  public static final SchedulerOverride SUPERFLUOUS_IS_FREE =
      SchedulerOverride.named(
              "superfluous-data-drops-reassigned-task",
              "a report of a copy of a key that is not in memory is answered with a free, which also"
                  + " takes back what the worker has been asked to compute since")
          .correction("remove-replicas acts on copies only")
          .source("dask/distributed 4784")
          .policies(p -> p.superfluousCopies(SuperfluousCopies.FREE))
          .build();

  /** Steal responses are matched by key. */
  public static final SchedulerOverride STEALS_BY_KEY =
      SchedulerOverride.named(
              "steal-response-without-id",
              "an answer to an old steal request is taken for that to a newer one, and an answer"
                  + " without a request is ignored even if the task has been given up")
          .correction("answers repeat the id of the request; what is given up is assigned again")
          .source("dask/distributed 5370")
          .policies(p -> p.steals(Steals.BY_KEY))
          .build();

  /** Forgotten keys are keys that nobody holds. */
  public static final SchedulerOverride UNKNOWN_IS_NOWHERE =
      SchedulerOverride.named(
              "forgotten-key-still-missing",
              "a question for the holders of a forgotten key is answered with an empty list, and a"
                  + " worker that knows the key only as a copy is not told that it is forgotten")
          .correction(
              "whoever has been told of a key, or asks for it, is told that it is forgotten")
          .source("dask/distributed 6638")
          .policies(
              p -> p.unknownQuestions(UnknownQuestions.NOBODY).forgetNotices(ForgetNotices.OWNERS))
          .build();

  /** A worker is its address. */
  public static final SchedulerOverride ADDRESS_IS_IDENTITY =
      SchedulerOverride.named(
              "stale-worker-identity",
              "a thief that has died is taken for alive when a new worker has its address")
          .correction("a worker is one incarnation; a task whose thief is gone is assigned again")
          .source("dask/distributed 6356")
          .policies(p -> p.incarnations(false))
          .build();

  /** A result for a waiting task is taken. */
  public static final SchedulerOverride WAITING_TAKES_RESULT =
      SchedulerOverride.named(
              "finished-while-waiting",
              "a result for a task that has been freed, because its input was lost, is taken")
          .correction("it is ignored: the worker is about to drop the value")
          .source("dask/distributed 7205")
          .policies(p -> p.finishedWhileWaiting(FinishedWhileWaiting.TAKEN))
          .build();

  /** Runs have no identity. */
  public static final SchedulerOverride NO_RUN_IDENTITY =
      SchedulerOverride.named(
              "stale-run-accepted",
              "the result of a cancelled run is taken for that of the run assigned since")
          .correction("a report counts only for the run that it names")
          .source("dask/distributed 7463")
          .policies(p -> p.runIdentity(false))
          .build();

  /** Copies of forgotten keys are redundant. */
  public static final SchedulerOverride UNKNOWN_COPY_IS_REDUNDANT =
      SchedulerOverride.named(
              "remove-replica-ping-pong",
              "a report of a copy of a forgotten key is answered with remove-replicas, and a worker"
                  + " that knows the key only as an input is not told that it is forgotten")
          .correction("a worker is told that the key is forgotten, which it cannot refuse")
          .source("dask/distributed 7487")
          .policies(p -> p.unknownCopies(UnknownCopies.REMOVE).forgetNotices(ForgetNotices.OWNERS))
          .build();

  /** Copies are removed although they are still to be read. */
  public static final SchedulerOverride NEEDED_COPIES_REMOVED =
      SchedulerOverride.named(
              "replica-refusal-not-reported",
              "a copy is struck off although a task assigned to the same worker has to read it")
          .correction("such a copy is not asked to be removed")
          .source("dask/distributed 5265")
          .policies(p -> p.sparesNeededCopies(false))
          .build();

  /** Nobody hears of a death. */
  public static final SchedulerOverride DEATH_NOT_ANNOUNCED =
      SchedulerOverride.named(
              "peer-death-not-announced", "nobody is told that a worker has been removed")
          .correction("all others are told, so that they end their transfers from it")
          .source("dask/distributed 6159")
          .policies(p -> p.announcesDeaths(false))
          .build();

  /** Queued tasks stay queued when an input is lost. */
  public static final SchedulerOverride QUEUED_STAY =
      SchedulerOverride.named(
              "queued-dependency-released",
              "a queued task whose input is lost stays in the queue; its assignment fails, and what"
                  + " else the scheduler was about to say is never said")
          .correction("every task that takes its inputs for granted waits again")
          .source("dask/distributed 8702")
          .drop(SchedulerTaskState.QUEUED, SchedulerTaskState.WAITING)
          .build();

  /** A heartbeat that names a forgotten key fails. */
  public static final SchedulerOverride HEARTBEAT_FAILS =
      SchedulerOverride.named(
              "heartbeat-names-unknown-key", "a heartbeat that names a forgotten key fails")
          .correction("forgotten keys are passed over, key by key")
          .source("dask/distributed 4587")
          .policies(p -> p.unknownHeartbeatKeys(UnknownHeartbeatKeys.FAIL))
          .build();

  private static final ImmutableList<SchedulerOverride> ALL =
      ImmutableList.of(
          COMPUTES_FIRST,
          QUESTION_IS_LOSS,
          SUPERFLUOUS_IS_FREE,
          STEALS_BY_KEY,
          UNKNOWN_IS_NOWHERE,
          ADDRESS_IS_IDENTITY,
          WAITING_TAKES_RESULT,
          NO_RUN_IDENTITY,
          UNKNOWN_COPY_IS_REDUNDANT,
          NEEDED_COPIES_REMOVED,
          DEATH_NOT_ANNOUNCED,
          QUEUED_STAY,
          HEARTBEAT_FAILS);

  private SchedulerOverrides() {}

  /** Every override that has the name of a scenario, in the order of the scenarios. */
  public static ImmutableList<SchedulerOverride> all() {
    return ALL;
  }

  /**
   * The override of this scenario.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static SchedulerOverride byName(String scenario) {
    for (SchedulerOverride override : ALL) {
      if (override.name().equals(scenario)) {
        return override;
      }
    }
    throw new IllegalArgumentException(
        "there is no scheduler override "
            + scenario
            + ", expected one of "
            + ALL.stream().map(SchedulerOverride::name).collect(Collectors.joining(", ")));
  }
}
