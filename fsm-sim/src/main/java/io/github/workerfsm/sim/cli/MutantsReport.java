package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.mutation.Hunted;
import io.github.workerfsm.sim.mutation.Kill;
import io.github.workerfsm.sim.mutation.Verdict;
import io.github.workerfsm.sim.mutation.Verdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of mutants, as text and as JSON. */
final class MutantsReport {
  private final Screen screen;
  private final Hunted hunted;

  MutantsReport(Screen screen, Hunted hunted) {
    this.screen = screen;
    this.hunted = hunted;
  }

  /** A table of kinds, then what has not been killed; or each mutant with all that is known. */
  void print(boolean inFull) {
    for (Verdict verdict : hunted.verdicts()) {
      if (inFull) {
        tell(verdict);
      } else if (verdict.outcome() == Outcome.SURVIVES) {
        screen.say("survives: " + verdict.suspect());
      }
    }
    TextTable table = TextTable.unwrapped("");
    table.line("kind", "killed", "equivalent", "survive");
    kinds().forEach((kind, count) -> table.line(kind, count[0], count[1], count[2]));
    table.print(screen);
    if (!hunted.untaken().isEmpty()) {
      screen.paragraph("", "taken in no walk: " + String.join("; ", hunted.untaken()));
    }
    for (String fault : hunted.faults()) {
      screen.paragraph("", "broken by the current rules, so that no mutant was tried: " + fault);
    }
  }

  private void tell(Verdict verdict) {
    screen.say(verdict.suspect().toString());
    Kill kill = verdict.kill();
    if (kill == null) {
      String argument = verdict.argument();
      screen.paragraph("  ", argument == null ? "survives" : "equivalent: " + argument);
      String difference = verdict.difference();
      screen.paragraph(
          "  ",
          difference == null
              ? "does the same at each of " + verdict.compared() + " events that take the row"
              : "does otherwise: " + difference);
    } else if (kill.script().isEmpty()) {
      screen.paragraph("  ", "killed by the " + kill.hunter() + ": " + kill.what());
    } else {
      String seed = kill.seed() < 0 ? "" : ", seed " + kill.seed();
      screen.paragraph("  ", "killed by " + kill.hunter() + seed + ": " + kill.place());
      List<String> script = kill.script();
      for (int i = 0; i < script.size(); i++) {
        screen.say("    " + script.get(i) + (i < kill.steps() ? "" : "   (due)"));
      }
      screen.paragraph("  ", "violated: " + kill.what());
      screen.paragraph(
          "  ", kill.shortest() ? "none is shorter there" : "none of the steps can be left out");
    }
    screen.say("");
  }

  private Map<String, long[]> kinds() {
    Map<String, long[]> kinds = new LinkedHashMap<>();
    for (Verdict verdict : hunted.verdicts()) {
      kinds
          .computeIfAbsent(verdict.suspect().operator(), kind -> new long[Outcome.values().length])[
          verdict.outcome().ordinal()]++;
    }
    return kinds;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> mutants = new ArrayList<>();
    for (Verdict verdict : hunted.verdicts()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("operator", verdict.suspect().operator());
      one.put("label", verdict.suspect().label());
      one.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
      one.put("argument", verdict.argument());
      Kill kill = verdict.kill();
      if (kill == null) {
        one.put("compared", verdict.compared());
        one.put("difference", verdict.difference());
      } else {
        one.put("hunter", kill.hunter());
        one.put("seed", kill.seed());
        one.put("property", kill.property());
        one.put("what", kill.what());
        one.put("place", kill.place());
        one.put("steps", kill.steps());
        one.put("shortest", kill.shortest());
        one.put("script", kill.script());
      }
      mutants.add(one);
    }
    tree.put("mutants", mutants);
    tree.put("untaken", hunted.untaken());
    tree.put("faults", hunted.faults());
    tree.put("summary", hunted.score());
    return tree;
  }
}
