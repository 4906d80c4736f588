package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds deliveries that may stand for everything else that can happen: the next message of the
 * scheduler to a worker that can do nothing else, of which nobody else sees the effect before they
 * have heard of it.
 *
 * <h2>Why the order does not matter</h2>
 *
 * <p>All that others do to a worker is put messages at the end of its channel, take the oldest from
 * the channel from it, or end it. So as long as the worker can do nothing but hear the message,
 * that stays possible and has the same effect, whatever happens first; and when the worker is ended
 * first, nothing is left of it either way. For that it must have no thread, no transfer and no
 * timer at work, be known to the scheduler, and not be about to be paused, to hang or to be handed
 * data, for which there must be no budget left.
 *
 * <p>Others see of a worker whether it is there, which values it holds, when they ask it or when
 * the scheduler believes it, and which identifiers are in use with it, apart from what is on its
 * way to the scheduler already. So the delivery must not change these. A heartbeat names the runs,
 * so there must be none left when one starts. Two runs of one key beside each other are noticed by
 * whichever starts second, in either order.
 *
 * <p>A transfer that it opens stands the same when its peer dies or hangs before or after, but not
 * when another process takes the peer's place: so there must be none left to join.
 *
 * <p>There is no circle of deliveries alone: each takes a message out of a channel to a worker, and
 * only what the scheduler does puts one in.
 */
public final class LoneDelivery {
  private final WorldState state;
  private final Exchange exchange;
  private final WorldCodec codec;
  private final @Nullable Value[] values;
  private long identifiers;

  /** Messages from the worker before the delivery. The scheduler may hear them at any time. */
  private int said;

  /** Finds those of the world that this codec belongs to. */
  public LoneDelivery(World world, WorldCodec codec) {
    this.state = world.state();
    this.exchange = world.exchange();
    this.codec = codec;
    this.values = new @Nullable Value[state.spec.keys().size()];
  }

  /** Whether hearing the next message is all that the worker can do, and notes what others see. */
  public boolean alone(int w) {
    if (state.toWorker.get(w).isEmpty()
        || !state.runs.get(w).isEmpty()
        || !state.transfers.get(w).isEmpty()
        || state.retries[w] != 0
        || !state.scheduled
        || !state.alive(w)
        || !state.known(w)
        || !exchange.worker(w).running()
        || exchange.worker(w).asksForMissing()
        || disturbed(w)) {
      return false;
    }
    said = state.toScheduler.get(w).size();
    identifiers = codec.identifiers(w, said);
    for (int key = 0; key < values.length; key++) {
      values[key] = exchange.worker(w).value(state.spec.keys().get(key));
    }
    return true;
  }

  /** Whether something may still happen that is not the same before and after the delivery. */
  private boolean disturbed(int w) {
    NetworkRules network = exchange.network();
    return may(ChoiceKind.PAUSE)
        || may(ChoiceKind.HANG)
        || may(ChoiceKind.SCATTER)
        || may(ChoiceKind.SCHEDULER_DEATH)
        || may(ChoiceKind.RECONNECT)
            && network.brokenStream() != NetworkRules.BrokenStream.WORKER_ENDS
        || network.holderAnswers() != NetworkRules.HolderAnswers.IN_ORDER
            && state.toWorker.get(w).get(0).kind() == EventKind.REFRESH_WHO_HAS;
  }

  private boolean may(ChoiceKind fault) {
    return state.budget[fault.ordinal()] > 0;
  }

  /** Whether nobody sees that the message has been heard, after it has. */
  public boolean unseen(int w) {
    if (!exchange.checks().sound()
        || identifiers != codec.identifiers(w, said)
        || may(ChoiceKind.HEARTBEAT) && !state.runs.get(w).isEmpty()
        || may(ChoiceKind.JOIN) && !state.transfers.get(w).isEmpty()) {
      return false;
    }
    for (int key = 0; key < values.length; key++) {
      if (!Objects.equals(values[key], exchange.worker(w).value(state.spec.keys().get(key)))) {
        return false;
      }
    }
    return true;
  }
}
