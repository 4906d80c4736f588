package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Ordering;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instruction in the form in which it is recorded and compared: by name, without payloads, sets
 * sorted, texts cut, durations reduced to whether there is one. Two are equal when all members are.
 */
public final class RecordedInstruction {
  private static final int EXCEPTION_TEXT = 80;
  private static final double SOME_DURATION = 1.0;

  private static final ImmutableList<String> KEY_LISTS = ImmutableList.of("keys", "to_gather");
  private static final ImmutableList<String> KEY_OBJECTS = ImmutableList.of("who_has", "data");

  private final InstructionKind kind;
  private final Map<String, @Nullable Object> members;

  private RecordedInstruction(InstructionKind kind, Map<String, @Nullable Object> members) {
    this.kind = kind;
    this.members = Collections.unmodifiableMap(members);
  }

  /** The recorded form of an instruction that a machine has given. */
  public static RecordedInstruction of(Instruction instruction) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("op", ReferenceNames.of(instruction.kind()));
    m.put("stimulus_id", instruction.stimulusId());
    switch (instruction.kind()) {
      case EXECUTE -> put(m, (Instruction.Execute) instruction);
      case GATHER_DEP -> put(m, (Instruction.GatherDep) instruction);
      case RETRY_BUSY_WORKER_LATER ->
          m.put("worker", ((Instruction.RetryBusyWorkerLater) instruction).worker());
      case DIGEST_METRIC -> m.put("name", ((Instruction.DigestMetric) instruction).name());
      case TASK_FINISHED -> put(m, (Instruction.TaskFinished) instruction);
      case TASK_ERRED -> put(m, (Instruction.TaskErred) instruction);
      case RELEASE_WORKER_DATA -> m.put("key", ((Instruction.ReleaseWorkerData) instruction).key());
      case RESCHEDULE -> put(m, (Instruction.Reschedule) instruction);
      case LONG_RUNNING -> put(m, (Instruction.LongRunning) instruction);
      case ADD_KEYS -> m.put("keys", sorted(((Instruction.AddKeys) instruction).keys()));
      case REQUEST_REFRESH_WHO_HAS ->
          m.put("keys", sorted(((Instruction.RequestRefreshWhoHas) instruction).keys()));
      case STEAL_RESPONSE -> put(m, (Instruction.StealResponse) instruction);
    }
    return new RecordedInstruction(instruction.kind(), m);
  }

  static RecordedInstruction read(Members from) {
    String op = from.text("op");
    InstructionKind kind = ReferenceNames.instruction(op);
    if (kind == null) {
      throw from.wrong("op", op, "the name of an instruction, for example \"execute\"");
    }
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("op", op);
    m.put("stimulus_id", from.text("stimulus_id"));
    read(kind, from, m);
    from.nothingElse();
    return new RecordedInstruction(kind, m);
  }

  private static void read(InstructionKind kind, Members from, Map<String, @Nullable Object> m) {
    switch (kind) {
      case EXECUTE, RESCHEDULE -> readRun(from, m);
      case GATHER_DEP -> {
        m.put("worker", from.text("worker"));
        m.put("to_gather", sorted(from.texts("to_gather")));
        m.put("total_nbytes", from.whole("total_nbytes"));
      }
      case RETRY_BUSY_WORKER_LATER -> m.put("worker", from.text("worker"));
      case DIGEST_METRIC -> m.put("name", from.text("name"));
      case TASK_FINISHED -> {
        readRun(from, m);
        m.put("nbytes", from.whole("nbytes"));
        m.put("typename", from.text("typename"));
      }
      case TASK_ERRED -> {
        readRun(from, m);
        m.put("exception_text", beginning(from.text("exception_text")));
      }
      case RELEASE_WORKER_DATA -> m.put("key", from.text("key"));
      case LONG_RUNNING -> {
        readRun(from, m);
        m.put("compute_duration", readDuration(from));
      }
      case ADD_KEYS, REQUEST_REFRESH_WHO_HAS -> m.put("keys", sorted(from.texts("keys")));
      case STEAL_RESPONSE -> {
        m.put("key", from.text("key"));
        m.put("state", from.textOrNull("state"));
      }
    }
  }

  private static void readRun(Members from, Map<String, @Nullable Object> m) {
    m.put("key", from.text("key"));
    if (from.has("run")) {
      m.put("run", from.whole("run"));
    }
  }

  private static @Nullable Double readDuration(Members from) {
    if (from.takeNull("compute_duration")) {
      return null;
    }
    from.number("compute_duration");
    return SOME_DURATION;
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.Execute instruction) {
    putRun(m, instruction.key(), instruction.run());
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.GatherDep instruction) {
    m.put("worker", instruction.worker());
    m.put("to_gather", sorted(instruction.toGather()));
    m.put("total_nbytes", instruction.totalNbytes());
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.TaskFinished instruction) {
    putRun(m, instruction.key(), instruction.run());
    m.put("nbytes", instruction.nbytes());
    m.put("typename", instruction.typeName());
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.TaskErred instruction) {
    putRun(m, instruction.key(), instruction.run());
    m.put("exception_text", beginning(instruction.exceptionText()));
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.Reschedule instruction) {
    putRun(m, instruction.key(), instruction.run());
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.LongRunning instruction) {
    putRun(m, instruction.key(), instruction.run());
    m.put("compute_duration", instruction.computeDuration() == null ? null : SOME_DURATION);
  }

  private static void put(Map<String, @Nullable Object> m, Instruction.StealResponse instruction) {
    TaskState state = instruction.state();
    m.put("key", instruction.key());
    m.put("state", state == null ? null : ReferenceNames.of(state));
  }

  private static void putRun(Map<String, @Nullable Object> m, String key, long run) {
    m.put("key", key);
    if (run != TaskSpec.NO_RUN) {
      m.put("run", run);
    }
  }

  /** What a trace keeps of the text of an exception: the first 80 characters. */
  static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= EXCEPTION_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXCEPTION_TEXT));
  }

  private static List<String> sorted(List<String> set) {
    return Ordering.<String>natural().immutableSortedCopy(set);
  }

  /** Which of the instruction types this is. */
  public InstructionKind kind() {
    return kind;
  }

  /**
   * All members by their names in a trace, {@code op} included, in the order of the format: {@link
   * String}, {@link Long}, {@link Double}, sorted {@link List} of strings, or null.
   */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /** The tasks that it is about, perhaps none. */
  ImmutableList<String> keys() {
    return keys(members);
  }

  /** The tasks that a message of the format is about, wherever it names them. */
  static ImmutableList<String> keys(Map<String, @Nullable Object> message) {
    ImmutableSet.Builder<String> keys = ImmutableSet.builder();
    if (message.get("key") instanceof String key) {
      keys.add(key);
    }
    for (String name : KEY_LISTS) {
      if (message.get(name) instanceof List<?> list) {
        list.forEach(key -> keys.add((String) key));
      }
    }
    for (String name : KEY_OBJECTS) {
      if (message.get(name) instanceof Map<?, ?> object) {
        object.keySet().forEach(key -> keys.add((String) key));
      }
    }
    return keys.build().asList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedInstruction that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** As a trace has it. */
  @Override
  public String toString() {
    return Json.text(members);
  }
}
