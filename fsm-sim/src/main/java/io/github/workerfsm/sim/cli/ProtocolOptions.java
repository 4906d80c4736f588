package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.explore.Model;
import io.github.workerfsm.sim.protocol.Budget;
import io.github.workerfsm.sim.protocol.Fault;
import io.github.workerfsm.sim.protocol.Protocols;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which protocol of the transport to play, and in which scope. */
final class ProtocolOptions {
  /** The protocols. */
  enum Played {
    /** A sender and a receiver. */
    STREAM,
    /** Manager, interchange and forwarder. */
    STATUS,
    /** Coordinators, their cleaner and a node. */
    CLEANUP,
    /** Manager and interchange. */
    LIVENESS
  }

  @Option(
      names = "--size",
      paramLabel = "N",
      description =
          "stream: items, default 3; status: tasks, default 2; cleanup: jobs of each coordinator,"
              + " default 1.")
  private @Nullable Integer size;

  @Option(
      names = "--credit",
      paramLabel = "N",
      description = "stream: items that may be under way. Default: 2.")
  private @Nullable Integer credit;

  @Option(
      names = "--coordinators",
      paramLabel = "N",
      description = "cleanup: how many there are. Default: 1.")
  private @Nullable Integer coordinators;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "stream, status, cleanup, liveness: which faults may happen, of lose, duplicate,"
              + " reorder, cut, kill, delay, cancel, end. Default: all of them.")
  private List<Fault> kinds = List.of();

  /** Refuses these options where no protocol is played. */
  void refuse() {
    if (size != null || credit != null || coordinators != null || !kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "--size, --credit, --coordinators and --kinds are for protocols, expected --model stream,"
              + " status, cleanup or liveness with them");
    }
  }

  /**
   * Models of a protocol.
   *
   * @param faults how many may happen in all
   * @throws IllegalArgumentException for what makes no sense, in one line
   */
  Supplier<? extends Model> models(Played played, int faults) {
    Set<Fault> chosen = EnumSet.allOf(Fault.class);
    if (!kinds.isEmpty()) {
      chosen.retainAll(kinds);
    }
    Budget budget = new Budget(faults, chosen);
    requireOnly(played, Played.STREAM, "--credit", credit);
    requireOnly(played, Played.CLEANUP, "--coordinators", coordinators);
    return switch (played) {
      case STREAM -> Protocols.stream(or(size, 3), or(credit, 2), budget);
      case STATUS -> Protocols.status(or(size, 2), budget);
      case CLEANUP -> Protocols.cleanup(or(coordinators, 1), or(size, 1), budget);
      case LIVENESS -> {
        if (size != null) {
          throw new IllegalArgumentException("--size is not for liveness, expected it without");
        }
        yield Protocols.liveness(budget);
      }
    };
  }

  private static void requireOnly(
      Played played, Played only, String option, @Nullable Integer value) {
    if (value != null && played != only) {
      throw new IllegalArgumentException(
          option + " is for " + lower(only) + ", expected --model " + lower(only) + " with it");
    }
  }

  private static String lower(Played played) {
    return played.name().toLowerCase(Locale.ROOT);
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
