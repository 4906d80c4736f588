package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.TraceFormatException;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Replays the traces of many files, several files at a time, and explains what diverges. The result
 * does not depend on the number of threads. Immutable.
 *
 * @param rules by which rules a trace is replayed
 * @param modes how far traces are followed, at least one; {@link Replay.Mode#GUIDED} first
 * @param selected which traces are replayed
 * @param checked in which traces all invariants are checked after every event, which takes longest
 * @param toTheEnd whether to go on behind an explained divergence
 */
public record CorpusReplay(
    Function<? super TraceHeader, RuleSet> rules,
    ImmutableList<Replay.Mode> modes,
    Predicate<? super TraceHeader> selected,
    Predicate<? super TraceHeader> checked,
    boolean toTheEnd) {

  /** Every trace by the rules by which it was recorded, free and guided, with all checks. */
  public static CorpusReplay asRecorded() {
    return new CorpusReplay(
        RecordedRules::of,
        ImmutableList.of(Replay.Mode.GUIDED, Replay.Mode.FREE),
        header -> true,
        header -> true,
        false);
  }

  /**
   * Replays all selected traces of the files.
   *
   * @param threads files that are replayed at a time, at least 1
   * @return in the order of the files and their lines
   * @throws TraceFormatException if a file is not what the format expects
   * @throws TraceInputException if a file cannot be read
   */
  public ImmutableList<TraceVerdict> run(
      List<TraceSource> sources, int threads, ReplayProgress progress)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Map<TraceSource, Future<List<TraceVerdict>>> pending = new LinkedHashMap<>();
      // The longest first, so that the threads end together.
      sources.stream()
          .distinct()
          .sorted(Comparator.comparingLong(TraceSource::size).reversed())
          .forEach(source -> pending.put(source, workers.submit(() -> file(source, progress))));
      ImmutableList.Builder<TraceVerdict> verdicts = ImmutableList.builder();
      for (TraceSource source : sources) {
        verdicts.addAll(Objects.requireNonNull(pending.get(source)).get());
      }
      return verdicts.build();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException input) {
        throw input;
      }
      throw new IllegalStateException("a replay has failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private List<TraceVerdict> file(TraceSource source, ReplayProgress progress) throws IOException {
    FileReplay file = new FileReplay(source.name());
    source.read(progress, file);
    file.finish();
    return file.verdicts;
  }

  /** The traces of one file, one after the other. */
  private final class FileReplay implements TraceSource.LineTaker {
    private final String file;
    private final List<TraceVerdict> verdicts = new ArrayList<>();
    private @Nullable TraceFollower follower;

    FileReplay(String file) {
      this.file = file;
    }

    @Override
    public boolean take(TraceLine line, long number) {
      if (line instanceof TraceHeader header) {
        finish();
        follower = selected.test(header) ? follower(header, number) : null;
      } else if (follower != null) {
        follower.follow(line, number);
      }
      return true;
    }

    void finish() {
      if (follower != null) {
        verdicts.add(follower.verdict());
      }
    }

    private TraceFollower follower(TraceHeader header, long number) {
      RuleSet chosen = rules.apply(header);
      List<Replay> replays = new ArrayList<>();
      for (Replay.Mode mode : modes) {
        Replay replay = Replay.of(chosen, mode);
        // A machine that conforms in the second mode is in the state that was checked in the first.
        boolean check = replays.isEmpty() && checked.test(header);
        replays.add(check ? replay.checkingInvariants() : replay);
      }
      return new TraceFollower(replays, toTheEnd, file, number, header);
    }
  }
}
