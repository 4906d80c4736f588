package io.github.workerfsm.transport.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.WorkerMessages;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.owner.OwnerLoop;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * The link to the scheduler: its events go into the mailbox, the machine's messages go out. When
 * the mailbox is full, nothing is read from the scheduler until there is room; when the scheduler
 * does not read, the owner waits a bounded time and then cuts the link. Nothing is dropped in
 * silence.
 *
 * <p>A link that is lost is told once; the worker of a lost scheduler is of no use to anybody.
 */
public final class SchedulerLink implements ConnectionListener {
  private final WorkerMessages messages;
  private final OwnerLoop owner;
  private final Runnable lost;
  private final CompletableFuture<Connection> connection = new CompletableFuture<>();

  /**
   * A link that is not connected.
   *
   * @param lost called once when the link is over, in an I/O thread
   */
  public SchedulerLink(WorkerMessages messages, OwnerLoop owner, Runnable lost) {
    this.messages = messages;
    this.owner = owner;
    this.lost = lost;
  }

  /**
   * Connects and says who is there.
   *
   * @param own the address at which peers reach this worker
   * @param threads how many tasks it runs at once
   */
  public CompletableFuture<Connection> connect(
      Network network, InetSocketAddress scheduler, String own, int threads) {
    return network
        .connect(scheduler, this)
        .thenApply(
            made -> {
              byte[] body = new WireWriter().text(own).i32(threads).toBytes();
              made.send(Frame.of(FrameType.WORKER, body));
              connection.complete(made);
              return made;
            });
  }

  /** Sends one message of the machine. For the owner's thread, which waits if need be. */
  public void send(Instruction.ToScheduler message) {
    Connection to = connection.getNow(null);
    if (to != null) {
      // A link that is cut is told to lost; what it had not sent went with it.
      to.sendOrCut(Frame.of(FrameType.INSTRUCTION, messages.pack(message)));
    }
  }

  @Override
  public void opened(Connection opened) {}

  @Override
  public Offer received(Connection from, Frame frame) {
    if (!frame.is(FrameType.EVENT)) {
      from.close(Refusal.PROTOCOL, frame + " from a scheduler");
      return Offer.CLOSED;
    }
    Unpacked<Event> event = messages.unpackEvent(frame.body());
    if (event instanceof Unpacked.Bad<Event> bad) {
      from.close(Refusal.MALFORMED, "event: " + bad.what());
      return Offer.CLOSED;
    }
    Offer offer = owner.tell(((Unpacked.Good<Event>) event).message());
    if (offer == Offer.FULL) {
      owner.whenRoom(from::resume);
    }
    return offer;
  }

  @Override
  public void closed(Connection over, Refusal why, String detail, int undelivered) {
    lost.run();
  }
}
