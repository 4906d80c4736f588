package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.ScriptLine.Step;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.MessageText;
import io.github.workerfsm.sim.world.TextCursor;
import io.github.workerfsm.sim.world.WorldSpec;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a script. */
final class ScriptParser {
  private final WorldSpec spec;
  private final ChoiceText choices;

  ScriptParser(WorldSpec spec) {
    this.spec = spec;
    this.choices = new ChoiceText(spec);
  }

  ScriptLine line(String text, int number) {
    TextCursor cursor = new TextCursor(text, 0);
    Under under = Under.ANY;
    int start = cursor.column();
    if (cursor.acceptWord("faulty") && cursor.accept(":")) {
      under = Under.FAULTY;
    } else {
      cursor.back(start);
      if (cursor.acceptWord("current") && cursor.accept(":")) {
        under = Under.CURRENT;
      } else {
        cursor.back(start);
      }
    }
    boolean optional = cursor.accept("?");
    if (cursor.acceptWord("expect")) {
      ImmutableList<StateClause> expected = clauses(cursor);
      cursor.requireEnd();
      return new ScriptLine(
          number, text.strip(), under, optional, new ScriptLine.Checks(), expected);
    }
    Step step = cursor.acceptWord("settle") ? new ScriptLine.Settles() : step(cursor);
    ImmutableList<StateClause> expected =
        cursor.accept("->") ? expectations(step, cursor) : ImmutableList.of();
    cursor.requireEnd();
    return new ScriptLine(number, text.strip(), under, optional, step, expected);
  }

  private Step step(TextCursor cursor) {
    Choice choice = choices.parse(cursor);
    boolean delivery =
        choice.kind() == ChoiceKind.TO_WORKER || choice.kind() == ChoiceKind.TO_SCHEDULER;
    if (!delivery) {
      return new ScriptLine.Happens(choice, null);
    }
    if (cursor.accept("...")) {
      return new ScriptLine.Drained(choice);
    }
    int column = cursor.column();
    if (cursor.atEnd() || cursor.accept("->")) {
      cursor.back(column);
      return new ScriptLine.Happens(choice, null);
    }
    MessageText message = MessageText.parse(cursor);
    return cursor.accept("(held)")
        ? new ScriptLine.Held(choice, message)
        : new ScriptLine.Happens(choice, message);
  }

  /** What follows the arrow: a state of the key of the line, or keys with their states. */
  private ImmutableList<StateClause> expectations(Step step, TextCursor cursor) {
    String party = party(step);
    String key = key(step);
    ImmutableList.Builder<StateClause> clauses = ImmutableList.builder();
    do {
      int column = cursor.column();
      String first = cursor.word("a state, or a key and its state");
      boolean keyed = spec.keys().contains(first);
      if (!keyed) {
        cursor.back(column);
        if (key == null) {
          throw cursor.wrong("a key and its state");
        }
      }
      clauses.add(StateClause.parse(cursor, party, keyed || key == null ? first : key));
    } while (cursor.accept(","));
    return clauses.build();
  }

  private String party(Step step) {
    Choice choice = choice(step);
    if (choice == null || choice.worker() < 0) {
      return StateClause.SCHEDULER;
    }
    return switch (choice.kind()) {
      case TO_SCHEDULER, NOTICE, JOIN, LEAVE, HEARTBEAT, STEAL, ACQUIRE, REMOVE ->
          StateClause.SCHEDULER;
      default -> spec.workers().get(choice.worker()).name();
    };
  }

  private static @Nullable Choice choice(Step step) {
    if (step instanceof ScriptLine.Happens happens) {
      return happens.choice();
    } else if (step instanceof ScriptLine.Held held) {
      return held.delivery();
    }
    return step instanceof ScriptLine.Drained drained ? drained.delivery() : null;
  }

  private @Nullable String key(Step step) {
    if (step instanceof ScriptLine.Happens happens) {
      MessageText message = happens.message();
      if (message != null && !message.keys().isEmpty()) {
        return message.keys().get(0);
      }
      if (happens.choice().key() >= 0) {
        return spec.keys().get(happens.choice().key());
      }
      if (happens.choice().keys() != 0) {
        return spec.names(happens.choice().keys()).get(0);
      }
    }
    return null;
  }

  /** {@code A: x executing, y waiting}. */
  ImmutableList<StateClause> clauses(TextCursor cursor) {
    String party;
    if (cursor.acceptWord(StateClause.SCHEDULER)) {
      party = StateClause.SCHEDULER;
    } else {
      party = spec.workers().get(cursor.lookUp("S or a worker", spec::workerPosition)).name();
    }
    cursor.expect(":");
    ImmutableList.Builder<StateClause> clauses = ImmutableList.builder();
    do {
      int key = cursor.lookUp("a key", spec::keyPosition);
      clauses.add(StateClause.parse(cursor, party, spec.keys().get(key)));
    } while (cursor.accept(","));
    return clauses.build();
  }
}
