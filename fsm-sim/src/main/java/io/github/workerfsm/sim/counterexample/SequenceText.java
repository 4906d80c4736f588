package io.github.workerfsm.sim.counterexample;

import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.scenario.TimelineEntry;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.WorkerSpec;
import java.util.List;

/** A counterexample as a PlantUML sequence diagram: who told whom what, and which tasks moved. */
public final class SequenceText {
  private final Counterexample found;
  private final StringBuilder text = new StringBuilder();

  private SequenceText(Counterexample found) {
    this.found = found;
  }

  /**
   * The diagram, from {@code @startuml} to {@code @enduml}.
   *
   * @param title in one line
   */
  public static String of(Counterexample found, String title) {
    return new SequenceText(found).draw(title);
  }

  private String draw(String title) {
    say("@startuml");
    say("title " + title);
    say("hide footbox");
    say("actor client");
    say("control S");
    for (WorkerSpec worker : found.world().workers()) {
      say("participant " + worker.name());
    }
    ScenarioRun run = run(title);
    TimelineEntry.Phase phase = TimelineEntry.Phase.SCRIPT;
    for (TimelineEntry entry : run.timeline()) {
      if (entry.phase() == TimelineEntry.Phase.RELEASING) {
        break;
      }
      if (entry.phase() != phase) {
        phase = entry.phase();
        say("== everything due happens ==");
      }
      say(arrow(entry));
      note(entry.changes());
    }
    say("== what does not hold ==");
    for (Violation violation : run.violations()) {
      say("note over S: " + violation);
    }
    say("@enduml");
    return text.toString();
  }

  private ScenarioRun run(String title) {
    Scenario scenario = ScenarioText.scenario(found, "counterexample", title);
    return ScenarioRunner.play(scenario, scenario.rules(), Under.FAULTY);
  }

  private String arrow(TimelineEntry entry) {
    Choice choice = entry.choice();
    String worker = choice.worker() < 0 ? "S" : name(choice.worker());
    String what = entry.text();
    return switch (choice.kind()) {
      case TO_WORKER -> "S -> " + worker + ": " + what.substring(what.indexOf(' ') + 1);
      case TO_SCHEDULER -> worker + " -> S: " + what.substring(what.indexOf(' ') + 1);
      case GATHER_OK, GATHER_PARTIAL, GATHER_BUSY, GATHER_FAIL ->
          name(choice.peer()) + " --> " + worker + ": " + what;
      case GATHER_NETFAIL, GATHER_BREAK -> name(choice.peer()) + " --x " + worker + ": " + what;
      case WANT, REDEFINE, RELEASE -> "client -> S: " + what.replaceFirst("^client ", "");
      case SCATTER -> "client -> " + worker + ": " + what;
      case STEAL, ACQUIRE, REMOVE, NOTICE -> "S -> S: " + what.replaceFirst("^S ", "");
      case HEARTBEAT, JOIN, LEAVE -> worker + " -> S: " + what;
      default -> worker + " -> " + worker + ": " + what.replaceFirst("^" + worker + " ", "");
    };
  }

  private String name(int worker) {
    return found.world().workers().get(worker).name();
  }

  /** One note for each party of which tasks have moved. */
  private void note(List<String> changes) {
    for (String change : changes) {
      int space = change.indexOf(' ');
      say("rnote over " + change.substring(0, space) + ": " + change.substring(space + 1));
    }
  }

  private void say(String line) {
    text.append(line).append('\n');
  }
}
