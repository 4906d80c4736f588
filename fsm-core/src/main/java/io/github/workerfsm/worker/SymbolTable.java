package io.github.workerfsm.worker;

import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary that numbers everything in the order in which it comes up. Keeps what it has seen
 * for good. Specifications are the same when all their parts are.
 *
 * <p>Images of machines that share a table can be compared; the same history numbers the same.
 */
public final class SymbolTable implements Symbols {
  private final Numbering<String, String> keys = new Numbering<>("key");
  private final Numbering<String, String> addresses = new Numbering<>("address");
  private final Numbering<Parts, TaskSpec> specs = new Numbering<>("specification");
  private final Numbering<Priority, Priority> priorities = new Numbering<>("priority");
  private final Numbering<Value, Value> values = new Numbering<>("value");
  private final Numbering<Failure, Failure> failures = new Numbering<>("failure");

  @Override
  public int ofKey(String key) {
    return keys.of(key, key);
  }

  @Override
  public String key(int symbol) {
    return keys.at(symbol);
  }

  @Override
  public int ofAddress(String address) {
    return addresses.of(address, address);
  }

  @Override
  public String address(int symbol) {
    return addresses.at(symbol);
  }

  @Override
  public int ofSpec(TaskSpec spec) {
    return specs.of(Parts.of(spec), spec);
  }

  @Override
  public TaskSpec spec(int symbol) {
    return specs.at(symbol);
  }

  @Override
  public int ofPriority(Priority priority) {
    return priorities.of(priority, priority);
  }

  @Override
  public Priority priority(int symbol) {
    return priorities.at(symbol);
  }

  @Override
  public int ofValue(Value value) {
    return values.of(value, value);
  }

  @Override
  public Value value(int symbol) {
    return values.at(symbol);
  }

  @Override
  public int ofFailure(Failure failure) {
    return failures.of(failure, failure);
  }

  @Override
  public Failure failure(int symbol) {
    return failures.at(symbol);
  }

  /** What makes two specifications the same. */
  private record Parts(
      String key,
      List<String> dependencies,
      Priority priority,
      Resources resources,
      @Nullable Object payload,
      long run) {
    static Parts of(TaskSpec spec) {
      return new Parts(
          spec.key(),
          spec.dependencies(),
          spec.priority(),
          spec.resources(),
          spec.payload(),
          spec.run());
    }
  }

  private static final class Numbering<K, V> {
    private final String what;
    private final Map<K, Integer> numbers = new HashMap<>();
    private final List<V> all = new ArrayList<>();

    Numbering(String what) {
      this.what = what;
    }

    int of(K same, V item) {
      Integer known = numbers.get(same);
      if (known != null) {
        return known;
      }
      numbers.put(same, all.size());
      all.add(item);
      return all.size() - 1;
    }

    V at(int symbol) {
      if (symbol < 0 || symbol >= all.size()) {
        throw new IllegalArgumentException(
            what + " " + symbol + " is not known, expected less than " + all.size());
      }
      return all.get(symbol);
    }
  }
}
