package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Product;
import io.github.workerfsm.sim.world.RecordFormat;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Symbols;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for all that comes into the machines of one cluster. They follow from the cluster alone,
 * not from the order in which things are met, so that images are the same in every run and on every
 * thread. Which run has computed a value makes no difference to anybody, and is not in its number.
 *
 * <p>Thread-safe.
 */
final class ClusterSymbols implements Symbols {
  /** Bits for a key, a run and a function. */
  private static final int KEY_BITS = 6;

  private static final int RUN_BITS = 5;
  private static final int KEY_MASK = (1 << KEY_BITS) - 1;
  private static final int RUN_MASK = (1 << RUN_BITS) - 1;

  /** Function of what a client has placed. */
  private static final int PLACED = 0x3FF;

  private final WorldSpec world;
  private final List<Priority> priorities = new ArrayList<>();
  private final Map<Integer, TaskSpec> specs = new ConcurrentHashMap<>();
  private final Map<Integer, Value> values = new ConcurrentHashMap<>();
  private final Map<Integer, Failure> failures = new ConcurrentHashMap<>();

  ClusterSymbols(WorldSpec world) {
    this.world = world;
    priorities.add(Priority.REPLICA);
    for (TaskDefinition task : world.tasks()) {
      if (!priorities.contains(task.priority())) {
        priorities.add(task.priority());
      }
    }
  }

  @Override
  public int ofKey(String key) {
    return world.keyPosition(key);
  }

  @Override
  public String key(int symbol) {
    return world.keys().get(symbol);
  }

  @Override
  public int ofAddress(String address) {
    return world.addressed(address);
  }

  @Override
  public String address(int symbol) {
    return world.address(symbol);
  }

  @Override
  public int ofSpec(TaskSpec spec) {
    int key = world.keyPosition(spec.key());
    int function = function(key, String.valueOf(spec.payload()));
    int symbol = key | (int) (spec.run() + 1) << KEY_BITS | function << KEY_BITS + RUN_BITS;
    specs.putIfAbsent(symbol, spec);
    return symbol;
  }

  @Override
  public TaskSpec spec(int symbol) {
    return known(specs.get(symbol), "assignment", symbol);
  }

  @Override
  public int ofPriority(Priority priority) {
    int symbol = priorities.indexOf(priority);
    if (symbol < 0) {
      throw new IllegalArgumentException(
          "priority " + priority + " is no task's, expected one of " + priorities);
    }
    return symbol;
  }

  @Override
  public Priority priority(int symbol) {
    return priorities.get(symbol);
  }

  @Override
  public int ofValue(Value value) {
    Product product = (Product) value.payload();
    if (product == null) {
      throw new IllegalArgumentException("a value without a payload, expected a product");
    }
    int key = world.keyPosition(product.key());
    int symbol = key | function(key, product.function()) << KEY_BITS;
    values.putIfAbsent(
        symbol,
        new Value(
            new Product(product.key(), product.function(), TaskSpec.NO_RUN),
            value.nbytes(),
            value.typeName()));
    return symbol;
  }

  @Override
  public Value value(int symbol) {
    return known(values.get(symbol), "value", symbol);
  }

  @Override
  public int ofFailure(Failure failure) {
    int symbol = failure.text().hashCode() & Integer.MAX_VALUE;
    Failure known = failures.putIfAbsent(symbol, failure);
    if (known != null && !known.text().equals(failure.text())) {
      throw new IllegalStateException(
          "the failures '" + known.text() + "' and '" + failure.text() + "' have one number");
    }
    return symbol;
  }

  @Override
  public Failure failure(int symbol) {
    return known(failures.get(symbol), "failure", symbol);
  }

  /** Writes what has been met: assignments, values, failures. */
  void write(DataOutput out) throws IOException {
    RecordFormat records = records();
    for (Map<Integer, ?> met : List.of(specs, values, failures)) {
      records.write(ImmutableList.copyOf(new TreeMap<>(met).values()), out);
    }
  }

  /** Meets what {@link #write} has written. */
  void read(DataInput in) throws IOException {
    RecordFormat records = records();
    for (Object spec : list(records, in)) {
      ofSpec((TaskSpec) spec);
    }
    for (Object value : list(records, in)) {
      ofValue((Value) value);
    }
    for (Object failure : list(records, in)) {
      ofFailure((Failure) failure);
    }
  }

  private static RecordFormat records() {
    return new RecordFormat().know(Failure.class);
  }

  private static List<?> list(RecordFormat records, DataInput in) throws IOException {
    return (List<?>) Objects.requireNonNull(records.read(in));
  }

  /** Which function of the task this is: that of the graph, or one that was submitted later. */
  private int function(int key, String function) {
    if (key >= world.tasks().size()) {
      return PLACED;
    }
    String first = world.task(key).function();
    if (!function.startsWith(first)) {
      return PLACED;
    }
    String number = function.substring(first.length());
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private static <V> V known(@org.jspecify.annotations.Nullable V found, String what, int symbol) {
    if (found == null) {
      throw new IllegalArgumentException(what + " " + symbol + " is not known");
    }
    return found;
  }

  /** The run of an assignment, from its number. */
  static int runOf(int spec) {
    return (spec >>> KEY_BITS & RUN_MASK) - 1;
  }

  /** The key of an assignment, from its number. */
  static int keyOf(int spec) {
    return spec & KEY_MASK;
  }
}
