package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Overrides as text, one rule a line:
 *
 * <pre>{@code
 * SCENARIO                                       the override of that scenario
 * drop STATE -> STATE                            the move is not made, the task stays as it is
 * ignore REPORT [in STATE | for unknown]         keys in that situation are passed over
 * answer REPORT in STATE | for unknown with MESSAGE
 *                                                free-keys, forget-keys or remove-replicas instead
 * accept task-finished in STATE                  the sender is believed to hold the value
 * scheduler does not send MESSAGE                it is left out
 * send MESSAGE first | send MESSAGE last         within the messages of one stimulus
 * place on first | place on last                 of the workers that could run it, by joining
 * set POLICY VALUE                               a policy is set otherwise
 * }</pre>
 *
 * <p>STATE is a state of {@link SchedulerTaskState}, REPORT a message of a worker or {@code
 * heartbeat}, MESSAGE a message to one, all in lower case with hyphens; POLICY is a component of
 * {@link SchedulerPolicies} and VALUE one of its values, likewise: {@code set run-identity off},
 * {@code set steals by-key}, {@code set allowed-deaths 0}. Case and repeated spaces do not count.
 */
final class OverrideGrammar {
  private static final ImmutableMap<String, BiConsumer<SchedulerPolicies.Builder, String>>
      POLICIES =
          ImmutableMap.<String, BiConsumer<SchedulerPolicies.Builder, String>>builder()
              .put("run-identity", (p, v) -> p.runIdentity(onOff(v)))
              .put("incarnations", (p, v) -> p.incarnations(onOff(v)))
              .put("steals", (p, v) -> p.steals(one(SchedulerPolicies.Steals.class, v)))
              .put(
                  "finished-while-waiting",
                  (p, v) ->
                      p.finishedWhileWaiting(one(SchedulerPolicies.FinishedWhileWaiting.class, v)))
              .put("questions", (p, v) -> p.questions(one(SchedulerPolicies.Questions.class, v)))
              .put(
                  "unknown-questions",
                  (p, v) -> p.unknownQuestions(one(SchedulerPolicies.UnknownQuestions.class, v)))
              .put(
                  "unknown-copies",
                  (p, v) -> p.unknownCopies(one(SchedulerPolicies.UnknownCopies.class, v)))
              .put(
                  "superfluous-copies",
                  (p, v) -> p.superfluousCopies(one(SchedulerPolicies.SuperfluousCopies.class, v)))
              .put(
                  "forget-notices",
                  (p, v) -> p.forgetNotices(one(SchedulerPolicies.ForgetNotices.class, v)))
              .put(
                  "unknown-heartbeat-keys",
                  (p, v) ->
                      p.unknownHeartbeatKeys(one(SchedulerPolicies.UnknownHeartbeatKeys.class, v)))
              .put("announces-deaths", (p, v) -> p.announcesDeaths(onOff(v)))
              .put("spares-needed-copies", (p, v) -> p.sparesNeededCopies(onOff(v)))
              .put(
                  "message-order",
                  (p, v) -> p.messageOrder(one(SchedulerPolicies.MessageOrder.class, v)))
              .put("allowed-deaths", (p, v) -> p.allowedDeaths(count(v)))
              .buildOrThrow();

  private final String text;
  private final List<String> words;

  private OverrideGrammar(String text) {
    this.text = text.strip();
    this.words = List.of(this.text.toLowerCase(Locale.ROOT).split("\\s+"));
  }

  static SchedulerOverride parse(String text) {
    try {
      return new OverrideGrammar(text).override();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("scheduler rule \"" + text + "\": " + e.getMessage(), e);
    }
  }

  private SchedulerOverride override() {
    if (words.size() == 1 && words.get(0).contains("-")) {
      return SchedulerOverrides.byName(words.get(0));
    }
    SchedulerOverride.Builder builder = SchedulerOverride.named(String.join(" ", words), text);
    switch (words.get(0)) {
      case "drop" -> drop(builder);
      case "ignore" -> ignore(builder);
      case "answer" -> answer(builder);
      case "accept" -> accept(builder);
      case "scheduler" -> doNotSend(builder);
      case "send" -> reorder(builder);
      case "place" -> place(builder);
      case "set" -> set(builder);
      default ->
          throw expected(
              "drop, ignore, answer, accept, scheduler does not send, send, place, set or the name"
                  + " of a scenario");
    }
    return builder.build();
  }

  private void drop(SchedulerOverride.Builder builder) {
    require(words.size() == 4 && words.get(2).equals("->"), "drop STATE -> STATE");
    SchedulerTaskState from = SchedulerTaskState.byLabel(words.get(1));
    SchedulerTaskState requested = SchedulerTaskState.byLabel(words.get(3));
    require(
        !SchedulerRules.CURRENT.schedulerTable().rows(from, requested).isEmpty(),
        "a move that the table has");
    builder.drop(from, requested);
  }

  private void ignore(SchedulerOverride.Builder builder) {
    require(words.size() == 2 || words.size() == 4, "ignore REPORT [in STATE | for unknown]");
    Reports reports = Reports.named(words.get(1));
    Situation situation = words.size() == 2 ? Situation.ANY : situation(2);
    builder.stimulus(stimulus -> reports.split(stimulus, situation, (worker, key, message) -> {}));
  }

