package io.github.workerfsm.sim.world;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: workers, scheduler, what is under way between them, and the client.
 *
 * <pre>{@code
 * var world = World.of(spec, ports);
 * for (var choices = world.choices(); !choices.isEmpty(); choices = world.choices()) {
 *   world.apply(choices.get(0));
 * }
 * }</pre>
 *
 * <p>A world has no clock and no chance: the same specification and the same choices give the same
 * state on every run. One thread owns it. The safety properties are checked after every choice;
 * what is broken is in {@link #violations}, and the world goes on.
 */
public final class World {
  private final WorldSpec spec;
  private final WorldState state;
  private final Exchange exchange;
  private final Acts acts;
  private final Possible possible;
  private final Offers offers;

  private World(WorldSpec spec, Ports ports) {
    this.spec = spec;
    this.state = new WorldState(spec);
    this.exchange = new Exchange(state, ports);
    this.acts = new Acts(state, exchange);
    this.possible = new Possible(state, exchange);
    this.offers = new Offers(state, exchange, possible);
  }

  /**
   * A world in which everybody has joined, what is in memory at the start is, and what is wanted
   * from the start has been submitted.
   */
  public static World of(WorldSpec spec, Ports ports) {
    World world = new World(spec, ports);
    new Opening(world).play();
    return world;
  }

  /** What the world consists of. */
  public WorldSpec spec() {
    return spec;
  }

  /** Everything that can happen now, in a fixed order. */
  public List<Choice> choices() {
    return offers.all();
  }

  /** Everything that can happen now but faults; when there is nothing, the world is at rest. */
  public List<Choice> dueChoices() {
    return offers.due();
  }

  /**
   * Every fault of this kind that makes sense now, budgets apart, in a fixed order.
   *
   * @throws IllegalStateException if the kind is no fault
   */
  public List<Choice> faultChoices(ChoiceKind kind) {
    return offers.faults(kind);
  }

  /** Whether the choice is among those that can be offered now, budgets apart. */
  public boolean offers(Choice choice) {
    return possible.whyNot(choice) == null
        && (!choice.fault() || offers.faults(choice.kind()).contains(choice));
  }

  /** Why the choice cannot happen now, budgets apart; null when it can. */
  public @Nullable String whyNot(Choice choice) {
    return possible.whyNot(choice);
  }

  /**
   * Lets the choice happen. A fault counts against its budget as far as there is one: who applies a
   * choice that has not been offered, such as the author of a script, needs no budget.
   *
   * @throws IllegalChoiceException if it cannot happen now
   */
  public void apply(Choice choice) {
    String reason = possible.whyNot(choice);
    if (reason != null) {
      throw new IllegalChoiceException(reason);
    }
    applyOffered(choice);
  }

  /** As {@link #apply}, for one of the {@link #choices} of the present state. */
  public void applyOffered(Choice choice) {
    state.spend(choice.kind());
    acts.perform(choice);
  }

  /** The safety properties that have been violated so far, each once, in order. */
  public List<Violation> violations() {
    return exchange.checks().found();
  }

  /** Whether no safety property has been violated so far. */
  public boolean sound() {
    return exchange.checks().sound();
  }

  /** Switches the invariants of workers and scheduler, which take most of the time, on or off. */
  public void checkInvariants(boolean on) {
    exchange.checks().invariants(on);
  }

  /** The scheduler. */
  public SchedulerPort scheduler() {
    return exchange.scheduler();
  }

  /** The worker at this position; null when it is not there. */
  public @Nullable WorkerPort worker(int position) {
    return state.connected(position) ? exchange.worker(position) : null;
  }

  /** Whether there is a worker at this position that the scheduler counts as one. */
  public boolean registered(int position) {
    return state.known(position);
  }

  /** Messages under way to the worker, the next one first. */
  public Fifo<Event> toWorker(int position) {
    return state.toWorker.get(position);
  }

  /** Messages under way from the worker, the next one first. */
  public Fifo<Instruction.ToScheduler> toScheduler(int position) {
    return state.toScheduler.get(position);
  }

  /** Live runs of the worker, oldest first. */
  public Fifo<OpenRun> runs(int position) {
    return state.runs.get(position);
  }

  /** Open transfers to the worker, oldest first. */
  public Fifo<OpenTransfer> transfers(int position) {
    return state.transfers.get(position);
  }

  /** The keys that a client wants, as bits. */
  public long wanted() {
    return state.wanted;
  }

  /** The keys that a client wants, or keeps for what is still to be submitted, as bits. */
  public long wantedOrKept() {
    return state.wanted | state.kept;
  }

  /** Whether some of the workers are not there, so that what is wanted may wait for them. */
  public boolean waitsForWorkers() {
    for (int w = 0; w < state.workers(); w++) {
      if (!state.connected(w)) {
        return scheduler().keys().stream()
            .anyMatch(key -> "no-worker".equals(scheduler().state(key)));
      }
    }
    return false;
  }

  WorldState state() {
    return state;
  }

  Exchange exchange() {
    return exchange;
  }

  Acts acts() {
    return acts;
  }
}
