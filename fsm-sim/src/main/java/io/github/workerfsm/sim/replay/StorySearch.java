package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one trace in which a key occurs, replays it to the moment that somebody asks about, and
 * tells the story of the key.
 *
 * @param key the task
 * @param trace a part of the name of the trace; all of it where that is a name; empty for any
 * @param until the number of the last line to be followed, within the file
 * @param rules by which rules a trace is replayed
 */
public record StorySearch(
    String key, String trace, long until, Function<? super TraceHeader, RuleSet> rules) {
  private static final int NAMED = 5;

  /** The search for a key as it stands at the end of a trace. */
  public static StorySearch of(String key, String trace) {
    return new StorySearch(key, trace, Long.MAX_VALUE, RecordedRules::of);
  }

  /**
   * Tells the story.
   *
   * @throws TraceInputException if no trace, or more than one, fits
   */
  public KeyStory in(List<TraceSource> sources) throws IOException {
    if (until != Long.MAX_VALUE && sources.size() > 1) {
      throw new TraceInputException(
          "line "
              + until
              + " of "
              + sources.size()
              + " files, expected one file to count lines in");
    }
    Found found =
        new Found(sources.size() == 1 ? sources.get(0).name() : sources.size() + " files");
    for (TraceSource source : sources) {
      FileSearch file = new FileSearch(source.name(), found);
      source.read(bytes -> {}, file);
      found.end(file.run);
    }
    return found.only();
  }

  /** The traces of one file, one after the other. */
  private final class FileSearch implements TraceSource.LineTaker {
    private final String file;
    private final Found found;
    private @Nullable StoryRun run;

    FileSearch(String file, Found found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public boolean take(TraceLine line, long number) {
      if (number > until) {
        return false;
      }
      if (line instanceof TraceHeader header) {
        // With a line named, only the trace that it is in is asked for.
        if (until == Long.MAX_VALUE) {
          found.end(run);
        }
        found.names.add(header.name());
        run =
            header.name().contains(trace)
                ? new StoryRun(rules.apply(header), file, number, header)
                : null;
      } else if (run != null) {
        run.follow(line, number);
      }
      return true;
    }
  }

  /** What has been found so far. */
  private final class Found {
    private final String where;
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> keys = new TreeSet<>();
    private final List<KeyStory> stories = new ArrayList<>();
    private boolean any;

    Found(String where) {
      this.where = where;
    }

    void end(@Nullable StoryRun run) {
      if (run != null) {
        any = true;
        if (run.knows(key)) {
          stories.add(run.tell(key));
        } else if (keys.size() < 10_000) {
          keys.addAll(run.keys());
        }
      }
    }

    KeyStory only() throws TraceInputException {
      if (!any) {
        throw new TraceInputException(
            where + ": there is no trace " + trace + ", expected one of " + some(names));
      }
      Optional<KeyStory> whole =
          stories.stream().filter(story -> story.header().name().equals(trace)).findFirst();
      if (whole.isPresent()) {
        return whole.get();
      }
      if (stories.isEmpty()) {
        throw new TraceInputException(
            where + ": no task " + key + " up to there, expected a key such as " + some(near()));
      }
      if (stories.size() > 1) {
        throw new TraceInputException(
            where
                + ": task "
                + key
                + " is in "
                + stories.size()
                + " traces, expected --trace with one of "
                + some(
                    stories.stream()
                        .map(story -> story.header().name())
                        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo))));
      }
      return stories.get(0);
    }

    /** Keys that contain the text, if there are any. */
    private ImmutableList<String> near() {
      ImmutableList<String> near =
          keys.stream()
              .filter(other -> other.contains(key))
              .collect(ImmutableList.toImmutableList());
      return near.isEmpty() ? ImmutableList.copyOf(keys) : near;
    }

    private static String some(Collection<String> all) {
      String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
      return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
    }
  }
}
