package io.github.workerfsm.transport.observe;

import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.net.NetworkObserver;
import io.github.workerfsm.transport.owner.OwnerLoop;
import io.github.workerfsm.transport.wire.Refusal;

/**
 * Writes what a network does into the running recording of the JVM's Flight Recorder: {@code
 * network.observe(new TransportRecorder())}. Events {@code workerfsm.Heartbeat}, {@code
 * workerfsm.Peer} and {@code workerfsm.Refused}; of a mailbox that is watched, {@code
 * workerfsm.Mailbox} every second.
 *
 * <p>Without a recording it costs a call and an empty object for each heartbeat, and nothing for a
 * frame or a letter.
 */
public final class TransportRecorder implements NetworkObserver {
  /** What is watched until it is closed. Idempotent. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Records the mailbox of a machine's owner, as often as the recording says.
   *
   * @param mailbox the name under which it is found
   */
  public static Watch watch(String mailbox, OwnerLoop loop) {
    Runnable read = () -> read(mailbox, loop);
    jdk.jfr.FlightRecorder.addPeriodicEvent(MailboxRead.class, read);
    return () -> jdk.jfr.FlightRecorder.removePeriodicEvent(read);
  }

  private static void read(String mailbox, OwnerLoop loop) {
    MailboxRead event = new MailboxRead();
    event.mailbox = mailbox;
    event.depth = loop.depth();
    event.capacity = loop.capacity();
    event.accepted = loop.accepted();
    event.handled = loop.handled();
    event.full = loop.refusedFull();
    event.closed = loop.refusedClosed();
    event.commit();
  }

  @Override
  public void heartbeat(String remote, long lateNanos) {
    HeartbeatSent event = new HeartbeatSent();
    if (event.shouldCommit()) {
      event.remote = remote;
      event.late = lateNanos;
      event.commit();
    }
  }

  @Override
  public void noticed(String remote, Notice.Kind what) {
    PeerNoticed event = new PeerNoticed();
    if (event.shouldCommit()) {
      event.remote = remote;
      event.what = what.name();
      event.commit();
    }
  }

  @Override
  public void refused(String who, Refusal why, String detail) {
    ConnectionRefused event = new ConnectionRefused();
    if (event.shouldCommit()) {
      event.who = who;
      event.why = why.name();
      event.detail = detail;
      event.commit();
    }
  }
}
