package io.github.workerfsm.sim.protocol;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import io.github.workerfsm.transport.status.StatusBoard;
import io.github.workerfsm.transport.status.StatusReceiver;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks at a manager, whose statuses travel through the interchange to the board of the forwarder.
 * The manager keeps the end of a task until the forwarder has stored it; the interchange passes
 * ends on, and keeps those that it makes itself, when the manager is lost. The last task goes on
 * for ever, unless it happens to end; the others end.
 *
 * <p>Manager and interchange may die; the forwarder does not, and the interchange finds on its disk
 * which tasks it had handed out. A connection that breaks takes with it what is under way.
 */
class StatusProtocol extends Protocol {
  private static final int MANAGER_UP = 0;
  private static final int MANAGER_DOWN = 1;
  private static final int FORWARDER_UP = 2;

  /** What must hold of statuses. */
  enum Promise implements Property {
    /** Order. */
    FORWARD("the status of a task never goes back, and its end never changes"),
    /** Truth. */
    TRUE("no task is reported further than it is"),
    /** Keeping. */
    KEPT("the end of a task is forgotten only when it is stored"),
    /** Haste. */
    PROMPT("a report that is not acknowledged is sent again in time, whatever else is reported");

    private final String phrase;

    Promise(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /**
   * What is neither in a machine nor in a channel.
   *
   * @param truth where each task is
   * @param stored whether the interchange knows that the end is stored
   * @param managerDead whether the manager that had the tasks is dead
   * @param lost whether the interchange knows
   * @param newToInterchange whether the manager is in a life that the interchange has not met
   * @param newToManager the other way round
   * @param newToForwarder the same of the interchange
   */
  private record Rest(
      ImmutableList<TaskStatus> truth,
      ImmutableList<Boolean> stored,
      boolean managerDead,
      boolean lost,
      boolean newToInterchange,
      boolean newToManager,
      boolean newToForwarder,
      long receivedOfManager,
      long receivedOfInterchange) {}

  private final Channel<StatusLetter> managerUp = channel("from manager to interchange");
  private final Channel<StatusLetter> managerDown = channel("from interchange to manager");
  private final Channel<StatusLetter> forwarderUp = channel("from interchange to forwarder");
  private final Channel<StatusLetter> forwarderDown = channel("from forwarder to interchange");
  private final StatusUplink manager = new StatusUplink(managerUp);
  private final StatusReceiver ofManager = new StatusReceiver();
  private final StatusUplink interchange = new StatusUplink(forwarderUp);
  private final StatusReceiver ofInterchange = new StatusReceiver();
  private final StatusBoard board = new StatusBoard();

  private final List<TaskStatus> truth = new ArrayList<>();
  private final List<Boolean> stored = new ArrayList<>();
  private boolean managerDead;
  private boolean lost;
  private boolean newToInterchange;
  private boolean newToManager;
  private boolean newToForwarder;

  StatusProtocol(int tasks, Budget budget) {
    super(budget);
    if (tasks < 1 || tasks > 100) {
      throw new IllegalArgumentException(tasks + " tasks, expected 1 to 100");
    }
    for (int i = 0; i < tasks; i++) {
      truth.add(TaskStatus.WAITING_FOR_LAUNCH);
      stored.add(false);
    }
  }

  private static String task(int i) {
    return "t" + (i + 1);
  }

  private static int index(String task) {
    return Integer.parseInt(task.substring(1)) - 1;
  }

  private static TaskReport report(int i, TaskStatus status) {
    return new TaskReport(task(i), 1, status);
  }

  @Override
  void offerSteps() {
    for (int i = 0; i < truth.size() && !managerDead; i++) {
      if (truth.get(i) == TaskStatus.WAITING_FOR_LAUNCH) {
        offer(StatusAct.RUN.ordinal(), i);
      } else if (truth.get(i) == TaskStatus.RUNNING) {
        if (i < truth.size() - 1) {
          offer(StatusAct.FINISH.ordinal(), i);
        } else {
          offerFault(Fault.END, StatusAct.FINISH.ordinal(), i);
        }
      }
    }
    if (manager.canReport()) {
      offer(StatusAct.MANAGER_REPORTS.ordinal(), 0);
    }
    if (interchange.canReport()) {
      offer(StatusAct.INTERCHANGE_REPORTS.ordinal(), 0);
    }
    if (managerDead && !lost) {
      offer(StatusAct.MANAGER_LOST.ordinal(), 0);
    }
    offerConnection(manager, StatusAct.CONNECT_MANAGER, StatusAct.CUT_MANAGER);
    offerConnection(interchange, StatusAct.CONNECT_FORWARDER, StatusAct.CUT_FORWARDER);
    if (!managerDead) {
      offerFault(Fault.KILL, StatusAct.KILL_MANAGER.ordinal(), 0);
    }
    offerFault(Fault.KILL, StatusAct.KILL_INTERCHANGE.ordinal(), 0);
  }

  private void offerConnection(StatusUplink link, StatusAct connect, StatusAct cut) {
    if (link.isOpen()) {
      offerFault(Fault.CUT, cut.ordinal(), 0);
    } else {
      offer(connect.ordinal(), 0);
    }
  }

  @Override
  void take(int step, int argument) {
    switch (StatusAct.values()[step]) {
      case RUN -> {
        truth.set(argument, TaskStatus.RUNNING);
        manager.changed(report(argument, TaskStatus.RUNNING));
      }
      case FINISH -> {
        truth.set(argument, TaskStatus.SUCCESS);
        manager.end(report(argument, TaskStatus.SUCCESS), now());
      }
      case MANAGER_REPORTS -> manager.report(now());
      case INTERCHANGE_REPORTS -> interchange.report(now());
      case CUT_MANAGER -> cutManager();
      case CUT_FORWARDER -> cutForwarder();
      case CONNECT_MANAGER -> connectManager();
      case CONNECT_FORWARDER -> connectForwarder();
      case KILL_MANAGER -> {
        managerDead = true;
        newToInterchange = true;
        manager.die();
        cutManager();
      }
      case KILL_INTERCHANGE -> killInterchange();
      case MANAGER_LOST -> managerLost();
    }
  }

  private void cutManager() {
    manager.close();
    managerDown.clear();
  }

  private void cutForwarder() {
    interchange.close();
    forwarderDown.clear();
  }

  private void killInterchange() {
    cutManager();
    cutForwarder();
    interchange.die();
    ofManager.restart();
    lost = false;
    newToManager = true;
    newToForwarder = true;
  }

  private void connectManager() {
    if (newToInterchange) {
      if (!lost) {
        managerLost();
      }
      ofManager.restart();
      newToInterchange = false;
    }
    if (newToManager) {
      managerTellsAll();
    }
    manager.connect(newToManager && renumbers(), now());
    newToManager = false;
  }

  /** Whether a reporter begins anew for a receiver in a new life. */
  boolean renumbers() {
    return true;
  }

  /** The interchange is in a new life: tasks that the old one knew to run are running still. */
  private void managerTellsAll() {
    for (int i = 0; i < truth.size() && !managerDead; i++) {
      if (truth.get(i) == TaskStatus.RUNNING) {
        manager.changed(report(i, TaskStatus.RUNNING));
      }
    }
  }

  private void connectForwarder() {
    if (newToForwarder) {
      ofInterchange.restart();
      newToForwarder = false;
    }
    interchange.connect(false, now());
  }

  private void managerLost() {
    lost = true;
    for (int i = 0; i < stored.size(); i++) {
      if (!stored.get(i)) {
        interchange.end(report(i, TaskStatus.FAILED), now());
      }
    }
  }

  @Override
  void arrived(int channel, Object message) {
    StatusLetter letter = (StatusLetter) message;
    switch (channel) {
      case MANAGER_UP -> atInterchange(letter);
      case MANAGER_DOWN -> acknowledged(manager, letter);
      case FORWARDER_UP -> atForwarder(letter);
      default -> storedAtForwarder(letter);
    }
  }

  private void atInterchange(StatusLetter letter) {
    if (letter instanceof StatusLetter.Changes changes) {
      long upTo =
          ofManager.receive(
              changes.report().sequence(), changes.report().changed(), interchange::changed);
      managerDown.send(new StatusLetter.ChangesAck(upTo));
    } else if (letter instanceof StatusLetter.End end) {
      interchange.pass(end.end());
    }
  }

  private void atForwarder(StatusLetter letter) {
    if (letter instanceof StatusLetter.Changes changes) {
      long upTo =
          ofInterchange.receive(
              changes.report().sequence(), changes.report().changed(), this::note);
      forwarderDown.send(new StatusLetter.ChangesAck(upTo));
    } else if (letter instanceof StatusLetter.End end) {
      note(end.end());
      forwarderDown.send(new StatusLetter.EndAck(end.end().task()));
    }
  }

  private void note(TaskReport report) {
    TaskReport before = board.of(report.task());
    post(board, report);
    TaskReport after = board.of(report.task());
    TaskStatus truly = truth.get(index(report.task()));
    require(after != null, Promise.FORWARD);
    if (before != null && after != null) {
      boolean end = before.status().terminal();
      boolean back = after.status().compareTo(before.status()) < 0;
      require(end ? after.equals(before) : !back, Promise.FORWARD);
    }
    boolean made = managerDead && report.status() == TaskStatus.FAILED;
    require(made || report.status().compareTo(truly) <= 0, Promise.TRUE);
  }

  /** Puts a report on the board. */
  void post(StatusBoard on, TaskReport report) {
    on.note(report);
  }

  private void storedAtForwarder(StatusLetter letter) {
    acknowledged(interchange, letter);
    if (letter instanceof StatusLetter.EndAck ack) {
      stored.set(index(ack.task()), true);
      if (manager.isOpen()) {
        managerDown.send(ack);
      }
    }
  }

  private void acknowledged(StatusUplink uplink, StatusLetter letter) {
    if (letter instanceof StatusLetter.ChangesAck ack) {
      reportsArrived(uplink, ack.upTo());
    } else if (letter instanceof StatusLetter.EndAck ack) {
      TaskReport known = board.of(ack.task());
      boolean safe = known != null && known.status().terminal();
      require(safe || !uplink.keeps(ack.task()), Promise.KEPT);
      uplink.stored(ack.task());
    }
  }

  /** An acknowledgement has come to a reporter. */
  void reportsArrived(StatusUplink uplink, long upTo) {
    uplink.acknowledged(upTo);
  }

  @Override
  void timePasses() {
    manager.tick(now(), () -> require(false, Promise.PROMPT));
    interchange.tick(now(), () -> require(false, Promise.PROMPT));
  }

  /** The board shows every task as it is, and nobody has anything to report. */
  @Override
  Standing standing() {
    boolean well = manager.settled() && interchange.settled();
    for (int i = 0; i < truth.size(); i++) {
      TaskReport shown = board.of(task(i));
      well &=
          shown != null
              && (managerDead ? shown.status().terminal() : shown.status() == truth.get(i));
    }
    return well ? Standing.GOAL : Standing.WAITING;
  }

  @Override
  void saveParts(List<Object> parts) {
    parts.add(manager.image(now()));
    parts.add(interchange.image(now()));
    parts.add(board.image());
    parts.add(
        new Rest(
            ImmutableList.copyOf(truth),
            ImmutableList.copyOf(stored),
            managerDead,
            lost,
            newToInterchange,
            newToManager,
            newToForwarder,
            ofManager.received(),
            ofInterchange.received()));
  }

  @Override
  void loadParts(List<Object> parts) {
    manager.restore((StatusUplink.Image) parts.get(0), now());
    interchange.restore((StatusUplink.Image) parts.get(1), now());
    board.restore((StatusBoard.Image) parts.get(2));
    Rest rest = (Rest) parts.get(3);
    truth.clear();
    truth.addAll(rest.truth);
    stored.clear();
    stored.addAll(rest.stored);
    managerDead = rest.managerDead;
    lost = rest.lost;
    newToInterchange = rest.newToInterchange;
    newToManager = rest.newToManager;
    newToForwarder = rest.newToForwarder;
    ofManager.restore(rest.receivedOfManager);
    ofInterchange.restore(rest.receivedOfInterchange);
  }

  @Override
  String name(int step, int argument) {
    StatusAct act = StatusAct.values()[step];
    return act == StatusAct.RUN || act == StatusAct.FINISH
        ? "task " + task(argument) + " " + act.phrase
        : act.phrase;
  }

  @Override
  List<Promise> properties() {
    return List.of(Promise.values());
  }

  @Override
  String describe() {
    return "statuses of " + truth.size() + " tasks";
  }
}
