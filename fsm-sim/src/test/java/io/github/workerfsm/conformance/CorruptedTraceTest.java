package io.github.workerfsm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.trace.Answer;
import io.github.workerfsm.trace.Difference;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.RecordedInstruction;
import io.github.workerfsm.trace.RecordedState;
import io.github.workerfsm.trace.RecordedTransition;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.Step;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceReader;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance can be missed: one wrong member in any bundled trace is found where it is. */
class CorruptedTraceTest {

  private static final RecordedState MEMORY = new RecordedState("memory", null, null);
  private static final RecordedState ERROR = new RecordedState("error", null, null);

  /** What is done to an answer, and what the replay has to call it; empty where it cannot be. */
  private static final Map<String, Function<Answer, Optional<Corrupted>>> CORRUPTIONS =
      corruptions();

  private record Corrupted(Answer answer, String member) {}

  @ParameterizedTest
  @ValueSource(strings = {"unit", "cluster", "workload", "fuzz", "map_reduce_big"})
  void a_wrong_member_is_found(String name) throws IOException {
    String file = name + ".jsonl.gz";
    List<TraceLine> trace = new ArrayList<>();
    try (TraceReader reader =
        new TraceReader(getClass().getResourceAsStream("/traces/" + file), file)) {
      for (TraceLine line = reader.read(); line != null; line = reader.read()) {
        if (line instanceof TraceHeader && !trace.isEmpty()) {
          corrupt(trace);
          trace.clear();
        }
        trace.add(line);
      }
    }
    corrupt(trace);
  }

  private static void corrupt(List<TraceLine> trace) {
    int applied = 0;
    for (Map.Entry<String, Function<Answer, Optional<Corrupted>>> corruption :
        CORRUPTIONS.entrySet()) {
      applied += corrupt(trace, corruption.getKey(), corruption.getValue()) ? 1 : 0;
    }
    boolean undetermined =
        trace.size() < 2 || !(trace.get(1) instanceof Step s) || !s.deterministic();
    assertThat(applied).as(name(trace)).isGreaterThan(undetermined ? -1 : 10);
  }

  /** Corrupts the first line on which it is possible. */
  private static boolean corrupt(
      List<TraceLine> trace, String what, Function<Answer, Optional<Corrupted>> corruption) {
    TraceRun run =
        Replay.of(RuleSet.DASK_2022_12, Replay.Mode.FREE)
            .begin("corrupted", 1, (TraceHeader) trace.get(0));
    for (int i = 1; i < trace.size() && !run.over(); i++) {
      TraceLine line = trace.get(i);
      if (line instanceof Step step && step.deterministic()) {
        Optional<Corrupted> corrupted = corruption.apply(step.answer());
        if (corrupted.isPresent()) {
          Answer answer = corrupted.get().answer();
          run.follow(new Step(step.events(), answer, true, step.ordered()), i + 1);
          found(run.divergence(), i + 1, corrupted.get().member(), what + " in " + name(trace));
          return true;
        }
      }
      run.follow(line, i + 1);
    }
    return false;
  }

  private static void found(
      @Nullable Divergence divergence, long line, String member, String description) {
    assertThat(divergence).as(description).isNotNull();
    assertThat(divergence.line()).as(description).isEqualTo(line);
    assertThat(divergence.differences())
        .as(description)
        .extracting(Difference::member)
        .contains(member);
  }

  private static String name(List<TraceLine> trace) {
    return ((TraceHeader) trace.get(0)).name();
  }

  private static Map<String, Function<Answer, Optional<Corrupted>>> corruptions() {
    Map<String, Function<Answer, Optional<Corrupted>>> all = new LinkedHashMap<>();
    all.put("another state", states(CorruptedTraceTest::another));
    all.put("a state less", states((states, key) -> states.remove(key)));
    all.put(
        "a state more",
        answer -> {
          Map<String, RecordedState> states = new LinkedHashMap<>(answer.states());
          states.put("nobody-has-heard-of-it", MEMORY);
          return of(with(answer, states), "states.nobody-has-heard-of-it");
        });
    all.put(
        "an instruction less",
        answer -> withInstructions(answer, answer.instructions().stream().skip(1).toList()));
    all.put(
        "an instruction twice",
        answer ->
            withInstructions(
                answer,
                ImmutableList.<RecordedInstruction>builder()
                    .addAll(answer.instructions())
                    .addAll(answer.instructions().stream().limit(1).toList())
                    .build()));
    all.put("a transition less", answer -> transition(answer, first -> ImmutableList.of()));
    all.put(
        "a transition twice",
        answer -> transition(answer, first -> ImmutableList.of(first, first)));
    all.put("another key", moved("key"));
    all.put("another start", moved("start"));
    all.put("another request", moved("recommended"));
    all.put("another landing", moved("landing"));
    for (RecordComponent gauge : Gauges.class.getRecordComponents()) {
      all.put("another count of " + gauge.getName(), answer -> count(answer, gauge));
    }
    all.put(
        "an exception",
        answer ->
            answer.raised() != null
                ? Optional.empty()
                : of(
                    new Answer(
                        ImmutableList.of(),
                        "KeyError",
                        ImmutableList.of(),
                        ImmutableMap.of(),
                        null),
                    "raised"));
    return all;
  }

