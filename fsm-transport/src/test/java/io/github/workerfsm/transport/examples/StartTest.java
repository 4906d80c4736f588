package io.github.workerfsm.transport.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.transport.message.Call;
import io.github.workerfsm.transport.worker.Worker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How workers begin and end: the executor tests of Globus Compute, by their names. */
@Timeout(60)
class StartTest {
  private final SchedulerStub scheduler = new SchedulerStub();

  @AfterEach
  void end() {
    scheduler.close();
  }

  /** Whoever starts a worker hears that it did not start, and nothing of it is left. */
  @Test
  void starter_sends_sentinel_upon_error() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThatThrownBy(() -> WorkerProcess.start("never-started", "tcp://127.0.0.1:" + port))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("127.0.0.1:" + port);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("never-started"));
  }

  @Test
  void poll_task_socket_an_event_of_the_scheduler_reaches_the_machine() throws Exception {
    try (Worker worker = WorkerProcess.start("w", scheduler.addressText())) {
      scheduler.add("x", new Call("constant", List.of(7L)), List.of());
      scheduler.await(s -> s.inMemory(List.of("x")));
      assertThat(worker.owner().ask(machine -> machine.task("x") != null).join()).isTrue();
    }
  }

  @Test
  void remove_worker_init_a_worker_that_has_registered_and_goes_is_noticed() throws Exception {
    Worker worker = WorkerProcess.start("w", scheduler.addressText());
    scheduler.await(s -> s.workers() == 1);
    worker.close();
    scheduler.await(s -> s.workers() == 0);
    assertThat(worker.awaitEnd(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void worker_register_and_kill() throws Exception {
    try (Worker worker = WorkerProcess.start("w", scheduler.addressText())) {
      scheduler.await(s -> s.workers() == 1);
      scheduler.close();
      assertThat(worker.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }
  }
}
