package io.github.workerfsm.transport.examples;

import io.github.workerfsm.transport.message.PlainValues;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.worker.Addresses;
import io.github.workerfsm.transport.worker.TaskFunction;
import io.github.workerfsm.transport.worker.Worker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * A worker in a process of its own: {@code WorkerProcess tcp://host:port}. Prints its address, and
 * ends with its scheduler.
 */
public final class WorkerProcess {
  private static final Map<String, TaskFunction> FUNCTIONS =
      Map.of(
          "constant", (task, arguments, inputs) -> arguments.get(0),
          "square", (task, arguments, inputs) -> square(sum(inputs)),
          "sum", (task, arguments, inputs) -> sum(inputs),
          "fail",
              (task, arguments, inputs) -> {
                throw new IllegalArgumentException("as asked");
              });

  private WorkerProcess() {}

  private static long sum(Map<String, ?> inputs) {
    return inputs.values().stream().mapToLong(value -> ((Number) value).longValue()).sum();
  }

  private static long square(long n) {
    return n * n;
  }

  static Worker.Options options(String name, String scheduler) {
    return new Worker.Options(
        name,
        Addresses.parse(scheduler),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        2,
        1_024,
        NetSettings.DEFAULT,
        Security.loopbackOnly(),
        new PlainValues(),
        Duration.ofMillis(50),
        Duration.ofMillis(100));
  }

  static Worker start(String name, String scheduler) {
    return Worker.start(options(name, scheduler), FUNCTIONS);
  }

  /** Runs one worker. */
  public static void main(String[] arguments) throws Exception {
    try (Worker worker = start("worker", arguments[0])) {
      System.out.println(worker.address());
      worker.awaitEnd(Duration.ofMinutes(2));
    }
  }
}
