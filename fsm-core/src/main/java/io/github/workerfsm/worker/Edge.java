package io.github.workerfsm.worker;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dependency: {@code consumer} needs {@code input}.
 *
 * <p>An edge is a node of two lists without further objects: the inputs of the consumer (circular,
 * single links, the consumer knows the last) and the consumers of the input (circular, double
 * links, the input knows the first). Both are in order of linking; adding and removing take
 * constant time.
 */
final class Edge {
  final TaskNode consumer;
  final TaskNode input;

  /** The next input of the consumer; of the last one, the first. */
  Edge nextInput;

  /** The neighbours among the consumers of the input. */
  Edge nextConsumer;

  Edge previousConsumer;

  /** Whether the consumer is waiting for this input. */
  private boolean awaited;

  /**
   * Whether the consumer has waited for this input since it was last released. Keeps the input
   * wanted after it has arrived and been lost again.
   */
  private boolean claimed;

  private Edge(TaskNode consumer, TaskNode input) {
    this.consumer = consumer;
    this.input = input;
    this.nextInput = this;
    this.nextConsumer = this;
    this.previousConsumer = this;
  }

  /** Links the two, which must not be linked. */
  static Edge link(TaskNode consumer, TaskNode input) {
    Edge edge = new Edge(consumer, input);
    Edge last = consumer.lastInput;
    if (last != null) {
      edge.nextInput = last.nextInput;
      last.nextInput = edge;
    }
    consumer.lastInput = edge;
    edge.joinInput();
    return edge;
  }

  private void joinInput() {
    Edge first = input.firstConsumer;
    if (first == null) {
      input.firstConsumer = this;
    } else {
      nextConsumer = first;
      previousConsumer = first.previousConsumer;
      first.previousConsumer.nextConsumer = this;
      first.previousConsumer = this;
    }
  }

  /** The edge between the two; null when they are not linked. */
  static @Nullable Edge find(TaskNode consumer, TaskNode input) {
    if (input.firstConsumer == null) {
      return null;
    }
    Edge edge = consumer.firstInput();
    while (edge != null) {
      if (edge.input == input) {
        return edge;
      }
      edge = consumer.inputAfter(edge);
    }
    return null;
  }

  /** Takes the edge between the two, which must be linked, out of both lists. */
  static void unlink(TaskNode consumer, TaskNode input) {
    Edge before = Objects.requireNonNull(consumer.lastInput);
    while (before.nextInput.input != input) {
      before = before.nextInput;
    }
    Edge edge = before.nextInput;
    edge.giveUp();
    edge.leaveInput();
    before.nextInput = edge.nextInput;
    if (edge == consumer.lastInput) {
      consumer.lastInput = edge == before ? null : before;
    }
  }

  /** Takes this edge out of the consumers of its input; the consumer drops its own list. */
  void leaveInput() {
    if (nextConsumer == this) {
      input.firstConsumer = null;
      return;
    }
    previousConsumer.nextConsumer = nextConsumer;
    nextConsumer.previousConsumer = previousConsumer;
    if (input.firstConsumer == this) {
      input.firstConsumer = nextConsumer;
    }
    nextConsumer = this;
    previousConsumer = this;
  }

  /** Takes this edge to the end of the consumers of its input. */
  void moveLast() {
    leaveInput();
    joinInput();
  }

  /** What the edge was when it was stored; for {@link Restoration}. */
  void restore(boolean isAwaited, boolean isClaimed) {
    giveUp();
    if (isAwaited) {
      awaited = true;
      consumer.waitingFor++;
    }
    if (isClaimed) {
      claimed = true;
      input.waiters++;
    }
  }

  boolean awaited() {
    return awaited;
  }

  boolean claims() {
    return claimed;
  }

  /** The consumer starts to wait for this input. */
  void await() {
    if (!awaited) {
      awaited = true;
      consumer.waitingFor++;
    }
    if (!claimed) {
      claimed = true;
      input.waiters++;
    }
  }

  /** The input has arrived. */
  void arrived() {
    if (awaited) {
      awaited = false;
      consumer.waitingFor--;
    }
  }

  /** The consumer no longer waits for, and no longer keeps, this input. */
  void giveUp() {
    arrived();
    if (claimed) {
      claimed = false;
      input.waiters--;
    }
  }

  @Override
  public String toString() {
    return input.key() + " -> " + consumer.key();
  }
}
