package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.status.StatusBoard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The service's end: what is known of every task, and the store of results. A result is
 * acknowledged only after it is stored, and stored once, however often it comes.
 */
public final class Forwarder implements Receiving {
  /** Where results go. */
  public interface Store {
    /**
     * Stores the first result of a task. A forwarder in a new life does not know what the one
     * before has stored, so that a repetition may come here too. Not to block for long: nothing
     * else is received meanwhile.
     *
     * @return whether it is safe now; if not, it is not acknowledged and comes again
     */
    boolean store(UUID endpoint, Message.Result result);

    /** An endpoint is lost; what becomes of its tasks is for the machine of task life-cycles. */
    default void lost(UUID endpoint) {}
  }

  private final StatusBoard board = new StatusBoard();
  private final Map<UUID, Capacity> capacities = new LinkedHashMap<>();
  private final Members endpoints;
  private final Store store;
  private long repeated;

  /**
   * A forwarder that knows no endpoint.
   *
   * @param life more than any earlier process had, from 1
   */
  public Forwarder(UUID id, long life, RelaySettings settings, Store store) {
    this.store = store;
    endpoints =
        new Members(
            id,
            life,
            settings,
            new Members.Listener() {
              @Override
              public void lost(UUID member, long now) {
                capacities.remove(member);
                store.lost(member);
              }

              @Override
              public void said(Members.Member member, Message message, long now) {
                fromEndpoint(member, message);
              }
            });
  }

  @Override
  public void received(Way from, Message message, long nowNanos) {
    endpoints.received(from, message, nowNanos);
  }

  private void fromEndpoint(Members.Member endpoint, Message message) {
    if (message instanceof Message.EndpointReport report) {
      capacities.put(endpoint.id, report.capacity());
      long upTo = endpoint.receiver.receive(report.sequence(), report.changed(), board::note);
      endpoint.send(new Message.ReportAck(upTo));
    } else if (message instanceof Message.Result result) {
      result(endpoint, result);
    } else if (!(message instanceof Message.Heartbeat)) {
      endpoint.send(new Message.BadCommand(message.type() + " to a forwarder"));
    }
  }

  private void result(Members.Member endpoint, Message.Result result) {
    TaskReport known = board.of(result.end().task());
    if (known != null && known.status().terminal()) {
      repeated++;
    } else if (store.store(endpoint.id, result)) {
      board.note(result.end());
    } else {
      return;
    }
    endpoint.send(new Message.ResultsAck(result.end().task()));
  }

  @Override
  public void left(Way from) {
    endpoints.left(from);
  }

  @Override
  public void tick(long nowNanos) {
    endpoints.tick(nowNanos);
  }

  /** The latest report of the task; null when there is none. */
  public @Nullable TaskReport of(String task) {
    return board.of(task);
  }

  /** What the endpoint has said to have; null when it has not, or is lost. */
  public @Nullable Capacity capacity(UUID endpoint) {
    return capacities.get(endpoint);
  }

  /** Results that came although one was stored. */
  public long repeated() {
    return repeated;
  }
}
