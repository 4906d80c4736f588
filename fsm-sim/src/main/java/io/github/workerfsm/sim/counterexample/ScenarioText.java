package io.github.workerfsm.sim.counterexample;

import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioFormatException;
import io.github.workerfsm.sim.scenario.ScenarioParser;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.MessageText;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.sim.world.WorldText;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A counterexample as a complete scenario file, which {@code fsm scenario FILE} plays.
 *
 * <p>The script has to be possible under the current rules as well: a line that is not is marked
 * {@code faulty:}, and a message that is another one under them is named for the faulty ones only.
 */
public final class ScenarioText {
  private static final String INDENT = "  ";

  private final Counterexample found;
  private final WorldSpec spec;
  private final ChoiceText notation;
  private final StringBuilder text = new StringBuilder();

  private ScenarioText(Counterexample found) {
    this.found = found;
    this.spec = found.world();
    this.notation = new ChoiceText(spec);
  }

  /**
   * The file.
   *
   * @param name id of the scenario, in lower case with hyphens
   * @param title what happens, in a sentence
   */
  public static String of(Counterexample found, String name, String title) {
    return new ScenarioText(found).file(name, title);
  }

  /** The scenario that is in the file. */
  public static Scenario scenario(Counterexample found, String name, String title) {
    try {
      return ScenarioParser.parse(name, of(found, name, title));
    } catch (ScenarioFormatException e) {
      throw new IllegalStateException("a counterexample is written that cannot be read", e);
    }
  }

  private String file(String name, String title) {
    Played played = found.play();
    field("scenario", name);
    field("title", title);
    field("class", "found by chance");
    field("violates", found.property());
    List<String> rules = RuleLines.of(found.rules());
    if (!rules.isEmpty()) {
      block("rules", rules);
    }
    text.append('\n');
    start();
    block("script", script(played));
    block("outcome", List.of("violates " + found.property()));
    for (Violation violation : played.violations()) {
      text.append("# ").append(violation).append('\n');
    }
    return text.toString();
  }

  private void field(String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }

  private void block(String name, List<String> lines) {
    text.append('\n').append(name).append(":\n");
    lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
  }

  private void start() {
    field("workers", spec.workers().stream().map(this::worker).collect(Collectors.joining(", ")));
    List<String> placed = spec.keys().subList(spec.tasks().size(), spec.keys().size());
    if (!placed.isEmpty()) {
      field("scattered", String.join(", ", placed));
    }
    if (!spec.tasks().isEmpty()) {
      field("graph", spec.tasks().stream().map(this::task).collect(Collectors.joining("; ")));
    }
    if (!spec.memory().isEmpty()) {
      field(
          "memory",
          spec.memory().asMap().entrySet().stream()
              .map(held -> held.getKey() + " on " + String.join(", ", held.getValue()))
              .collect(Collectors.joining("; ")));
    }
    if (spec.wants() != 0) {
      field("wants", String.join(", ", spec.names(spec.wants())));
    }
  }

  private String worker(WorkerSpec worker) {
    List<String> properties = new ArrayList<>(List.of(String.valueOf(worker.threads())));
    amounts(worker.resources(), "=").forEach(properties::add);
    if (!worker.host().equals(worker.name())) {
      properties.add("host=" + worker.host());
    }
    if (worker.batchBytes() != Settings.UNLIMITED) {
      properties.add("batch=" + worker.batchBytes());
    }
    if (!worker.present()) {
      properties.add("later");
    }
    return worker.name() + "(" + String.join(", ", properties) + ")";
  }

  private static List<String> amounts(Resources resources, String sign) {
    return resources.amounts().entrySet().stream()
        .map(one -> one.getKey() + sign + (long) (double) one.getValue())
        .toList();
  }

  private String task(TaskDefinition task) {
    StringBuilder words = new StringBuilder(task.key());
    if (!task.dependencies().isEmpty()) {
      words.append('<').append(String.join(",", task.dependencies()));
    }
    if (!task.resources().isEmpty()) {
      words.append(" {").append(String.join(", ", amounts(task.resources(), ":"))).append('}');
    }
    if (!task.workers().isEmpty()) {
      words.append(" on ");
      words.append(task.workers().stream().map(spec::nameOf).collect(Collectors.joining(", ")));
    }
    if (task.retries() > 0) {
      words.append(" retries ").append(task.retries());
    }
    for (int i = 0; i < spec.tasks().size(); i++) {
      if (task.priority().equals(Priority.of(0, 0, i)) && i != spec.tasks().indexOf(task)) {
        words.append(" priority ").append(i);
      }
    }
    return words.toString();
  }

  private List<String> script(Played played) {
    List<String> lines = new ArrayList<>();
    World faulty = World.of(spec, found.rules().ports());
    World current = World.of(spec, ScenarioRules.CURRENT.ports());
    for (Choice choice : played.choices()) {
      step(choice, faulty, current, lines);
    }
    for (int i = 0; i < played.healing().size(); i++) {
      if (i > 0) {
        lines.add("settle");
      }
      for (Choice choice : played.healing().get(i)) {
        lines.add("? " + notation.print(choice));
      }
    }
    return lines;
  }

  /** The line or lines of a choice, after which both worlds are where it leads. */
  private void step(Choice choice, World faulty, World current, List<String> lines) {
    String printed = notation.print(choice);
    MessageText message = new WorldText(faulty).message(choice);
    String full = message == null ? printed : printed + " " + message;
    boolean possible = current.whyNot(choice) == null;
    boolean same = possible && Objects.equals(message, new WorldText(current).message(choice));
    faulty.apply(choice);
    if (possible) {
      current.apply(choice);
    }
    lines.add(same ? full : "faulty: " + full);
    if (possible && !same) {
      lines.add("current: " + printed);
    }
  }
}
