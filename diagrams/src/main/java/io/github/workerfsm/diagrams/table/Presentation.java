package io.github.workerfsm.diagrams.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a table adds for those who look at pictures of it. A table is drawn without;
 * nothing here says what is legal. Immutable; each method returns a changed copy.
 */
public final class Presentation {
  /** Nothing is added. */
  public static final Presentation PLAIN =
      new Presentation(
          state -> "", ImmutableList.of(), ImmutableList.of(), ImmutableMap.of(), null, "");

  private final Function<Enum<?>, String> meaning;
  private final ImmutableList<Enum<?>> runnable;
  private final ImmutableList<Enum<?>> happyPath;
  private final ImmutableMap<Enum<?>, String> rooms;
  private final @Nullable String sourcePath;
  private final String sourceText;

  private Presentation(
      Function<Enum<?>, String> meaning,
      ImmutableList<Enum<?>> runnable,
      ImmutableList<Enum<?>> happyPath,
      ImmutableMap<Enum<?>, String> rooms,
      @Nullable String sourcePath,
      String sourceText) {
    this.meaning = meaning;
    this.runnable = runnable;
    this.happyPath = happyPath;
    this.rooms = rooms;
    this.sourcePath = sourcePath;
    this.sourceText = sourceText;
  }

  /** What each state means, as a clause. */
  public Presentation meaning(Function<Enum<?>, String> newMeaning) {
    return new Presentation(newMeaning, runnable, happyPath, rooms, sourcePath, sourceText);
  }

  /** The states in which a subject waits for nothing but a free slot; they are filled. */
  public Presentation runnable(Enum<?>... states) {
    return new Presentation(
        meaning, ImmutableList.copyOf(states), happyPath, rooms, sourcePath, sourceText);
  }

  /** The states in the order in which all goes well, alternatives next to each other. */
  public Presentation happyPath(Enum<?>... states) {
    return new Presentation(
        meaning, runnable, ImmutableList.copyOf(states), rooms, sourcePath, sourceText);
  }

  /**
   * The room of each state, instead of the one that its rules name; an empty name for none.
   *
   * @param newRooms states that are not named keep the room of the rules that lead into them
   */
  public Presentation rooms(ImmutableMap<Enum<?>, String> newRooms) {
    return new Presentation(meaning, runnable, happyPath, newRooms, sourcePath, sourceText);
  }

  /**
   * The source file in which the table is written, so that each row can be linked to its line.
   *
   * @param path from the root of the repository, with {@code /}
   * @param text the file as it is
   */
  public Presentation source(String path, String text) {
    return new Presentation(meaning, runnable, happyPath, rooms, path, text);
  }

  /**
   * The source file of a table, for {@link #source}, where a module brings it along as a resource.
   *
   * @param beside a class of the package in which the file is
   * @return the text; empty when the module comes without it, so that rows go without links
   */
  public static String textBeside(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String meaningOf(Enum<?> state) {
    return meaning.apply(state);
  }

  boolean isRunnable(Enum<?> state) {
    return runnable.contains(state);
  }

  ImmutableList<Enum<?>> happyPath() {
    return happyPath;
  }

  @Nullable String roomOf(Enum<?> state) {
    return rooms.get(state);
  }

  SourceLines sourceLines() {
    return new SourceLines(sourcePath, sourceText);
  }
}
