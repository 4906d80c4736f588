package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.trace.TraceFormatException;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file with traces that can be opened any number of times: one of the user's, or one that is
 * bundled with the program.
 */
public final class TraceSource {
  /** What the name of a bundled file begins with; alone, all of them. */
  public static final String BUNDLED = "bundled:";

  private static final ImmutableList<String> BUNDLED_FILES =
      ImmutableList.of("unit", "cluster", "workload", "fuzz", "map_reduce_big");

  private static final String EXPECTED =
      "expected a trace file, a directory of *.jsonl or *.jsonl.gz files, or " + BUNDLED;

  private final String name;
  private final long size;
  private final Opening opening;

  private TraceSource(String name, long size, Opening opening) {
    this.name = name;
    this.size = size;
    this.opening = opening;
  }

  /** The files that are bundled with the program: recordings of real workers. */
  public static ImmutableList<TraceSource> bundled() {
    return BUNDLED_FILES.stream()
        .map(TraceSource::bundled)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The files at the given places, in this order; those of a directory by name.
   *
   * @param places files, directories, {@link #BUNDLED} or {@link #BUNDLED} and a name
   * @throws TraceInputException if there is nothing at one of them
   */
  public static ImmutableList<TraceSource> at(List<String> places) throws IOException {
    ImmutableList.Builder<TraceSource> sources = ImmutableList.builder();
    for (String place : places) {
      sources.addAll(at(place));
    }
    return sources.build();
  }

  private static List<TraceSource> at(String place) throws IOException {
    if (place.startsWith(BUNDLED)) {
      return bundledAt(place);
    }
    Path path = path(place);
    if (Files.isDirectory(path)) {
      return in(path);
    }
    if (!Files.exists(path)) {
      throw new TraceInputException(place + ": there is no such file, " + EXPECTED);
    }
    return List.of(file(path));
  }

  private static Path path(String place) throws TraceInputException {
    try {
      return Path.of(place);
    } catch (InvalidPathException e) {
      throw new TraceInputException(place + ": this is no name of a file, " + EXPECTED, e);
    }
  }

  private static List<TraceSource> bundledAt(String place) throws TraceInputException {
    if (place.equals(BUNDLED)) {
      return bundled();
    }
    for (TraceSource source : bundled()) {
      if (source.name.equals(place)) {
        return List.of(source);
      }
    }
    throw new TraceInputException(
        place
            + ": there is no such bundled file, expected one of "
            + String.join(", ", BUNDLED_FILES)
            + " after "
            + BUNDLED);
  }

  private static TraceSource bundled(String name) {
    byte[] bytes;
    try (InputStream in = TraceSource.class.getResourceAsStream("/traces/" + name + ".jsonl.gz")) {
      if (in == null) {
        throw new IllegalStateException("the program comes without its traces: " + name);
      }
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the program's own traces cannot be read", e);
    }
    return new TraceSource(BUNDLED + name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static List<TraceSource> in(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, entry -> isTrace(entry))) {
      entries.forEach(files::add);
    }
    if (files.isEmpty()) {
      throw new TraceInputException(
          directory + ": no traces in this directory, expected *.jsonl or *.jsonl.gz files");
    }
    files.sort(null);
    List<TraceSource> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(file(file));
    }
    return sources;
  }

  private static boolean isTrace(Path entry) {
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) && !Files.isDirectory(entry);
  }

  private static TraceSource file(Path file) {
    return new TraceSource(file.toString(), sizeOf(file), () -> Files.newInputStream(file));
  }

  /** For progress only; opening says what is wrong with the file. */
  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /** What messages call the file. */
  public String name() {
    return name;
  }

  /** Bytes, compressed ones where it is; 0 when not known. */
  public long size() {
    return size;
  }

  /**
   * Reads the file, line by line.
   *
   * @param progress hears of the bytes as they are read
   * @param each takes each line, until it has enough
   * @throws TraceFormatException if the file is not what the format expects
   * @throws TraceInputException if it has vanished since it was found, or cannot be read
   */
  public void read(ReplayProgress progress, LineTaker each) throws IOException {
    try (TraceReader reader = open(progress)) {
      TraceLine line = reader.read();
      while (line != null && each.take(line, reader.number())) {
        line = reader.read();
      }
    } catch (TraceFormatException | TraceInputException e) {
      throw e;
    } catch (IOException e) {
      throw new TraceInputException(
          name
              + ": cannot be read ("
              + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : ", " + e.getMessage())
              + "), expected a readable file",
          e);
    }
  }

  private TraceReader open(ReplayProgress progress) throws IOException {
    try {
      return new TraceReader(
          new BufferedInputStream(new CountedStream(opening.open(), progress), 1 << 16), name);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new TraceInputException(
          name + ": the file has vanished since it was listed, expected it to stay", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /** Takes the lines of a file. */
  public interface LineTaker {
    /**
     * Takes one line, which has the given number in its file.
     *
     * @return whether more lines are wanted
     */
    boolean take(TraceLine line, long number) throws IOException;
  }

  private interface Opening {
    InputStream open() throws IOException;
  }
}
