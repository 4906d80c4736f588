package io.github.workerfsm.worker;

import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in one paragraph where a task is, what it waits for, and which rows of the table could move
 * it next. The moves are read from the table: nothing about legality is written here.
 */
final class Explanation {
  private static final int NAMED = 5;

  private final WorkerState worker;
  private final TaskNode task;

  private Explanation(WorkerState worker, TaskNode task) {
    this.worker = worker;
    this.task = task;
  }

  static String of(WorkerState worker, TaskNode task) {
    Explanation explanation = new Explanation(worker, task);
    return explanation.where() + " " + explanation.waits() + " " + explanation.moves();
  }

  private String where() {
    return "Task "
        + task.key()
        + " is "
        + task.state().label()
        + ": "
        + task.state().meaning()
        + ".";
  }

  private String waits() {
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES -> "It waits for " + inputs() + ".";
      case READY -> "It waits for a thread: " + threads() + ".";
      case CONSTRAINED -> "It waits for " + resources() + ", and for a thread: " + threads() + ".";
      case EXECUTING, LONG_RUNNING -> "It waits for its thread to end.";
      case FETCH -> "It waits for a transfer: " + holders() + ".";
      case MISSING ->
          task.promised()
              ? "It waits to be computed elsewhere; the scheduler has promised to say where."
              : "It waits for the scheduler to name a holder.";
      case FLIGHT -> "It waits for the transfer from " + task.comingFrom() + " to end.";
      case CANCELLED, RESCHEDULED ->
          task.claimedByThread()
              ? "It waits for its thread to end, which cannot be stopped."
              : "It waits for the transfer from " + task.comingFrom() + " to end.";
      case MEMORY -> "It waits for nothing" + neededBy() + ".";
      case ERROR -> "It waits for nothing; the failure is: " + failure() + ".";
      case NEW, RELEASED, FORGOTTEN -> "It waits for nothing" + neededBy() + ".";
    };
  }

  private String inputs() {
    List<String> awaited = new ArrayList<>();
    int inputs = 0;
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      inputs++;
      if (edge.awaited()) {
        awaited.add(edge.input.key() + " (" + edge.input.state().label() + ")");
      }
    }
    return awaited.size() + " of its " + inputs + " inputs: " + some(awaited);
  }

  private String threads() {
    if (!worker.running()) {
      return "the worker is paused";
    }
    return worker.slots.executing()
        + " of "
        + worker.slots.threads()
        + " are taken, "
        + worker.slots.ready.size()
        + " tasks are ready";
  }

  private String resources() {
    if (task.spec == null) {
      return "resources";
    }
    return task.spec.resources().amounts().entrySet().stream()
        .map(this::resource)
        .collect(Collectors.joining(", "));
  }

  private String resource(Map.Entry<String, Double> need) {
    double free = worker.slots.resources.available().getOrDefault(need.getKey(), 0.0);
    return number(need.getValue())
        + " of resource "
        + need.getKey()
        + ", of which "
        + number(free)
        + " is free";
  }

  private static String number(double amount) {
    return amount == (long) amount ? Long.toString((long) amount) : Double.toString(amount);
  }

  private String holders() {
    if (!worker.running()) {
      return "the worker is paused";
    }
    List<String> states = new ArrayList<>();
    for (Replica replica = task.firstReplica; replica != null; replica = replica.nextOfTask) {
      Peer peer = replica.peer;
      String why =
          peer.transfer != null
              ? " is being asked for other tasks"
              : peer.busy ? " is busy" : " is free, but a limit of transfers has been reached";
      states.add(peer.address() + why);
    }
    return some(states);
  }

  private String neededBy() {
    List<String> consumers = new ArrayList<>();
    for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
      consumers.add(edge.consumer.key() + " (" + edge.consumer.state().label() + ")");
    }
    return consumers.isEmpty() ? "" : "; it is an input of " + some(consumers);
  }

  private String failure() {
    return task.failure() == null ? "unknown" : task.failure().text();
  }

  private static String some(List<String> items) {
    if (items.size() <= NAMED) {
      return String.join(", ", items);
    }
    return String.join(", ", items.subList(0, NAMED)) + " and " + (items.size() - NAMED) + " more";
  }

  private String moves() {
    List<String> moves =
        worker.engine.table().rowsFrom(task.state()).stream()
            .filter(row -> !row.isNever() && row.onlyLanding() != task.state() && couldApply(row))
            .map(Explanation::move)
            .toList();
    return moves.isEmpty() ? "Nothing moves it." : "Next: " + String.join("; ", moves) + ".";
  }

  /** A row applies now, or will once the thread or the transfer has ended. */
  private boolean couldApply(Transition<TaskState, TaskState, TaskNode, ?> row) {
    if (row.guard().holds(task)) {
      return true;
    }
    boolean held = task.claimed() && !task.done();
    if (!held) {
      return false;
    }
    task.done(true);
    boolean afterwards = row.guard().holds(task);
    task.done(false);
    return afterwards;
  }

  private static String move(Transition<TaskState, TaskState, TaskNode, ?> row) {
    String actor = row.actor().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String landings =
        row.landings().stream().map(TaskState::label).collect(Collectors.joining(" or "));
    return "to " + landings + " by the " + actor + " (" + row.reason() + ")";
  }
}
