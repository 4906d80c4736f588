package io.github.workerfsm.transport.worker;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.message.ValueCodec;
import io.github.workerfsm.transport.message.WorkerMessages;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.owner.Dispatcher;
import io.github.workerfsm.transport.owner.OwnerListener;
import io.github.workerfsm.transport.owner.OwnerLoop;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker that runs Java functions: one machine, and around it scheduler link, thread pool and
 * event loop.
 *
 * <pre>{@code
 * Worker worker = Worker.start(options, Map.of("add", (task, arguments, inputs) -> ...));
 * worker.awaitEnd();
 * }</pre>
 *
 * <p>It ends when it is closed or its scheduler is lost. Running tasks are never stopped.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Network network;
  private final OwnerLoop owner;
  private final ThreadPool threads;
  private final EventLoop eventLoop;
  private final SchedulerLink scheduler;
  private final WorkerMessages messages;
  private final String address;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * How a worker is set up.
   *
   * @param name of its threads
   * @param scheduler where the scheduler listens
   * @param listen where peers are to reach this worker; port 0 lets the system choose
   * @param threadCount tasks at once
   * @param mailbox events that may wait for the machine
   * @param net limits of its connections
   * @param security who it talks to
   * @param codec how values travel
   * @param busyRetry how long a busy peer is left alone
   * @param findMissing how often keys without a holder are asked about
   */
  public record Options(
      String name,
      InetSocketAddress scheduler,
      InetSocketAddress listen,
      int threadCount,
      int mailbox,
      NetSettings net,
      Security security,
      ValueCodec codec,
      Duration busyRetry,
      Duration findMissing) {}

  private Worker(Options options, Map<String, TaskFunction> functions) {
    messages = new WorkerMessages(options.codec());
    network =
        new Network(
            options.name(),
            options.net(),
            options.security(),
            UUID.randomUUID(),
            System.currentTimeMillis());
    Transfers transfers =
        new Transfers(network, messages, this::packedValues, Transfers.MAX_SERVING);
    address = Addresses.text(network.listen(options.listen(), transfers::accepted));
    WorkerStateMachine machine =
        new WorkerStateMachine(Settings.at(address).threads(options.threadCount()).build());
    owner =
        new OwnerLoop(
            options.name() + "-owner",
            machine,
            options.mailbox(),
            new Instructions(),
            new Complaints());
    threads =
        new ThreadPool(options.name(), functions, options.codec(), completion -> owe(completion));
    eventLoop =
        new EventLoop(
            options.name(),
            transfers,
            completion -> owe(completion),
            event -> owner.tell(event),
            options.busyRetry(),
            options.findMissing());
    scheduler = new SchedulerLink(messages, owner, ended::countDown);
  }

  /** Starts a worker; it has greeted its scheduler when this returns. */
  public static Worker start(Options options, Map<String, TaskFunction> functions) {
    Worker worker = new Worker(options, functions);
    try {
      worker
          .scheduler
          .connect(worker.network, options.scheduler(), worker.address, options.threadCount())
          .join();
      worker.owner.start();
    } catch (RuntimeException e) {
      worker.close();
      throw e;
    }
    return worker;
  }

  /** A completion that comes after the end is of no use to anybody. */
  private void owe(Event completion) {
    owner.tellOwed(completion);
  }

  /** Where peers reach this worker, as {@code tcp://host:port}. */
  public String address() {
    return address;
  }

  /** The owner of its machine, for questions. */
  public OwnerLoop owner() {
    return owner;
  }

  /** Waits until the worker is closed or its scheduler is lost. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends the worker: timers, machine, connections; tasks that run go on. Idempotent. */
  @Override
  public void close() {
    eventLoop.stop();
    owner.stop(STOP);
    threads.stop(Duration.ZERO);
    network.close();
    ended.countDown();
  }

  private CompletableFuture<byte[]> packedValues(List<String> keys) {
    return owner.ask(machine -> held(machine, keys)).thenApply(values -> messages.pack(values));
  }

  private static Map<String, Value> held(WorkerStateMachine machine, List<String> keys) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String key : keys) {
      Task task = machine.task(key);
      Value value = task == null ? null : task.value();
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  private final class Instructions implements Dispatcher {
    @Override
    public void dispatch(Instruction instruction, WorkerStateMachine machine) {
      if (instruction instanceof Instruction.ToScheduler message) {
        scheduler.send(message);
      } else if (instruction instanceof Instruction.Execute execute) {
        threads.execute(execute, held(machine, execute.spec().dependencies()));
      } else if (instruction instanceof Instruction.GatherDep gather) {
        eventLoop.gather(gather);
      } else if (instruction instanceof Instruction.RetryBusyWorkerLater retry) {
        eventLoop.retryLater(retry);
      } else if (instruction instanceof Instruction.DigestMetric metric) {
        LOG.debug("{}: {}", address, metric.name());
      }
    }

    @Override
    public void flush() {}
  }

  private final class Complaints implements OwnerListener {
    @Override
    public void refused(Event event, IllegalEventException why) {
      LOG.warn("{}: refused: {}", address, why.getMessage());
    }

    @Override
    public void failed(Throwable why, int lost) {
      LOG.error("{}: stopped by a defect, {} letters are lost", address, lost, why);
      ended.countDown();
    }
  }
}
