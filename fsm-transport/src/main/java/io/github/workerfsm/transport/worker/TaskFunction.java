package io.github.workerfsm.transport.worker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tasks run: a function that the worker knows by name. Runs in a thread of its own, which is
 * never interrupted or stopped.
 */
@FunctionalInterface
public interface TaskFunction {
  /**
   * Computes the value of a task.
   *
   * @param context the running task
   * @param arguments what the assignment gives besides inputs, in order
   * @param inputs the values of the inputs by key, in the order of the assignment
   * @return the value, of a kind that the worker's codec knows
   * @throws RescheduleException to be run elsewhere
   * @throws Exception whatever has gone wrong; the task fails with it
   */
  @Nullable Object run(TaskContext context, List<?> arguments, Map<String, ?> inputs)
      throws Exception;
}
