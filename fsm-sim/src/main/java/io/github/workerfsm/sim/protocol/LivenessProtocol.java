package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.liveness.PeerState;
import java.util.List;

/**
 * A manager that registers with an interchange, and heartbeats of both, each on its own. Both watch
 * the other: a silent one is asked, then given up; one that speaks although it was given up, or was
 * never known, is asked to register again. Either may die and begin a new life, and the connection
 * may be broken for as long as it likes.
 */
class LivenessProtocol extends Protocol {
  private static final int TO_INTERCHANGE = 0;

  /** Heartbeats that have to go missing before somebody is taken for dead, less the first. */
  private static final int GRACE = 3;

  /** What must hold of heartbeats. */
  enum Promise implements Property {
    /** Patience. */
    SILENT("nobody is asked or given up before it was silent for as long as it takes"),
    /** Fault tolerance. */
    CALM("nobody that lives and can be heard is given up for fewer faults than it takes"),
    /** The way back. */
    BACK("whoever speaks and is not registered is asked to register again"),
    /** Once. */
    ONCE("nobody is given up twice without having come back"),
    /** Peace. */
    PEACE("without a fault nobody is asked, given up or sent back");

    private final String phrase;

    Promise(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  private enum Act {
    BEAT("sends a heartbeat"),
    KILL("dies"),
    BEGIN("begins a new life"),
    CUT("the connection breaks"),
    CONNECT("the manager connects and registers");

    private final String phrase;

    Act(String phrase) {
      this.phrase = phrase;
    }
  }

  /** What the two say to each other. */
  sealed interface Letter {
    /** The manager is there, in this life. */
    record Register(int life) implements Letter {}

    /** The interchange, in this life, has noted it. */
    record Welcome(int life) implements Letter {}

    /** The sender lives. */
    record Heartbeat() implements Letter {}

    /** Give a sign of life. */
    record Ping() implements Letter {}

    /** Register again. */
    record RegisterAgain() implements Letter {}
  }

  private final Channel<Letter> toInterchange = channel("to the interchange");
  private final Channel<Letter> toManager = channel("to the manager");
  private final LivenessEnd manager = new LivenessEnd("the manager");
  private final LivenessEnd interchange = new LivenessEnd("the interchange");
  private boolean connected;

  LivenessProtocol(Budget budget) {
    super(budget);
    connect();
  }

  private LivenessEnd end(int number) {
    return number == TO_INTERCHANGE ? interchange : manager;
  }

  private void send(LivenessEnd from, Letter letter) {
    from.sent(now());
    if (connected) {
      (from == manager ? toInterchange : toManager).send(letter);
    }
  }

  private void connect() {
    connected = true;
    newConnection(manager);
    send(manager, new Letter.Register(manager.life()));
  }

  /** What the manager does about the interchange that it has connected to. */
  void newConnection(LivenessEnd at) {
    at.forget(now());
  }

  private void cut() {
    connected = false;
    toInterchange.clear();
    toManager.clear();
  }

  @Override
  void offerSteps() {
    for (int i = 0; i < 2; i++) {
      if (end(i).due(now())) {
        offer(Act.BEAT.ordinal(), i);
      }
      if (end(i).alive()) {
        offerFault(Fault.KILL, Act.KILL.ordinal(), i);
      } else {
        offer(Act.BEGIN.ordinal(), i);
      }
    }
    if (connected) {
      offerFault(Fault.CUT, Act.CUT.ordinal(), 0);
    } else if (manager.alive() && interchange.alive()) {
      offer(Act.CONNECT.ordinal(), 0);
    }
  }

  /** New lives and new connections come when they come. */
  @Override
  boolean canWait() {
    return toInterchange.size() + toManager.size() == 0
        && !manager.due(now())
        && !interchange.due(now());
  }

  @Override
  void take(int step, int argument) {
    switch (Act.values()[step]) {
      case BEAT -> send(end(argument), new Letter.Heartbeat());
      case KILL -> {
        end(argument).die();
        cut();
      }
      case BEGIN -> end(argument).begin(now());
      case CUT -> cut();
      case CONNECT -> connect();
    }
  }

  @Override
  void arrived(int channel, Object message) {
    LivenessEnd at = end(channel);
    boolean stranger = at.state() == PeerState.UNKNOWN || at.state() == PeerState.EXPIRED;
    if (message instanceof Letter.Register register) {
      carryOut(at, at.registered(register.life(), now()));
    } else if (message instanceof Letter.Welcome welcome) {
      carryOut(at, at.registered(welcome.life(), now()));
    } else {
      List<Notice<String>> notices = heard(at);
      boolean sentBack =
          notices.stream().anyMatch(notice -> notice.kind() == Notice.Kind.REGISTER_AGAIN);
      require(sentBack == stranger, Promise.BACK);
      carryOut(at, notices);
      if (message instanceof Letter.Ping) {
        send(at, new Letter.Heartbeat());
      } else if (message instanceof Letter.RegisterAgain) {
        send(at, new Letter.Register(at.life()));
      }
    }
  }

  /** A frame that registers nobody. */
  List<Notice<String>> heard(LivenessEnd at) {
    return at.heard(now());
  }

  private void carryOut(LivenessEnd at, List<Notice<String>> notices) {
    LivenessEnd other = at == manager ? interchange : manager;
    for (Notice<String> notice : notices) {
      switch (notice.kind()) {
        case WELCOME -> {
          if (at == interchange) {
            send(at, new Letter.Welcome(at.life()));
          }
        }
        case PING -> {
          require(at.silence() >= LivenessEnd.THRESHOLDS.suspectNanos(), Promise.SILENT);
          require(used() > 0, Promise.PEACE);
          send(at, new Letter.Ping());
        }
        case LOST -> {
          require(at.silence() >= LivenessEnd.THRESHOLDS.deadNanos(), Promise.SILENT);
          require(used() > 0, Promise.PEACE);
          require(!other.alive() || at.excused() || used() >= GRACE, Promise.CALM);
          require(at.giveUp(), Promise.ONCE);
        }
        case REGISTER_AGAIN -> {
          require(used() > 0, Promise.PEACE);
          // The manager need not be told: it is who registers.
          if (at == interchange) {
            send(at, new Letter.RegisterAgain());
          } else {
            send(at, new Letter.Register(at.life()));
          }
        }
        case RECOVERED -> {}
      }
    }
  }

  @Override
  void timePasses() {
    carryOut(interchange, interchange.tick(now(), connected && manager.alive()));
    carryOut(manager, manager.tick(now(), connected && interchange.alive()));
  }

  /** Both live, know the present life of each other, and take each other for alive. */
  @Override
  Standing standing() {
    boolean well =
        manager.alive()
            && interchange.alive()
            && manager.state() == PeerState.ALIVE
            && interchange.state() == PeerState.ALIVE
            && manager.known() == interchange.life()
            && interchange.known() == manager.life();
    return well ? Standing.GOAL : Standing.WAITING;
  }

  @Override
  void saveParts(List<Object> parts) {
    parts.add(manager.image(now()));
    parts.add(interchange.image(now()));
    parts.add(connected);
  }

  @Override
  void loadParts(List<Object> parts) {
    manager.restore((LivenessEnd.Image) parts.get(0), now());
    interchange.restore((LivenessEnd.Image) parts.get(1), now());
    connected = (Boolean) parts.get(2);
  }

  @Override
  String name(int step, int argument) {
    Act act = Act.values()[step];
    return act == Act.CUT || act == Act.CONNECT ? act.phrase : end(argument) + " " + act.phrase;
  }

  @Override
  List<Promise> properties() {
    return List.of(Promise.values());
  }

  @Override
  String describe() {
    return "liveness of manager and interchange";
  }
}