  private void answer(SchedulerOverride.Builder builder) {
    require(
        words.size() == 6 && words.get(4).equals("with"),
        "answer REPORT in STATE | for unknown with MESSAGE");
    Reports reports = Reports.named(words.get(1));
    Situation situation = situation(2);
    String answer = words.get(5);
    require(
        List.of("free-keys", "forget-keys", "remove-replicas").contains(answer),
        "free-keys, forget-keys or remove-replicas as the answer");
    builder.stimulus(
        stimulus ->
            reports.split(
                stimulus,
                situation,
                (worker, key, message) ->
                    stimulus.send(
                        worker, answer(answer, stimulus.stimulusId(answer), List.of(key)))));
  }

  private static Event answer(String kind, String stimulusId, List<String> keys) {
    return switch (kind) {
      case "free-keys" -> new Event.FreeKeys(stimulusId, keys);
      case "forget-keys" -> new Event.ForgetKeys(stimulusId, keys);
      default -> new Event.RemoveReplicas(stimulusId, keys);
    };
  }

  private void accept(SchedulerOverride.Builder builder) {
    require(
        words.size() == 4 && words.get(1).equals("task-finished"), "accept task-finished in STATE");
    Situation situation = situation(2);
    require(
        words.get(2).equals("in")
            && !SchedulerRules.CURRENT
                .schedulerTable()
                .rows(SchedulerTaskState.byLabel(words.get(3)), SchedulerTaskState.MEMORY)
                .isEmpty(),
        "a state from which the table leads to memory");
    Reports reports = Reports.named("task-finished");
    builder.stimulus(
        stimulus ->
            reports.split(
                stimulus,
                situation,
                (worker, key, message) -> stimulus.believe(key, worker, Reports.nbytes(message))));
  }

  private void doNotSend(SchedulerOverride.Builder builder) {
    require(
        words.size() == 5
            && words.get(1).equals("does")
            && words.get(2).equals("not")
            && words.get(3).equals("send"),
        "scheduler does not send MESSAGE");
    EventKind kind = message(words.get(4));
    builder.outgoing(
        (cause, books, messages) ->
            messages.stream().filter(sent -> sent.message().kind() != kind).toList());
  }

  private void reorder(SchedulerOverride.Builder builder) {
    require(
        words.size() == 3 && List.of("first", "last").contains(words.get(2)),
        "send MESSAGE first | send MESSAGE last");
    EventKind kind = message(words.get(1));
    boolean first = words.get(2).equals("first");
    builder.outgoing(
        (cause, books, messages) ->
            messages.stream()
                .sorted(Comparator.comparing(sent -> (sent.message().kind() == kind) != first))
                .toList());
  }

  private void place(SchedulerOverride.Builder builder) {
    require(
        words.size() == 3
            && words.get(1).equals("on")
            && List.of("first", "last").contains(words.get(2)),
        "place on first | place on last");
    boolean first = words.get(2).equals("first");
    builder.placement(
        (books, task, candidates) -> candidates.get(first ? 0 : candidates.size() - 1));
  }

  private void set(SchedulerOverride.Builder builder) {
    require(words.size() == 3, "set POLICY VALUE");
    BiConsumer<SchedulerPolicies.Builder, String> policy = POLICIES.get(words.get(1));
    if (policy == null) {
      throw expected("as the policy one of " + String.join(", ", POLICIES.keySet()));
    }
    String value = words.get(2);
    SchedulerPolicies.CURRENT.with(p -> policy.accept(p, value));
    builder.policies(p -> policy.accept(p, value));
  }

  /** The words {@code in STATE} or {@code for unknown} at this position. */
  private Situation situation(int at) {
    if (words.get(at).equals("for") && words.get(at + 1).equals("unknown")) {
      return Situation.UNKNOWN;
    }
    require(words.get(at).equals("in"), "in STATE or for unknown");
    return Situation.in(SchedulerTaskState.byLabel(words.get(at + 1)));
  }

  private static EventKind message(String label) {
    List<EventKind> messages =
        List.of(
            EventKind.COMPUTE_TASK,
            EventKind.FREE_KEYS,
            EventKind.FORGET_KEYS,
            EventKind.ACQUIRE_REPLICAS,
            EventKind.REMOVE_REPLICAS,
            EventKind.STEAL_REQUEST,
            EventKind.REFRESH_WHO_HAS,
            EventKind.REMOVE_WORKER);
    for (EventKind kind : messages) {
      if (label(kind).equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "there is no message "
            + label
            + " to a worker, expected "
            + messages.stream().map(OverrideGrammar::label).collect(Collectors.joining(", ")));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E one(Class<E> type, String label) {
    E[] all = type.getEnumConstants();
    for (E constant : all) {
      if (label(constant).equals(label)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "value "
            + label
            + ", expected "
            + Arrays.stream(all).map(OverrideGrammar::label).collect(Collectors.joining(" or ")));
  }

  private static boolean onOff(String value) {
    if (!value.equals("on") && !value.equals("off")) {
      throw new IllegalArgumentException("value " + value + ", expected on or off");
    }
    return value.equals("on");
  }

  private static int count(String value) {
    if (!value.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("value " + value + ", expected a number, 0 or more");
    }
    return Integer.parseInt(value);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw expected(what);
    }
  }

  private static IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("expected " + what);
  }
}
