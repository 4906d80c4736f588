package io.github.workerfsm.worker;

import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;

/**
 * The dictionary of images: a number for everything that comes from outside of the machine, and
 * back. An image has the numbers alone, so that it is as small, and as blind to what makes no
 * difference, as the dictionary is: one that gives two specifications the same number takes them
 * for the same assignment. Runs are in specifications and nowhere else.
 *
 * <p>Numbers are 0 or more; small ones make small images. Two keys, and two addresses, never have
 * the same number. A method that looks up a number throws {@link IllegalArgumentException} for one
 * that it does not know.
 *
 * <p>To rename what an image is about, for example to find the least image under all permutations
 * of the workers, encode with a dictionary that answers with the new names' numbers: tasks and
 * peers are put in the order of their numbers afterwards.
 */
public interface Symbols {
  /** The number of a task. */
  int ofKey(String key);

  /** The task with this number. */
  String key(int symbol);

  /** The number of a peer. */
  int ofAddress(String address);

  /** The peer with this number. */
  String address(int symbol);

  /** The number of an assignment. */
  int ofSpec(TaskSpec spec);

  /** The assignment with this number. */
  TaskSpec spec(int symbol);

  /** The number of a priority; equal ones have the same. */
  int ofPriority(Priority priority);

  /** The priority with this number. */
  Priority priority(int symbol);

  /** The number of a value. */
  int ofValue(Value value);

  /** The value with this number. */
  Value value(int symbol);

  /** The number of a failure. */
  int ofFailure(Failure failure);

  /** The failure with this number. */
  Failure failure(int symbol);
}
