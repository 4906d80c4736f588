package io.github.workerfsm.transport.worker;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.message.Call;
import io.github.workerfsm.transport.message.ValueCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run tasks. How many run at once is the machine's decision: each execute
 * instruction gets a thread at once, idle or new. A running thread is never killed or interrupted;
 * its result may come late, and the machine knows what to do with it.
 *
 * <p>Each instruction ends in exactly one event: success, failure or reschedule.
 *
 * <p>Thread-safe.
 */
public final class ThreadPool {
  private final Map<String, TaskFunction> functions;
  private final ValueCodec codec;
  private final Consumer<Event> completions;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong stimuli = new AtomicLong();
  private final String name;

  /**
   * A pool without threads yet.
   *
   * @param functions what tasks can run, by name
   * @param codec decides which values can be results, and how large they are
   * @param completions takes events, from the threads of the pool; must not refuse
   */
  public ThreadPool(
      String name,
      Map<String, TaskFunction> functions,
      ValueCodec codec,
      Consumer<Event> completions) {
    this.name = name;
    this.functions = ImmutableMap.copyOf(functions);
    this.codec = codec;
    this.completions = completions;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            run -> {
              Thread thread = new Thread(run, name + "-task-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a task.
   *
   * @param inputs the values of its inputs by key; a key without a value fails the task
   */
  public void execute(Instruction.Execute instruction, Map<String, Value> inputs) {
    Run run = new Run(instruction, inputs);
    running.incrementAndGet();
    try {
      threads.execute(run);
    } catch (RejectedExecutionException e) {
      running.decrementAndGet();
      completions.accept(run.failed("the worker is closed", null));
    }
  }

  /** Tasks that have a thread, seceded ones included. */
  public int running() {
    return running.get();
  }

  /**
   * Takes no more tasks and waits for those that run, as long as it is worth it; they run on after
   * that.
   *
   * @return whether all have ended
   */
  public boolean stop(Duration atMost) {
    threads.shutdown();
    try {
      return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return threads.isTerminated();
    }
  }

  private String stimulus(String what) {
    return name + "-" + what + "-" + stimuli.incrementAndGet();
  }

  private final class Run implements Runnable, TaskContext {
    private final Instruction.Execute instruction;
    private final Map<String, Value> inputs;
    private final AtomicBoolean seceded = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private long startNanos;

    Run(Instruction.Execute instruction, Map<String, Value> inputs) {
      this.instruction = instruction;
      this.inputs = inputs;
    }

    @Override
    public void run() {
      startNanos = System.nanoTime();
      Event completion = outcome();
      ended.set(true);
      running.decrementAndGet();
      completions.accept(completion);
    }

    private Event outcome() {
      try {
        return succeeded(call());
      } catch (RescheduleException e) {
        return new Event.Reschedule(stimulus("reschedule"), key(), instruction.run());
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        return failed(String.valueOf(e), e);
      }
    }

    private @Nullable Object call() throws Exception {
      if (!(instruction.spec().payload() instanceof Call call)) {
        throw new IllegalArgumentException("task " + key() + " does not say what to call");
      }
      TaskFunction function = functions.get(call.function());
      if (function == null) {
        throw new IllegalArgumentException(
            "function " + call.function() + " is not known, expected one of " + functions.keySet());
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (String input : instruction.spec().dependencies()) {
        Value value = inputs.get(input);
        if (value == null) {
          throw new IllegalStateException("input " + input + " of task " + key() + " is not here");
        }
        values.put(input, value.payload());
      }
      return function.run(this, call.arguments(), values);
    }

    private Event succeeded(@Nullable Object result) {
      // Measured here, so that a value that cannot travel fails its task and not a later transfer.
      long nbytes = codec.encode(result).length;
      String type = result == null ? "null" : result.getClass().getSimpleName();
      return new Event.ExecuteSuccess(
          stimulus("success"), key(), instruction.run(), new Value(result, nbytes, type));
    }

    private Event failed(String text, @Nullable Object cause) {
      return new Event.ExecuteFailure(
          stimulus("failure"), key(), instruction.run(), new Failure(text, cause));
    }

    @Override
    public String key() {
      return instruction.key();
    }

    @Override
    public void secede() {
      if (!ended.get() && seceded.compareAndSet(false, true)) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        completions.accept(new Event.Secede(stimulus("secede"), key(), instruction.run(), seconds));
      }
    }
  }
}
