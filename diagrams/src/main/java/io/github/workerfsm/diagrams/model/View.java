package io.github.workerfsm.diagrams.model;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which part of a table a picture shows, and by what its lines end.
 *
 * @param kind what is selected
 * @param name a room, a state or an actor; empty where the kind needs none
 * @param hops for {@link Kind#AROUND}, how many lines away from the state a row may be
 */
public record View(Kind kind, String name, int hops) {
  /** Everything, each line ending where a subject lands. */
  public static final View OVERVIEW = new View(Kind.OVERVIEW, "", 0);

  private static final Pattern WRITTEN =
      Pattern.compile("([a-z]+)(?:[:(]\\s*([^,()]+?)\\s*(?:[,:]\\s*(\\d{1,6}))?\\s*\\)?)?");

  /** The kinds of views. */
  public enum Kind {
    /** Everything, folded as far as it can be. */
    OVERVIEW("overview", "every state"),
    /** The rows that leave or enter the states of a room. */
    ROOM("room:NAME", "one room and its doors"),
    /** The rows near a state. */
    AROUND("around:STATE,HOPS", "the rows near a state"),
    /** The rows of an actor. */
    ACTOR("actor:NAME", "what one actor does"),
    /** How it goes when all goes well. */
    HAPPY("happy", "how it goes when all goes well"),
    /** The rows that lead into the room in which subjects are held back, and out of it. */
    CANCELLATION("cancellation", "what is held back, and how it gets out"),
    /** Everything, each line ending in what was asked for. */
    REQUESTS("requests", "what is asked for"),
    /** Everything, each line ending where a subject lands, nothing folded into ghosts. */
    LANDINGS("landings", "where it really ends");

    private final String written;
    private final String words;

    Kind(String written, String words) {
      this.written = written;
      this.words = words;
    }

    /** How it is asked for. */
    public String written() {
      return written;
    }

    /** What it shows, in words. */
    public String words() {
      return words;
    }

    boolean takesName() {
      return written.contains(":");
    }
  }

  /**
   * The view that a text such as {@code room:transfer} or {@code around(ready, 2)} asks for.
   *
   * @throws IllegalArgumentException naming what there is in this table
   */
  public static View parse(String text, TableView table) {
    Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw unknown(text);
    }
    Kind kind =
        Stream.of(Kind.values())
            .filter(k -> k.written().replaceFirst(":.*", "").equals(matcher.group(1)))
            .findFirst()
            .orElseThrow(() -> unknown(text));
    String name = matcher.group(2);
    if (kind.takesName() != (name != null)) {
      throw unknown(text);
    }
    if (name == null) {
      requireShown(kind, table);
      return new View(kind, "", 0);
    }
    String far = matcher.group(3);
    if (kind != Kind.AROUND) {
      if (far != null) {
        throw unknown(text);
      }
      return new View(kind, known(kind, name.replace('_', '-'), table), 0);
    }
    int hops = far == null ? 1 : Integer.parseInt(far);
    if (hops < 1) {
      throw new IllegalArgumentException(
          "the view " + text + " has " + hops + " hops, expected 1 or more");
    }
    return new View(kind, known(kind, name.replace('_', '-'), table), hops);
  }

  private static void requireShown(Kind kind, TableView table) {
    if (kind == Kind.CANCELLATION && table.limbo() == null) {
      throw new IllegalArgumentException(
          "the table "
              + table.name()
              + " has no room in which most rows land elsewhere than they name, expected another"
              + " view than cancellation");
    }
  }

  private static String known(Kind kind, String name, TableView table) {
    ImmutableList<String> all =
        switch (kind) {
          case ROOM -> table.rooms();
          case ACTOR -> table.actors();
          default ->
              table.states().stream().map(StateView::name).collect(ImmutableList.toImmutableList());
        };
    return all.stream()
        .filter(one -> one.replace(' ', '-').equals(name.replace(' ', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the table "
                        + table.name()
                        + " has no "
                        + (kind == Kind.AROUND ? "state" : kind.name().toLowerCase(Locale.ROOT))
                        + " "
                        + name
                        + ", expected "
                        + (all.isEmpty() ? "another view" : "one of " + String.join(", ", all))));
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "there is no view "
            + text
            + ", expected one of "
            + Stream.of(Kind.values()).map(Kind::written).collect(joining(", ")));
  }

  /**
   * Every view of a table that shows something of its own, but {@code around}, which there is for
   * every state. What events ask for is no state, so that no line could end there.
   */
  public static ImmutableList<View> all(TableView table) {
    ImmutableList.Builder<View> views = ImmutableList.builder();
    views.add(OVERVIEW);
    table.rooms().forEach(room -> views.add(new View(Kind.ROOM, room, 0)));
    table.actors().forEach(actor -> views.add(new View(Kind.ACTOR, actor, 0)));
    views.add(new View(Kind.HAPPY, "", 0));
    if (table.limbo() != null) {
      views.add(new View(Kind.CANCELLATION, "", 0));
    }
    if (table.rows().stream().anyMatch(RowView::requestsState)) {
      views.add(new View(Kind.REQUESTS, "", 0));
    }
    views.add(new View(Kind.LANDINGS, "", 0));
    return views.build();
  }

  /** How it is asked for. */
  public String text() {
    String prefix = kind.written().replaceFirst(":.*", "");
    if (!kind.takesName()) {
      return prefix;
    }
    return prefix
        + ":"
        + name.replace(' ', '-')
        + (kind == Kind.AROUND && hops != 1 ? "," + hops : "");
  }

  /** What a title calls it. */
  public String words() {
    return switch (kind) {
      case OVERVIEW -> "";
      case ROOM -> "room " + name;
      case AROUND -> "around " + name + (hops == 1 ? "" : ", " + hops + " hops");
      case ACTOR -> "what the " + name + " does";
      case HAPPY -> "when all goes well";
      case CANCELLATION -> "cancellation";
      case REQUESTS -> "what is asked for";
      case LANDINGS -> "where it really ends";
    };
  }

  @Override
  public String toString() {
    return text();
  }
}
