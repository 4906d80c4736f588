package io.github.workerfsm.sim.drawn;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.page.Change;
import io.github.workerfsm.diagrams.page.Frame;
import io.github.workerfsm.diagrams.page.Playback;
import io.github.workerfsm.diagrams.table.WorkerTable;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.sim.scenario.ScenarioWatcher;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.scenario.TimelineEntry;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Gauges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns what happens in a simulated cluster into what a page plays: a frame for each thing that
 * happens. A task x on worker A has the key {@code x@A}, so that one page shows all workers, or
 * one.
 */
public final class ClusterPlayback implements ScenarioWatcher {
  /** What becomes of the tasks of a worker that has died. */
  private static final String GONE = "gone";

  private final WorldSpec spec;
  private final RowNumbers numbers;
  private final List<Frame> frames = new ArrayList<>();

  /** Where each task is, by its key. */
  private final Map<String, String> states = new LinkedHashMap<>();

  private ImmutableList.Builder<Change> changes = ImmutableList.builder();
  private boolean stuck;

  private ClusterPlayback(WorldSpec spec, ScenarioRules rules) {
    this.spec = spec;
    this.numbers = RowNumbers.of(rules.worker());
  }

  /**
   * Plays a scenario. A run that gets stuck is shown up to where it is stuck; another one to its
   * end, when everything has been released.
   *
   * @param under which of the marked lines of the script are played
   */
  public static PlayedPage of(Scenario scenario, ScenarioRules rules, Under under) {
    ClusterPlayback playing = new ClusterPlayback(scenario.world(), rules);
    ScenarioRun run = ScenarioRunner.play(scenario, rules, under, playing);
    return new PlayedPage(
        WorkerTable.of(rules.worker()),
        new Playback(
            scenario.id()
                + ": "
                + scenario.title().replaceFirst("\\.$", "")
                + ", by the rules "
                + rules.worker().name(),
            "step",
            QueueSizes.NAMES,
            ImmutableList.copyOf(playing.frames),
            ending(run),
            scenario.world().workers().stream()
                .map(WorkerSpec::name)
                .collect(ImmutableList.toImmutableList())));
  }

  private static String ending(ScenarioRun run) {
    if (!run.problem().isEmpty()) {
      return "Here the script cannot go on: " + run.problem();
    }
    if (run.violations().isEmpty()) {
      return "Every property holds.";
    }
    return "What does not hold: "
        + run.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  @Override
  public Ports ports(LivePorts ports) {
    return ports.observed(
        settings -> {
          String place = "@" + spec.nameOf(settings.address());
          return (task, from, requested, landing, row) -> {
            int number = numbers.of(row);
            if (number > 0) {
              moved(task.key() + place, from, requested, landing, number);
            }
          };
        });
  }

  private void moved(
      String key, TaskState from, TaskState requested, TaskState landing, int number) {
    states.put(key, landing.label());
    changes.add(new Change(key, from.label(), requested.label(), landing.label(), number));
  }

  @Override
  public void begun(World world) {
    frame(world, "everybody has joined, and what is wanted has been submitted");
  }

  @Override
  public void happened(World world, TimelineEntry entry) {
    if (stuck) {
      return;
    }
    String scheduler =
        entry.changes().stream()
            .filter(change -> change.startsWith("S "))
            .collect(Collectors.joining(", "));
    String phase =
        switch (entry.phase()) {
          case SCRIPT -> "";
          case SETTLING -> "due: ";
          case RELEASING -> "nothing is wanted any more: ";
        };
    frame(world, phase + entry.text() + (scheduler.isEmpty() ? "" : " (" + scheduler + ")"));
  }

  @Override
  public void rested(World world, Collection<Violation> violations) {
    stuck = !violations.isEmpty();
  }

  private void frame(World world, String event) {
    vanish(world);
    List<Gauges> gauges = new ArrayList<>();
    for (int w = 0; w < spec.workers().size(); w++) {
      WorkerPort worker = world.worker(w);
      if (worker != null) {
        gauges.add(worker.gauges());
      }
    }
    frames.add(
        new Frame(
            Integer.toString(frames.size() + 1), event, changes.build(), QueueSizes.of(gauges)));
    changes = ImmutableList.builder();
  }

  /** Tasks go with their worker, without a move of their own. */
  private void vanish(World world) {
    for (Iterator<Map.Entry<String, String>> all = states.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, String> known = all.next();
      String key = known.getKey();
      int at = key.lastIndexOf('@');
      WorkerPort worker = world.worker(spec.workerPosition(key.substring(at + 1)));
      if (worker == null || worker.task(key.substring(0, at)) == null) {
        if (!known.getValue().equals(TaskState.FORGOTTEN.label())) {
          changes.add(new Change(key, known.getValue(), GONE, GONE, 0));
        }
        all.remove();
      }
    }
  }
}
