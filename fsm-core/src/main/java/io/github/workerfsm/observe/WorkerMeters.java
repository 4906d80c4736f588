package io.github.workerfsm.observe;

import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.WorkerStateMachine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of a worker machine as Micrometer's meters.
 *
 * <p>A registry reads its meters on a thread of its own, and a machine has one owner; so the owner
 * {@link #publish}es a reading whenever it likes, for example after each batch of events, and
 * meters show the last one, or zeros before the first. A reading costs one small object; a
 * transition costs nothing.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code workerfsm.tasks}</td><td>known keys</td></tr>
 * <tr><td>{@code workerfsm.tasks.state}, tag {@code state}</td><td>tasks in memory, executing,
 * long-running, in-flight, ready, constrained, waiting, fetch, missing</td></tr>
 * <tr><td>{@code workerfsm.values.bytes}</td><td>bytes of all values held</td></tr>
 * <tr><td>{@code workerfsm.transfers}, {@code workerfsm.transfers.bytes}</td><td>open transfers, and
 * their bytes</td></tr>
 * <tr><td>{@code workerfsm.runs}</td><td>counter of runs ended</td></tr>
 * <tr><td>{@code workerfsm.transitions}</td><td>counter of transitions</td></tr>
 * </table>
 */
public final class WorkerMeters implements MeterBinder {

  private record Reading(Gauges gauges, long transitions) {}

  private final Tags tags;
  private volatile @Nullable Reading last;

  /**
   * Meters without a reading.
   *
   * @param tags on every meter, as name and value in turn, for example {@code "worker", address}
   */
  public WorkerMeters(String... tags) {
    this.tags = Tags.of(tags);
  }

  /** Takes a reading. To be called by the owner of the machine, between events. */
  public void publish(WorkerStateMachine machine) {
    last = new Reading(machine.gauges(), machine.transitions());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "workerfsm.tasks", "known keys", null, Gauges::tasks);
    state(registry, "memory", Gauges::inMemory);
    state(registry, "executing", Gauges::executing);
    state(registry, "long-running", Gauges::longRunning);
    state(registry, "in-flight", Gauges::inFlight);
    state(registry, "ready", Gauges::ready);
    state(registry, "constrained", Gauges::constrained);
    state(registry, "waiting", Gauges::waiting);
    state(registry, "fetch", Gauges::fetch);
    state(registry, "missing", Gauges::missing);
    gauge(
        registry,
        "workerfsm.values.bytes",
        "bytes of all values held",
        BaseUnits.BYTES,
        Gauges::nbytes);
    gauge(registry, "workerfsm.transfers", "open transfers", null, Gauges::transferCount);
    gauge(
        registry,
        "workerfsm.transfers.bytes",
        "bytes of open transfers",
        BaseUnits.BYTES,
        Gauges::transferBytes);
    counter(registry, "workerfsm.runs", "runs ended", reading -> reading.gauges().executed());
    counter(registry, "workerfsm.transitions", "transitions", Reading::transitions);
  }

  private void state(MeterRegistry registry, String state, ToDoubleFunction<Gauges> part) {
    Gauge.builder("workerfsm.tasks.state", this, meters -> meters.read(part))
        .description("tasks in a state, or held by a thread or a transfer")
        .tags(tags.and("state", state))
        .strongReference(true)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      @Nullable String unit,
      ToDoubleFunction<Gauges> part) {
    Gauge.builder(name, this, meters -> meters.read(part))
        .description(description)
        .baseUnit(unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry, String name, String description, ToDoubleFunction<Reading> part) {
    FunctionCounter.builder(
            name,
            this,
            meters -> {
              Reading reading = meters.last;
              return reading == null ? 0 : part.applyAsDouble(reading);
            })
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private double read(ToDoubleFunction<Gauges> part) {
    Reading reading = last;
    return reading == null ? 0 : part.applyAsDouble(reading.gauges());
  }
}
