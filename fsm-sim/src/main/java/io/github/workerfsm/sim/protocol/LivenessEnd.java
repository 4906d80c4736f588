package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.transport.liveness.HeartbeatSchedule;
import io.github.workerfsm.transport.liveness.Liveness;
import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.liveness.PeerState;
import io.github.workerfsm.transport.liveness.Thresholds;
import java.util.List;

/** One of two parties that watch each other, and what can be seen of it from outside. */
final class LivenessEnd {
  /** Units of time. */
  static final Thresholds THRESHOLDS = Thresholds.ofPeriod(1);

  private static final String OTHER = "other";

  private final String name;
  private Liveness<String> liveness = new Liveness<>(THRESHOLDS);
  private HeartbeatSchedule schedule = new HeartbeatSchedule(THRESHOLDS.periodNanos(), 0);
  private boolean alive = true;
  private int life = 1;

  /** The life of the other in which it has registered here; 0: in none. */
  private int known;

  /** How long nothing has come from the other, at most until it is dead. */
  private long silence;

  /** Whether in this time it could not be heard, because it was dead or there was no connection. */
  private boolean excused;

  /** Whether the other was given up, and has not come back. */
  private boolean gaveUp;

  /** All of it. */
  record Image(
      List<Liveness.PeerImage<String>> liveness,
      long schedule,
      boolean alive,
      int life,
      int known,
      long silence,
      boolean excused,
      boolean gaveUp) {}

  LivenessEnd(String name) {
    this.name = name;
  }

  boolean alive() {
    return alive;
  }

  int life() {
    return life;
  }

  int known() {
    return known;
  }

  long silence() {
    return silence;
  }

  boolean excused() {
    return excused;
  }

  PeerState state() {
    return liveness.state(OTHER);
  }

  void die() {
    alive = false;
  }

  /** A new life, which knows nothing. */
  void begin(long now) {
    alive = true;
    life++;
    known = 0;
    liveness = new Liveness<>(THRESHOLDS);
    schedule = new HeartbeatSchedule(THRESHOLDS.periodNanos(), now);
    silence = 0;
    excused = false;
    gaveUp = false;
  }

  /** Who is at the other end of a new connection is not known before it says so. */
  void forget(long now) {
    liveness.left(OTHER, now);
  }

  boolean due(long now) {
    return alive && schedule.due(now);
  }

  void sent(long now) {
    schedule.sent(now);
  }

  /** The other registers, in the given life. An older life is one that comes late. */
  List<Notice<String>> registered(int in, long now) {
    if (in < known) {
      return List.of();
    }
    known = in;
    gaveUp = false;
    return hear(liveness.registered(OTHER, now));
  }

  /** Anything else of the other arrives. */
  List<Notice<String>> heard(long now) {
    return hear(liveness.heard(OTHER, now));
  }

  private List<Notice<String>> hear(List<Notice<String>> notices) {
    silence = 0;
    excused = false;
    return notices;
  }

  /**
   * A unit of time has passed.
   *
   * @param audible whether the other could be heard in it
   */
  List<Notice<String>> tick(long now, boolean audible) {
    silence = Math.min(silence + 1, THRESHOLDS.deadNanos());
    excused |= !audible;
    return alive ? liveness.tick(now) : List.of();
  }

  /** The other is given up; false if it had been before. */
  boolean giveUp() {
    boolean first = !gaveUp;
    gaveUp = true;
    return first;
  }

  Image image(long now) {
    return new Image(
        liveness.image(now),
        schedule.silentNanos(now),
        alive,
        life,
        known,
        silence,
        excused,
        gaveUp);
  }

  void restore(Image image, long now) {
    liveness.restore(image.liveness, now);
    schedule.restore(image.schedule, now);
    alive = image.alive;
    life = image.life;
    known = image.known;
    silence = image.silence;
    excused = image.excused;
    gaveUp = image.gaveUp;
  }

  @Override
  public String toString() {
    return name;
  }
}
