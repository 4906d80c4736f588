package io.github.workerfsm.sim.world;

import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.Settings;

/**
 * A worker of a world.
 *
 * @param name how texts call it, for example {@code A}
 * @param host the machine that it is on; workers on one host prefer each other
 * @param threads tasks at once
 * @param resources what it has besides threads
 * @param batchBytes bytes that one transfer may ask for, a single larger value apart
 * @param present whether it is there at the start
 * @param answer what it answers to a transfer of its own accord: {@link ChoiceKind#GATHER_OK},
 *     {@link ChoiceKind#GATHER_BUSY} or {@link ChoiceKind#GATHER_FAIL}
 */
public record WorkerSpec(
    String name,
    String host,
    int threads,
    Resources resources,
    long batchBytes,
    boolean present,
    ChoiceKind answer) {
  /** A worker with so many threads, on a host of its own. */
  public static WorkerSpec of(String name, int threads) {
    return new WorkerSpec(
        name, name, threads, Resources.NONE, Settings.UNLIMITED, true, ChoiceKind.GATHER_OK);
  }

  /** The same worker on another host. */
  public WorkerSpec on(String otherHost) {
    return new WorkerSpec(name, otherHost, threads, resources, batchBytes, present, answer);
  }

  /** The same worker with resources. */
  public WorkerSpec with(Resources others) {
    return new WorkerSpec(name, host, threads, others, batchBytes, present, answer);
  }

  /** The same worker with a limit of one transfer. */
  public WorkerSpec batches(long bytes) {
    return new WorkerSpec(name, host, threads, resources, bytes, present, answer);
  }

  /** The same worker, but it joins later. */
  public WorkerSpec absent() {
    return new WorkerSpec(name, host, threads, resources, batchBytes, false, answer);
  }

  /** The same worker, but of its own accord it answers every transfer in one way. */
  public WorkerSpec answers(ChoiceKind always) {
    return new WorkerSpec(name, host, threads, resources, batchBytes, present, always);
  }
}
