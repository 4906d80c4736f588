package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineReportTest {
  private final Worker worker = new Worker();

  @Test
  void a_story_is_one_line_of_json() {
    worker.assign("sum");
    assertThat(MachineReport.story(worker.machine, "sum"))
        .startsWith(
            "{\"about\":\"sum\",\"story\":[{\"number\":0,\"stimulus\":\"assign-sum\",\"key\":\"sum\","
                + "\"from\":\"new\",\"requested\":\"waiting-for-dependencies\"")
        .contains("\"cause\":null", "\"reason\":\"")
        .endsWith("}]}")
        .doesNotContain("\n");
  }

  @Test
  void a_task_is_explained() {
    worker.assign("sum", "x");
    assertThat(MachineReport.task(worker.machine, "sum"))
        .startsWith("{\"key\":\"sum\",\"known\":true,\"state\":\"")
        .contains("\"role\":\"COMPUTE\"", "\"waitingFor\":[\"x\"]", "\"explanation\":\"");
  }

  @Test
  void a_key_that_is_not_known_says_so() {
    assertThat(MachineReport.task(worker.machine, "nobody"))
        .isEqualTo(
            "{\"key\":\"nobody\",\"known\":false,\"explanation\":"
                + JsonText.of(worker.machine.explain("nobody"))
                + ",\"story\":[]}");
  }

  @Test
  void tasks_are_listed_by_state() {
    worker.assign("sum", "x");
    assertThat(MachineReport.tasks(worker.machine)).contains("[\"sum\"]", "[\"x\"]");
  }

  @Test
  void a_machine_tells_its_gauges() {
    worker.assign("sum", "x");
    assertThat(MachineReport.machine(worker.machine))
        .startsWith("{\"address\":\"tcp://10.0.0.1:4000\",\"rules\":\"current\",\"running\":true,")
        .contains("\"transitions\":3", "\"transferBytes\":64,\"transferCount\":1}");
  }
}
