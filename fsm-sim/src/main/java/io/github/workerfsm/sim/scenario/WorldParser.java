package io.github.workerfsm.sim.scenario;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.MessageText;
import io.github.workerfsm.sim.world.NotationException;
import io.github.workerfsm.sim.world.TextCursor;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the start of a scenario: workers, graph, what is in memory, what is wanted. Each part is
 * read by a method of its own, workers first, then scattered keys and the graph; what is wrong is
 * told by a {@link NotationException}.
 */
public final class WorldParser {
  private static final String FUNCTION = "f";
  private static final String PROPERTY =
      "a number of threads, later, host=..., batch=..., answers=... or R=1";

  private final Map<String, WorkerSpec> workers = new LinkedHashMap<>();
  private final Map<String, TaskDefinition> tasks = new LinkedHashMap<>();
  private final List<String> scattered = new ArrayList<>();
  private final ImmutableListMultimap.Builder<String, String> memory =
      ImmutableListMultimap.builder();
  private final Map<String, String> awaits = new LinkedHashMap<>();
  private final List<String> wants = new ArrayList<>();

  /** The world of the parts that have been read; no fault has a budget. */
  public WorldSpec build() {
    return new WorldSpec(
        ImmutableList.copyOf(workers.values()),
        ImmutableList.copyOf(tasks.values()),
        scattered,
        memory.build(),
        wants,
        FaultBudget.NONE,
        ImmutableMap.copyOf(awaits));
  }

  /** {@code A(1), B(2, R=1, host=h, batch=3), C(1, later)}. */
  public boolean workers(TextCursor cursor) {
    do {
      int column = cursor.column();
      String name = cursor.word("the name of a worker");
      if (name.equals(StateClause.SCHEDULER) || name.equals("client")) {
        throw new NotationException(column, "a worker called " + name + ", expected another name");
      }
      WorkerSpec worker = WorkerSpec.of(name, 1);
      if (cursor.accept("(")) {
        worker = properties(worker, cursor);
        cursor.expect(")");
      }
      if (workers.put(name, worker) != null) {
        throw new NotationException(column, "worker " + name + " twice, expected it once");
      }
    } while (cursor.accept(","));
    return true;
  }

  private static WorkerSpec properties(WorkerSpec plain, TextCursor cursor) {
    WorkerSpec worker = plain;
    Map<String, Long> resources = new LinkedHashMap<>();
    do {
      int column = cursor.column();
      String word = cursor.word(PROPERTY);
      if (word.equals("later")) {
        worker = worker.absent();
      } else if (!cursor.accept("=")) {
        if (!Character.isDigit(word.charAt(0))) {
          throw cursor.wrong("\"=\"");
        }
        cursor.back(column);
        long threads = cursor.number(PROPERTY);
        worker =
            new WorkerSpec(
                worker.name(),
                worker.host(),
                (int) threads,
                worker.resources(),
                worker.batchBytes(),
                worker.present(),
                worker.answer());
      } else if (word.equals("host")) {
        worker = worker.on(cursor.word("the name of a host"));
      } else if (word.equals("batch")) {
        worker = worker.batches(cursor.number("bytes"));
      } else if (word.equals("answers")) {
        worker = worker.answers(answer(cursor));
      } else {
        resources.put(word, cursor.number("an amount"));
        worker = worker.with(Resources.of(resources));
      }
    } while (cursor.accept(","));
    return worker;
  }

  private static ChoiceKind answer(TextCursor cursor) {
    int column = cursor.column();
    String word = cursor.word("busy or fail");
    return switch (word) {
      case "busy" -> ChoiceKind.GATHER_BUSY;
      case "fail" -> ChoiceKind.GATHER_FAIL;
      default ->
          throw new NotationException(column, "found \"" + word + "\", expected busy or fail");
    };
  }

  /** {@code x; y<x {R:1} on A retries 1 priority 5; z awaits x}. */
  public boolean graph(TextCursor cursor) {
    while (!cursor.atEnd()) {
      int column = cursor.column();
      TaskDefinition task = task(cursor);
      if (tasks.put(task.key(), task) != null || scattered.contains(task.key())) {
        throw new NotationException(column, "task " + task.key() + " twice, expected it once");
      }
      if (!cursor.atEnd()) {
        cursor.expect(";");
      }
    }
    return true;
  }

  private TaskDefinition task(TextCursor cursor) {
    String key = cursor.word("a key");
    List<String> inputs = new ArrayList<>();
    if (cursor.accept("<")) {
      do {
        inputs.add(known(cursor));
      } while (cursor.accept(","));
    }
    Resources needs = Resources.NONE;
    if (cursor.accept("{")) {
      needs = Resources.of(MessageText.resources(cursor));
    }
    List<String> places = new ArrayList<>();
    long retries = 0;
    long priority = tasks.size();
    while (true) {
      if (cursor.acceptWord("on")) {
        do {
          places.add(worker(cursor));
        } while (cursor.accept(","));
      } else if (cursor.acceptWord("retries")) {
        retries = cursor.number("a number of retries");
      } else if (cursor.acceptWord("awaits")) {
        awaits.put(key, known(cursor));
      } else if (cursor.acceptWord("priority")) {
        priority = cursor.number("a priority, smaller first");
      } else {
        break;
      }
    }
    return new TaskDefinition(
        key,
        ImmutableList.copyOf(inputs),
        FUNCTION,
        Priority.of(0, 0, priority),
        needs,
        ImmutableList.copyOf(places),
        (int) retries);
  }

  private String known(TextCursor cursor) {
    int column = cursor.column();
    String key = cursor.word("a key");
    if (!tasks.containsKey(key) && !scattered.contains(key)) {
      throw new NotationException(column, "found \"" + key + "\", expected a task defined before");
    }
    return key;
  }

  /** The address, as definitions name workers. */
  private String worker(TextCursor cursor) {
    int column = cursor.column();
    String name = cursor.word("a worker");
    int position = 0;
    for (WorkerSpec worker : workers.values()) {
      position++;
      if (worker.name().equals(name)) {
        return "tcp://" + worker.host() + ":" + position;
      }
    }
    throw new NotationException(
        column,
        "there is no worker " + name + ", expected one of " + String.join(", ", workers.keySet()));
  }

  /** {@code d, e}: keys that a client places. */
  public boolean scattered(TextCursor cursor) {
    scattered.addAll(cursor.words("a key"));
    return true;
  }

  /** {@code x on B, C; z on A}. */
  public boolean memory(TextCursor cursor) {
    while (!cursor.atEnd()) {
      String key = known(cursor);
      if (!cursor.acceptWord("on")) {
        throw cursor.wrong("on");
      }
      do {
        int column = cursor.column();
        String name = cursor.word("a worker");
        cursor.back(column);
        worker(cursor);
        memory.put(key, name);
      } while (cursor.accept(","));
      if (!cursor.atEnd()) {
        cursor.expect(";");
      }
    }
    return true;
  }

  /** {@code x, y}: keys that the client wants from the start. */
  public boolean wants(TextCursor cursor) {
    do {
      wants.add(known(cursor));
    } while (cursor.accept(","));
    return true;
  }
}