  private static Optional<Corrupted> of(Answer answer, String member) {
    return answer.raised() == null || member.equals("raised")
        ? Optional.of(new Corrupted(answer, member))
        : Optional.empty();
  }

  private interface StateChange {
    void apply(Map<String, RecordedState> states, String key);
  }

  private static void another(Map<String, RecordedState> states, String key) {
    states.put(key, ERROR.equals(states.get(key)) ? MEMORY : ERROR);
  }

  private static Function<Answer, Optional<Corrupted>> states(StateChange change) {
    return answer -> {
      if (answer.states().isEmpty()) {
        return Optional.empty();
      }
      Map<String, RecordedState> states = new LinkedHashMap<>(answer.states());
      String key = states.keySet().iterator().next();
      change.apply(states, key);
      return of(with(answer, states), "states." + key);
    };
  }

  private static Answer with(Answer answer, Map<String, RecordedState> states) {
    return new Answer(
        answer.instructions(),
        answer.raised(),
        answer.transitions(),
        ImmutableMap.copyOf(states),
        answer.counts());
  }

  private static Optional<Corrupted> withInstructions(
      Answer answer, List<RecordedInstruction> instructions) {
    if (answer.instructions().isEmpty()) {
      return Optional.empty();
    }
    return of(
        new Answer(
            ImmutableList.copyOf(instructions),
            answer.raised(),
            answer.transitions(),
            answer.states(),
            answer.counts()),
        "instructions");
  }

  private static Function<Answer, Optional<Corrupted>> moved(String part) {
    return answer ->
        transition(
            answer,
            first ->
                ImmutableList.of(
                    new RecordedTransition(
                        part.equals("key") ? "nobody" : first.key(),
                        part.equals("start") ? "nowhere" : first.start(),
                        part.equals("recommended") ? "nowhere" : first.recommended(),
                        part.equals("landing") ? "nowhere" : first.landing())));
  }

  private static Optional<Corrupted> transition(
      Answer answer, Function<RecordedTransition, List<RecordedTransition>> change) {
    if (answer.transitions().isEmpty()) {
      return Optional.empty();
    }
    ImmutableList<RecordedTransition> transitions =
        ImmutableList.<RecordedTransition>builder()
            .addAll(change.apply(answer.transitions().get(0)))
            .addAll(answer.transitions().stream().skip(1).toList())
            .build();
    return of(
        new Answer(
            answer.instructions(), answer.raised(), transitions, answer.states(), answer.counts()),
        "transitions");
  }

  private static Optional<Corrupted> count(Answer answer, RecordComponent gauge) {
    if (answer.counts() == null || answer.raised() != null) {
      return Optional.empty();
    }
    Answer wrong =
        new Answer(
            answer.instructions(),
            null,
            answer.transitions(),
            answer.states(),
            oneMore(answer.counts(), gauge));
    return of(wrong, "counts." + nameInTraces(gauge));
  }

  private static String nameInTraces(RecordComponent gauge) {
    return switch (gauge.getName()) {
      case "transferBytes" -> "transfer_incoming_bytes";
      case "transferCount" -> "transfer_incoming_count";
      case "inMemory" -> "in_memory";
      case "inFlight" -> "in_flight";
      case "longRunning" -> "long_running";
      default -> gauge.getName();
    };
  }

  private static Gauges oneMore(Gauges gauges, RecordComponent which) {
    RecordComponent[] components = Gauges.class.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Object value = components[i].getAccessor().invoke(gauges);
        boolean changed = components[i].getName().equals(which.getName());
        values[i] = changed ? oneMore((Number) value) : value;
      }
      Constructor<Gauges> constructor = Gauges.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object oneMore(Number value) {
    if (value instanceof Integer whole) {
      return whole + 1;
    }
    return value.longValue() + 1;
  }
}
