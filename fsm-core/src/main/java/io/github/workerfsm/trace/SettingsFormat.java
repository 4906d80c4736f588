package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings as a trace writes them, both ways: the {@code config} of a header, and pokes.
 *
 * <p>{@code default_nbytes} is ours and left out where it is the reference's.
 */
final class SettingsFormat {
  private static final String ADDRESS = "address";
  private static final String NTHREADS = "nthreads";
  private static final String RUNNING = "running";
  private static final String VALIDATE = "validate";
  private static final String TOTAL = "total_resources";
  private static final String AVAILABLE = "available_resources";
  private static final String COUNT_LIMIT = "transfer_incoming_count_limit";
  private static final String MESSAGE_LIMIT = "transfer_message_bytes_limit";
  private static final String BYTES_LIMIT = "transfer_incoming_bytes_limit";
  private static final String THROTTLE = "transfer_incoming_bytes_throttle_threshold";
  private static final String TRANSITIONS = "transition_counter_max";
  private static final String DEFAULT_NBYTES = "default_nbytes";

  /** What a header has to say. */
  private static final ImmutableList<String> REQUIRED =
      ImmutableList.of(
          ADDRESS,
          NTHREADS,
          RUNNING,
          TOTAL,
          AVAILABLE,
          COUNT_LIMIT,
          MESSAGE_LIMIT,
          BYTES_LIMIT,
          THROTTLE);

  /** What a header may leave out. */
  private static final ImmutableList<String> OPTIONAL =
      ImmutableList.of(TRANSITIONS, DEFAULT_NBYTES);

  private static final Settings REFERENCE = Settings.at("").build();

  private SettingsFormat() {}

  /** The config of a header. Members that are not known are not looked at. */
  static Settings read(Members m) {
    Settings.Builder settings = Settings.at("");
    REQUIRED.forEach(name -> apply(name, m, settings));
    OPTIONAL.stream().filter(m::has).forEach(name -> apply(name, m, settings));
    return checked(settings.build());
  }

  /** Settings after a poke, which names any of them and nothing else. */
  static Settings poke(Settings before, Members m) {
    if (m.names().isEmpty()) {
      throw new FormatProblem("the poke changes nothing, expected at least one setting");
    }
    Settings.Builder settings = before.toBuilder();
    m.names().forEach(name -> apply(name, m, settings));
    return checked(settings.build());
  }

  private static void apply(String name, Members m, Settings.Builder to) {
    switch (name) {
      case ADDRESS -> to.address(m.text(name));
      case NTHREADS -> to.threads(m.count(name));
      case RUNNING -> to.running(m.flag(name));
      case VALIDATE -> m.flag(name);
      case TOTAL -> to.totalResources(m.resources(name));
      case AVAILABLE -> to.availableResources(m.resources(name));
      case COUNT_LIMIT -> to.transferCountLimit(limit(name, m));
      case MESSAGE_LIMIT -> to.transferMessageBytesLimit(limit(name, m));
      case BYTES_LIMIT -> to.transferBytesLimit(limit(name, m));
      case THROTTLE -> to.transferThrottleThreshold(limit(name, m));
      case TRANSITIONS ->
          to.transitionLimit(m.takeFalse(name) ? Settings.UNLIMITED : limit(name, m));
      case DEFAULT_NBYTES -> to.defaultNbytes(m.whole(name));
      default -> m.nothingElse();
    }
  }

  private static long limit(String name, Members m) {
    return m.takeNull(name) ? Settings.UNLIMITED : m.whole(name);
  }

  private static Settings checked(Settings settings) {
    settings
        .availableResources()
        .amounts()
        .forEach(
            (name, available) -> {
              double total = settings.totalResources().amounts().getOrDefault(name, 0.0);
              if (available > total) {
                throw new FormatProblem(
                    "\"available_resources\" has "
                        + Json.shortest(available)
                        + " of "
                        + Json.shortened(name)
                        + ", expected at most the "
                        + Json.shortest(total)
                        + " of \"total_resources\"");
              }
            });
    return settings;
  }

  /** What a poke has to name to get from the one to the other. */
  static Map<String, @Nullable Object> changes(Settings before, Settings after) {
    Map<String, @Nullable Object> changes = tree(after, false);
    changes.entrySet().removeAll(tree(before, false).entrySet());
    if (before.defaultNbytes() != after.defaultNbytes()) {
      changes.put(DEFAULT_NBYTES, after.defaultNbytes());
    }
    return changes;
  }

  static Map<String, @Nullable Object> tree(Settings settings, boolean validate) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put(NTHREADS, (long) settings.threads());
    tree.put(ADDRESS, settings.address());
    tree.put(RUNNING, settings.running());
    tree.put(VALIDATE, validate);
    Long transitions = limit(settings.transitionLimit());
    tree.put(TRANSITIONS, transitions == null ? (Object) false : transitions);
    tree.put(TOTAL, tree(settings.totalResources()));
    tree.put(AVAILABLE, tree(settings.availableResources()));
    tree.put(COUNT_LIMIT, limit(settings.transferCountLimit()));
    tree.put(MESSAGE_LIMIT, limit(settings.transferMessageBytesLimit()));
    tree.put(BYTES_LIMIT, limit(settings.transferBytesLimit()));
    tree.put(THROTTLE, limit(settings.transferThrottleThreshold()));
    if (settings.defaultNbytes() != REFERENCE.defaultNbytes()) {
      tree.put(DEFAULT_NBYTES, settings.defaultNbytes());
    }
    return tree;
  }

  static Map<String, Object> tree(Resources resources) {
    Map<String, Object> tree = new LinkedHashMap<>();
    resources.amounts().forEach((name, amount) -> tree.put(name, Json.shortest(amount)));
    return tree;
  }

  private static @Nullable Long limit(long limit) {
    return limit == Settings.UNLIMITED ? null : (Long) limit;
  }
}
