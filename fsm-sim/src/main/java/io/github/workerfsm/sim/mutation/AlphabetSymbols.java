package io.github.workerfsm.sim.mutation;

import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Symbols;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for all that an alphabet can say. They follow from what is numbered alone, so that images
 * taken by different threads can be compared. Thread-safe.
 */
final class AlphabetSymbols implements Symbols {
  private static final List<Priority> PRIORITIES = List.of(Priority.REPLICA, Alphabet.PRIORITY);
  private static final int KEY_BITS = 4;
  private static final int RUN_BITS = 8;

  private final Alphabet alphabet;
  private final Map<Integer, TaskSpec> specs = new ConcurrentHashMap<>();
  private final Map<Integer, Value> values = new ConcurrentHashMap<>();
  private final Map<Integer, Failure> failures = new ConcurrentHashMap<>();

  AlphabetSymbols(Alphabet alphabet) {
    this.alphabet = alphabet;
  }

  @Override
  public int ofKey(String key) {
    return alphabet.keys().indexOf(key);
  }

  @Override
  public String key(int symbol) {
    return alphabet.keys().get(symbol);
  }

  @Override
  public int ofAddress(String address) {
    return alphabet.peers().indexOf(address);
  }

  @Override
  public String address(int symbol) {
    return alphabet.peers().get(symbol);
  }

  @Override
  public int ofSpec(TaskSpec spec) {
    int inputs = 0;
    for (String input : spec.dependencies()) {
      inputs |= 1 << ofKey(input);
    }
    int symbol = inputs << 1 | (spec.resources().isEmpty() ? 0 : 1);
    symbol = (symbol << RUN_BITS | (int) spec.run()) << KEY_BITS | ofKey(spec.key());
    specs.putIfAbsent(symbol, spec);
    return symbol;
  }

  @Override
  public TaskSpec spec(int symbol) {
    return Objects.requireNonNull(specs.get(symbol));
  }

  @Override
  public int ofPriority(Priority priority) {
    return PRIORITIES.indexOf(priority);
  }

  @Override
  public Priority priority(int symbol) {
    return PRIORITIES.get(symbol);
  }

  @Override
  public int ofValue(Value value) {
    int symbol = Objects.requireNonNull(value.payload()).hashCode() & Integer.MAX_VALUE;
    values.putIfAbsent(symbol, value);
    return symbol;
  }

  @Override
  public Value value(int symbol) {
    return Objects.requireNonNull(values.get(symbol));
  }

  @Override
  public int ofFailure(Failure failure) {
    int symbol = failure.text().hashCode() & Integer.MAX_VALUE;
    failures.putIfAbsent(symbol, failure);
    return symbol;
  }

  @Override
  public Failure failure(int symbol) {
    return Objects.requireNonNull(failures.get(symbol));
  }
}
