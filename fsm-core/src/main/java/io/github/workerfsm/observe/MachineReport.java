package io.github.workerfsm.observe;

import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP endpoint returns about a worker machine: JSON text, one object each, with members in
 * a fixed order. To be called by the owner of the machine; the text may go to any thread.
 *
 * <p>Costs time in proportion to the story that is remembered, and to the tasks for {@link #tasks}.
 */
public final class MachineReport {
  private MachineReport() {}

  /**
   * What happened to a key or because of a stimulus: {@code {"about":..., "story":[...]}}, oldest
   * first; each line has number, stimulus, key, from, requested, landing, cause and reason.
   */
  public static String story(WorkerStateMachine machine, String keyOrStimulus) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("about", keyOrStimulus);
    report.put("story", lines(machine.story(keyOrStimulus)));
    return JsonText.of(report);
  }

  /**
   * Where a task is, why, and what could move it: key, known, state, role, holder, nbytes, holders,
   * waitingFor, explanation, story. Of a key that is not known only key, known, explanation, story.
   */
  public static String task(WorkerStateMachine machine, String key) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    Task task = machine.task(key);
    report.put("key", key);
    report.put("known", task != null);
    if (task != null) {
      report.put("state", task.state().label());
      report.put("role", task.role().name());
      report.put("holder", task.holder().name());
      report.put("nbytes", task.nbytes());
      report.put("holders", task.holders());
      report.put("waitingFor", task.waitingFor());
    }
    report.put("explanation", machine.explain(key));
    report.put("story", lines(machine.story(key)));
    return JsonText.of(report);
  }

  /**
   * All known keys by state: {@code {"tasks":{"memory":["x"], ...}}}, states without a task left
   * out.
   */
  public static String tasks(WorkerStateMachine machine) {
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    List<Task> tasks = machine.tasks();
    for (TaskState state : TaskState.values()) {
      List<String> keys = tasks.stream().filter(t -> t.state() == state).map(Task::key).toList();
      if (!keys.isEmpty()) {
        states.put(state.label(), keys);
      }
    }
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("tasks", states);
    return JsonText.of(report);
  }

  /** The machine as a whole: address, rules, running, failed, transitions, and its gauges. */
  public static String machine(WorkerStateMachine machine) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("address", machine.settings().address());
    report.put("rules", machine.rules().name());
    report.put("running", machine.running());
    report.put("failed", machine.failed());
    report.put("transitions", machine.transitions());
    report.put("gauges", gauges(machine.gauges()));
    return JsonText.of(report);
  }

  private static Map<String, @Nullable Object> gauges(Gauges gauges) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("tasks", gauges.tasks());
    members.put("inMemory", gauges.inMemory());
    members.put("executing", gauges.executing());
    members.put("longRunning", gauges.longRunning());
    members.put("inFlight", gauges.inFlight());
    members.put("ready", gauges.ready());
    members.put("constrained", gauges.constrained());
    members.put("waiting", gauges.waiting());
    members.put("fetch", gauges.fetch());
    members.put("missing", gauges.missing());
    members.put("executed", gauges.executed());
    members.put("nbytes", gauges.nbytes());
    members.put("transferBytes", gauges.transferBytes());
    members.put("transferCount", gauges.transferCount());
    return members;
  }

  private static List<Map<String, @Nullable Object>> lines(List<StoryLine> story) {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (StoryLine line : story) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("number", line.number());
      members.put("stimulus", line.stimulusId());
      members.put("key", line.key());
      members.put("from", line.from().label());
      members.put("requested", line.requested().label());
      members.put("landing", line.landing().label());
      members.put("cause", line.cause());
      members.put("reason", line.reason());
      lines.add(members);
    }
    return lines;
  }
}
