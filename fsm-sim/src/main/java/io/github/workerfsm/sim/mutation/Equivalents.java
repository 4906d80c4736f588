package io.github.workerfsm.sim.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mutants that break no property, with the argument why, as the file {@code equivalents.txt}
 * lists them: a line that is not indented is an argument, the indented lines after it are the
 * mutants to which it applies; {@code #} begins a remark. An argument begins with the {@link Proof}
 * that goes with it, and a colon.
 */
public final class Equivalents {
  /**
   * What is checked of a mutant that is listed. Of each it is checked that {@link Sameness} holds.
   */
  public enum Proof {
    /** The code of the rule whose recommendations are dropped cannot reach the engine's. */
    SILENT("silent"),
    /** The row is taken, and nothing else follows than would have followed. */
    SAME_STEPS("same steps"),
    /** The row is a refusal that nobody asks for: it is never taken. */
    NEVER_ASKED("never asked");

    private final String label;

    Proof(String label) {
      this.label = label;
    }

    /** The proof with which an argument begins; null if it begins with none. */
    public static @Nullable Proof of(String argument) {
      for (Proof proof : values()) {
        if (argument.startsWith(proof.label + ": ")) {
          return proof;
        }
      }
      return null;
    }
  }

  private static final String FILE = "equivalents.txt";

  private Equivalents() {}

  /**
   * By {@link Suspect#toString}, in the order of the file.
   *
   * @throws IllegalStateException naming the line that is not as it should be
   */
  public static ImmutableMap<String, String> bundled() {
    try {
      return read(Resources.readLines(Resources.getResource(Equivalents.class, FILE), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ImmutableMap<String, String> read(List<String> lines) {
    Map<String, String> equivalents = new LinkedHashMap<>();
    String argument = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0))) {
        argument = line.strip();
        if (Proof.of(argument) == null) {
          throw new IllegalStateException(
              FILE
                  + ", line "
                  + (i + 1)
                  + ": an argument without its proof, expected it to begin with one of "
                  + Stream.of(Proof.values()).map(proof -> proof.label).toList());
        }
      } else if (argument.isEmpty()) {
        throw new IllegalStateException(
            FILE + ", line " + (i + 1) + ": a mutant without an argument, expected one before it");
      } else if (equivalents.put(line.strip(), argument) != null) {
        throw new IllegalStateException(
            FILE + ", line " + (i + 1) + ": " + line.strip() + " is listed twice, expected once");
      }
    }
    return ImmutableMap.copyOf(equivalents);
  }

  /** What the file lists that is not the name of any suspect. */
  public static List<String> unknown(List<Suspect> suspects) {
    List<String> names = suspects.stream().map(Suspect::toString).toList();
    List<String> unknown = new ArrayList<>(bundled().keySet());
    unknown.removeAll(names);
    return unknown;
  }
}
