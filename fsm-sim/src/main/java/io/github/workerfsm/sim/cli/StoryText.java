package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.replay.KeyStory;
import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.trace.Divergence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The story of a task, for people and for scripts. */
final class StoryText {
  private final KeyStory story;

  StoryText(KeyStory story) {
    this.story = story;
  }

  void print(Screen screen) {
    screen.say("story of " + story.key() + " in " + story.header().name());
    screen.say(story.file() + " up to line " + story.lastLine() + ", rules " + story.rules());
    screen.say("");
    moves("  ").print(screen);
    screen.say("");
    screen.paragraph("", "At line " + story.lastLine() + ": " + story.explanation());
    Divergence divergence = story.divergence();
    if (divergence != null) {
      screen.say("");
      screen.say("There the replay leaves the recorded path, so it ends there:");
      screen.say(divergence.toString());
    }
  }

  /** What happened, a line for each move. */
  TextTable moves(String indent) {
    TextTable table = TextTable.wrapped(indent);
    table.line("line", "the worker is told", story.key() + " is then", "because");
    long lastLine = 0;
    for (KeyStory.Move move : story.moves()) {
      boolean same = move.line() == lastLine;
      lastLine = move.line();
      table.line(
          same ? "" : Long.toString(move.line()),
          same ? "" : move.event(),
          move.told().landing().label(),
          because(move.told()));
    }
    return table;
  }

  private static String because(StoryLine told) {
    StringBuilder text = new StringBuilder();
    text.append(told.reason() == null ? "this went by way of released" : told.reason());
    if (told.requested() != told.landing()) {
      text.append(" (asked for: ").append(told.requested().label()).append(')');
    }
    String cause = told.cause();
    if (cause != null && !cause.equals(told.key())) {
      text.append(", because of ").append(cause);
    }
    return text.toString();
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("file", story.file());
    tree.put("trace", story.header().name());
    tree.put("rules", story.rules().name());
    tree.put("line", story.lastLine());
    tree.put("key", story.key());
    tree.put("state", story.state() == null ? null : story.state().label());
    List<?> moves = story.moves().stream().map(StoryText::tree).toList();
    tree.put("story", moves);
    tree.put("explanation", story.explanation());
    Divergence divergence = story.divergence();
    tree.put("divergence", divergence == null ? null : divergence.tree());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(KeyStory.Move move) {
    StoryLine told = move.told();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("line", move.line());
    tree.put("event", move.event());
    tree.put("stimulusId", told.stimulusId());
    tree.put("from", told.from().label());
    tree.put("requested", told.requested().label());
    tree.put("landing", told.landing().label());
    tree.put("reason", told.reason());
    tree.put("cause", told.cause());
    return tree;
  }
}
