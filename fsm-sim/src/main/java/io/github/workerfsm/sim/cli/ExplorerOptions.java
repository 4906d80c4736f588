package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.explore.Bounds;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Progress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to explore, whatever is explored. */
final class ExplorerOptions {
  private static final long SECOND = 1_000_000_000L;
  private static final long MIB = 1L << 20;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads. Default: one for each processor.")
  private @Nullable Integer threads;

  @Option(names = "--exact", description = "Keep whole states, so that none can be lost.")
  private boolean exact;

  @Option(
      names = "--symmetry",
      description = "Visit one of the states that differ only in which worker is which.")
  private boolean symmetry;

  @Option(
      names = "--reduce",
      description =
          "Partial-order reduction: where what a worker hears makes no difference to anybody else"
              + " yet, do not also try everything else first.")
  private boolean reduction;

  @Option(
      names = "--liveness",
      description = "Check that from every state what is wanted can still be delivered.")
  private boolean liveness;

  @Option(names = "--first", description = "End with the first finding.")
  private boolean first;

  @Option(names = "--states", paramLabel = "N", description = "Stop at about N states.")
  private @Nullable Long states;

  @Option(names = "--levels", paramLabel = "N", description = "Stop after N levels.")
  private @Nullable Integer levels;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "Stop when states and frontier need that many MiB. Default: two thirds of the JVM's.")
  private @Nullable Long memory;

  @Option(
      names = "--spill",
      paramLabel = "DIR",
      description = "Keep what does not fit of the frontier in a file there.")
  private @Nullable Path spill;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Write a checkpoint every minute, and go on from it if it exists. With several graphs each"
              + " has its own: FILE-1, FILE-2, and so on.")
  private @Nullable Path checkpoint;

  int threads() {
    Integer wanted = threads;
    if (wanted == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    return (int) atLeastOne("--threads", wanted);
  }

  /** Refuses --symmetry where it would not be sound, and options that exclude each other. */
  void refuseUnsound(boolean asymmetric, String reason) {
    if (symmetry && asymmetric) {
      throw refusal("--symmetry: " + reason + ", expected 2 workers that are alike");
    }
    if (symmetry && liveness) {
      throw refusal("--symmetry with --liveness is not sound, expected one of them");
    }
    if (reduction && liveness) {
      throw refusal("--reduce with --liveness is not sound, expected one of them");
    }
    if (exact && checkpoint != null) {
      throw refusal(
          "--exact keeps whole states, which a checkpoint does not, expected one of them");
    }
  }

  /** Refuses what protocols do not offer. */
  void refuseForProtocols() {
    refuseUnsound(true, "the parties of a protocol are not alike");
    if (reduction) {
      throw refusal("--reduce: protocols say nothing of what is independent, expected it without");
    }
    if (checkpoint != null) {
      throw refusal(
          "--checkpoint: the parts of a protocol are not kept in one, expected it without");
    }
  }

  /** Whether to end with the first finding. */
  boolean first() {
    return first;
  }

  /**
   * Sets the explorer up; progress goes to the screen.
   *
   * @param ending of the checkpoint's name, where there are several explorations
   */
  Explorer apply(Explorer explorer, String ending, Executor executor, Screen screen) {
    explorer.threads(threads(), executor).bounds(bounds());
    if (exact) {
      explorer.exact();
    }
    if (symmetry) {
      explorer.symmetry();
    }
    if (reduction) {
      explorer.reduce();
    }
    if (liveness) {
      explorer.liveness();
    }
    if (first) {
      explorer.firstFindingEnds();
    }
    Path directory = spill;
    if (directory != null) {
      explorer.spill(directory, 256 * MIB);
    }
    Path file = checkpoint;
    if (file != null) {
      explorer.checkpoint(
          file.resolveSibling(file.getFileName() + ending), System::nanoTime, 60 * SECOND);
    }
    return explorer.progress(
        progress -> screen.remark(line(progress)), System::nanoTime, 2 * SECOND);
  }

  private Bounds bounds() {
    Bounds bounds = Bounds.ofHeap();
    Long most = states;
    if (most != null) {
      bounds = bounds.withStates(atLeastOne("--states", most));
    }
    Integer deepest = levels;
    if (deepest != null) {
      bounds = bounds.withLevels((int) atLeastOne("--levels", deepest));
    }
    Long mib = memory;
    if (mib != null) {
      bounds = bounds.withBytes(atLeastOne("--memory", mib) * MIB);
    }
    return bounds;
  }

  private long atLeastOne(String option, long value) {
    if (value < 1) {
      throw refusal(option + " is " + value + ", expected 1 or more");
    }
    return value;
  }

  private ParameterException refusal(String line) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
  }

  private static String line(Progress progress) {
    return String.format(
        Locale.ROOT,
        "depth %d: %,d states, %,d transitions, %,d in the frontier, %,d MiB, %,.0f states/s",
        progress.depth(),
        progress.states(),
        progress.transitions(),
        progress.frontier(),
        progress.bytes() / MIB,
        progress.statesPerSecond());
  }
}
