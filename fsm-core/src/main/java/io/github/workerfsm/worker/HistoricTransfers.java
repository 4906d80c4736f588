package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.worker.Actor.EVENT_LOOP;
import static io.github.workerfsm.worker.Actor.SCHEDULER;
import static io.github.workerfsm.worker.WorkerTransitions.ALWAYS;
import static io.github.workerfsm.worker.WorkerTransitions.HELD;
import static io.github.workerfsm.worker.WorkerTransitions.LOCATED;
import static io.github.workerfsm.worker.WorkerTransitions.never;
import static io.github.workerfsm.worker.WorkerTransitions.row;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Historic faults on the way from a wanted input to its value, named by their scenario. */
final class HistoricTransfers {
  static final RuleOverride SUSPICIOUS_COUNTER_RESET =
      RuleOverride.named(
              "suspicious-counter-reset",
              "the count of failed gathers goes with the task at every release, so that its limit is"
                  + " never reached",
              "counters stay until the scheduler forgets the task",
              "scenario suspicious-counter-reset; dask/distributed 4439")
          .policies(policies -> policies.retention(Policies.Retention.EAGER).suspicionLimit(5));

  static final RuleOverride SAME_HOST_STALE_HOLDER =
      RuleOverride.named(
              "same-host-stale-holder",
              "a peer that did not have a key stays noted as its holder, and is asked again first if"
                  + " it is on the same host",
              "a reply without a key takes the peer from its holders",
              "scenario same-host-stale-holder; dask/distributed 4784")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      List<TaskNode> absent =
                          event instanceof Event.GatherSuccess reply
                              ? absent(worker, reply)
                              : List.of();
                      next.handle(worker, event);
                      for (TaskNode task : absent) {
                        Peer peer = worker.transfers.peer(((Event.GatherSuccess) event).worker());
                        if (task.replicaAt(peer) == null) {
                          Replica.add(task, peer);
                        }
                      }
                    }
                  });

  private static final NamedRule FIND_WITHOUT_QUEUE =
      new NamedRule(
          "FIND_WITHOUT_QUEUE",
          (worker, task, argument) -> {
            worker.missing.remove(task.key());
            task.role(Role.FETCH);
            return FETCH;
          });

  static final RuleOverride REQUEUE_ON_NEW_REPLICA_WRONG_SET =
      RuleOverride.named(
              "requeue-on-new-replica-wrong-set",
              "a missing input of which a holder becomes known is in fetch, but in no queue",
              "a task in fetch is in the queue of every holder",
              "scenario requeue-on-new-replica-wrong-set; dask/distributed 4929")
          .rows(
              row(
                  MISSING,
                  FETCH,
                  LOCATED,
                  SCHEDULER,
                  FIND_WITHOUT_QUEUE,
                  "a holder is known again, of which no queue hears"));

  static final RuleOverride BUSY_HOLDER_NEVER_REFRESHED =
      RuleOverride.named(
              "busy-holder-never-refreshed",
              "after a busy reply the scheduler is asked about the tasks that need the keys, not"
                  + " about the keys",
              "it is asked about every key of which all known holders are busy",
              "scenario busy-holder-never-refreshed; dask/distributed 4793")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public List<Instruction> answer(
                        WorkerState worker, Event event, List<Instruction> instructions) {
                      List<Instruction> answer = next.answer(worker, event, instructions);
                      return event.kind() == EventKind.GATHER_BUSY
                          ? answer.stream().map(line -> aboutDependents(worker, line)).toList()
                          : answer;
                    }
                  });

  static final RuleOverride BATCH_ABORTED_BY_ONE_KEY =
      RuleOverride.named(
              "batch-aborted-by-one-key",
              "a task in transfer can be let go and wanted again; its value then has no rule, and the"
                  + " rest of its transfer is lost",
              "it is cancelled until the transfer ends, so that every key of it has an outcome",
              "scenario batch-aborted-by-one-key; dask/distributed 5152, 5157")
          .rows(
              row(
                  FLIGHT,
                  RELEASED,
                  HELD,
                  SCHEDULER,
                  FaultyRules.DROP_HELD,
                  "nothing here needs it any more, transfer or not"))
          .pairs(
              never(
                  FETCH, MEMORY, ALWAYS, EVENT_LOOP, "nobody has thought of a value in this state"))
          .decisions(next -> new StrayTransfers(next, HistoricTransfers::abort));

  private static final NamedRule STAY =
      new NamedRule("STAY_IN_FETCH", (worker, task, argument) -> FETCH);

  static final RuleOverride FETCH_TO_MISSING_REMOVED =
      RuleOverride.named(
              "fetch-to-missing-removed",
              "a task in fetch that loses its last holder stays in fetch, where nobody looks at it",
              "it is missing, and the scheduler is asked",
              "scenario fetch-to-missing-removed; dask/distributed 5951, 6112")
          .rows(
              row(FETCH, MISSING, ALWAYS, EVENT_LOOP, STAY, "its last holder has gone")
                  .lands(FETCH));

  static final RuleOverride FETCH_TO_MISSING_REFUSED =
      RuleOverride.named(
              "fetch-to-missing-refused",
              "a task in fetch that loses its last holder has no rule, and stops the machine",
              "it is missing, and the scheduler is asked",
              "scenario fetch-to-missing-removed, the variant with an exception; dask/distributed"
                  + " 5951, 6112")
          .rows(never(FETCH, MISSING, ALWAYS, EVENT_LOOP, "nobody has thought of the last holder"));

  private static final NamedRule FETCH_OR_MISS =
      new NamedRule(
          "FETCH_OR_MISS",
          (worker, task, argument) -> {
            if (task.located()) {
              return TransferRules.QUEUE.apply(worker, task, argument);
            }
            worker.engine.recommend(task, MISSING);
            return task.state();
          });

  static final RuleOverride RELEASED_MISSING_RECURSION =
      RuleOverride.named(
              "released-missing-recursion",
              "a task without a holder that is asked to be missing does what it does when it is"
                  + " asked to be fetched: it asks to be missing",
              "it is missing",
              "scenario released-missing-recursion; dask/distributed 6305, 6318")
          .rows(recursion(NEW), recursion(RELEASED));

  static final RuleOverride NEW_REPLICA_WHILE_HOLDERS_IN_FLIGHT =
      RuleOverride.named(
              "new-replica-while-holders-in-flight",
              "a further holder of what is to be fetched already starts no transfer",
              "transfers are started at the end of every event",
              "scenario new-replica-while-holders-in-flight; dask/distributed 6446, 6594")
          .decisions(FetchesOnMovesOnly::new);

  static final RuleOverride RESUMED_KEY_NOT_REQUESTED =
      RuleOverride.named(
              "resumed-key-not-requested",
              "the end of a transfer is none for a key whose role has changed and that it does not"
                  + " bring: it waits for its transfer for ever",
              "every key of a transfer has an outcome when that ends, asked for or not",
              "scenario resumed-key-not-requested; dask/distributed 5426")
          .decisions(
              next ->
                  new OtherDecisions(next) {
                    @Override
                    public void handle(WorkerState worker, Event event) {
                      if (event instanceof Event.GatherSuccess reply) {
                        TaskEvents.leaveTransfer(
                            worker.transfers.peer(reply.worker()),
                            task -> task.state() == FLIGHT || reply.data().containsKey(task.key()));
                      }
                      next.handle(worker, event);
                    }
                  });

  static final RuleOverride GATHER_UNDESERIALISABLE_DEPENDENCY =
      RuleOverride.named(
              "gather-undeserialisable-dependency",
              "an input that cannot be read fails itself, and the tasks that wait for it wait for"
                  + " ever",
              "it is tried again, up to a limit; then the tasks that wait for it fail in its stead",
              "scenario gather-undeserialisable-dependency; dask/distributed 6705, 7060")
          .pairs(
              row(
                  FLIGHT,
                  TaskState.ERROR,
                  ALWAYS,
                  EVENT_LOOP,
                  OutcomeRules.FAIL,
                  "its value cannot be read"))
          .policies(policies -> policies.suspicionLimit(0))
          .decisions(LostInputsLeft::new);

  static final ImmutableList<RuleOverride> ALL =
      ImmutableList.of(
          SUSPICIOUS_COUNTER_RESET,
          SAME_HOST_STALE_HOLDER,
          REQUEUE_ON_NEW_REPLICA_WRONG_SET,
          BUSY_HOLDER_NEVER_REFRESHED,
          BATCH_ABORTED_BY_ONE_KEY,
          RESUMED_KEY_NOT_REQUESTED,
          FETCH_TO_MISSING_REMOVED,
          FETCH_TO_MISSING_REFUSED,
          RELEASED_MISSING_RECURSION,
          NEW_REPLICA_WHILE_HOLDERS_IN_FLIGHT,
          GATHER_UNDESERIALISABLE_DEPENDENCY);

  private HistoricTransfers() {}

  private static Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      recursion(TaskState from) {
    return row(from, MISSING, ALWAYS, EVENT_LOOP, FETCH_OR_MISS, "its value is wanted here")
        .lands(FETCH, from);
  }

  /** The tasks of the transfer that the reply does not bring. */
  private static List<TaskNode> absent(WorkerState worker, Event.GatherSuccess reply) {
    Transfer transfer = worker.transfers.peer(reply.worker()).transfer;
    List<TaskNode> absent = new ArrayList<>();
    if (transfer != null) {
      for (TaskNode task : transfer.tasks()) {
        if (!reply.data().containsKey(task.key())) {
          absent.add(task);
        }
      }
    }
    return absent;
  }

  private static Instruction aboutDependents(WorkerState worker, Instruction line) {
    if (!(line instanceof Instruction.RequestRefreshWhoHas question)) {
      return line;
    }
    Set<String> dependents = new LinkedHashSet<>();
    for (String key : question.keys()) {
      TaskNode task = worker.tasks.get(key);
      if (task != null && task.firstConsumer != null) {
        dependents.add(task.firstConsumer.consumer.key());
      }
    }
    return dependents.isEmpty()
        ? question
        : new Instruction.RequestRefreshWhoHas(question.stimulusId(), List.copyOf(dependents));
  }

  /** The peer has been taken off the list of open transfers when the exception comes. */
  private static void abort(WorkerState worker, Event event, String key, @Nullable TaskNode now) {
    if (now != null
        && event instanceof Event.GatherSuccess reply
        && reply.data().containsKey(key)) {
      TransferHandlers.close(worker, worker.transfers.peer(reply.worker()), reply.totalNbytes());
      worker.engine.transition(now, MEMORY, reply.data().get(key));
    }
  }

  /** Transfers are started when something has moved, and not after mere news of holders. */
  private static final class FetchesOnMovesOnly extends OtherDecisions {
    private boolean newsOnly;

    private FetchesOnMovesOnly(Decisions next) {
      super(next);
    }

    @Override
    public void handle(WorkerState worker, Event event) {
      newsOnly =
          event instanceof Event.AcquireReplicas wanted
              && wanted.inputs().stream()
                  .map(input -> worker.tasks.get(input.key()))
                  .allMatch(task -> task != null && task.state() == FETCH);
      next.handle(worker, event);
    }

    @Override
    public void startTransfers(WorkerState worker) {
      if (!newsOnly) {
        next.startTransfers(worker);
      }
    }
  }
}
