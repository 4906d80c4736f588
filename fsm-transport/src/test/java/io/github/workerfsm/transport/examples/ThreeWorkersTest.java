package io.github.workerfsm.transport.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.message.Call;
import io.github.workerfsm.transport.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real graph over TCP: in one process, and in three that one of them does not survive. */
@Timeout(60)
class ThreeWorkersTest {
  private static final int LEAVES = 24;
  private static final int PARTS = 6;
  private static final long EXPECTED =
      IntStream.range(0, LEAVES).mapToLong(i -> (long) i * i).sum();

  private final SchedulerStub scheduler = new SchedulerStub();
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final List<Worker> workers = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    workers.forEach(Worker::close);
    scheduler.close();
    for (Process process : processes.values()) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** Leaves, their squares, sums of every sixth, one total: most inputs come from other workers. */
  private List<String> graph() {
    List<List<String>> inputs = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      inputs.add(new ArrayList<>());
      parts.add("part-" + part);
    }
    for (int i = 0; i < LEAVES; i++) {
      scheduler.add("leaf-" + i, new Call("constant", List.of((long) i)), List.of());
      scheduler.add("square-" + i, new Call("square", List.of()), List.of("leaf-" + i));
      inputs.get(i % PARTS).add("square-" + i);
    }
    for (int part = 0; part < PARTS; part++) {
      scheduler.add(parts.get(part), new Call("sum", List.of()), inputs.get(part));
    }
    scheduler.add("total", new Call("sum", List.of()), parts);
    return parts;
  }

  @Test
  void three_workers_in_this_process_finish_a_graph_with_transfers() throws Exception {
    for (int i = 0; i < 3; i++) {
      workers.add(WorkerProcess.start("w" + i, scheduler.addressText()));
    }
    scheduler.await(s -> s.workers() == 3);
    graph();
    scheduler.await(s -> s.inMemory(List.of("total")));
    assertThat(scheduler.value("total")).isEqualTo(EXPECTED);
  }

  @Test
  void a_failing_task_reaches_the_scheduler_with_its_exception() throws Exception {
    workers.add(WorkerProcess.start("w", scheduler.addressText()));
    scheduler.add("bad", new Call("fail", List.of()), List.of());
    scheduler.add("odd", new Call("unheard-of", List.of()), List.of());
    try {
      scheduler.await(s -> false);
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining("bad: java.lang.IllegalArgumentException: as asked");
    }
  }

  @Test
  void three_jvms_finish_with_the_right_result_when_one_is_killed() throws Exception {
    for (int i = 0; i < 3; i++) {
      fork();
    }
    scheduler.await(s -> s.workers() == 3);
    scheduler.hold("total");
    List<String> parts = graph();
    scheduler.await(s -> s.inMemory(parts));
    String victim = scheduler.onlyHolderOfAnyOf(parts);
    processes.get(victim).destroyForcibly();
    // At once: whoever gets the total still believes that the dead one has its inputs.
    scheduler.release("total");
    scheduler.await(s -> s.inMemory(List.of("total")) && s.workers() == 2);
    assertThat(scheduler.value("total")).isEqualTo(EXPECTED);
    assertThat(parts).anyMatch(part -> scheduler.node(part).computed > 1);
  }

  private void fork() throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerProcess.class.getName(),
                    scheduler.addressText()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String address = out.readLine();
    assertThat(address).startsWith("tcp://");
    processes.put(address, process);
  }
}
