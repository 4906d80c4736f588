package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.drawn.CountedRows;
import io.github.workerfsm.sim.drawn.RowCounts;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Fails a test class that leaves out a row of a table: what no test takes, no test specifies.
 *
 * <pre>{@code
 * @RegisterExtension static final RowCoverage COVERAGE = RowCoverage.of(TABLE);
 *
 * private final Engine<...> engine = new Engine<>(TABLE, ..., COVERAGE.listener(), ...);
 * }</pre>
 *
 * <p>The verdict is given after the last test of the class, or of the last of several classes that
 * share one instance, see {@link #together}. It is withheld when a test has failed, and when only
 * some of the tests were run: a part of the tests takes a part of the rows. A test that is disabled
 * counts as one that was run, and takes nothing. Never rows need not be taken: they cannot be.
 *
 * <p>With the system property {@code fsm.coverage}, the name of a directory, it also writes how
 * often each row was taken, {@code TABLE-CLASS.json}, for {@code fsm diagram --coverage}.
 *
 * <p>For JUnit Jupiter; {@link TableProperties} has its own coverage. Tests may run in parallel.
 */
public final class RowCoverage
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, TestWatcher {
  private final TransitionTable<?, ?, ?, ?> table;
  private static final String DIRECTORY = "fsm.coverage";

  private final Set<Transition<?, ?, ?, ?>> taken = ConcurrentHashMap.newKeySet();
  private final RowCounts counts;
  private final Set<Method> ran = ConcurrentHashMap.newKeySet();
  private final Set<Class<?>> ended = ConcurrentHashMap.newKeySet();
  private volatile Set<Class<?>> classes;
  private volatile boolean failed;

  private RowCoverage(TransitionTable<?, ?, ?, ?> table, Set<Class<?>> classes) {
    this.table = table;
    this.counts = RowCounts.of(table);
    this.classes = classes;
  }

  /** The coverage of this table by the class in which the extension is registered. */
  public static RowCoverage of(TransitionTable<?, ?, ?, ?> table) {
    return new RowCoverage(table, Set.of());
  }

  /**
   * The coverage of this table by several classes together, each of which registers the one
   * instance.
   */
  public static RowCoverage together(TransitionTable<?, ?, ?, ?> table, Class<?>... classes) {
    return new RowCoverage(table, new LinkedHashSet<>(Arrays.asList(classes)));
  }

  /** Notes every row that an engine takes; the engine reads this table or one with its rows. */
  public <S extends Enum<S>, T extends Enum<T>, C, R> TransitionListener<S, T, C, R> listener() {
    return listener((subject, from, requested, row, cause) -> {});
  }

  /** Notes every row that an engine takes, and tells another listener. */
  public <S extends Enum<S>, T extends Enum<T>, C, R> TransitionListener<S, T, C, R> listener(
      TransitionListener<S, T, C, R> other) {
    return (subject, from, requested, row, cause) -> {
      take(row);
      other.moved(subject, from, requested, row, cause);
    };
  }

  /** Notes every row that a worker machine takes from now on, in place of other observers. */
  public void watch(WorkerStateMachine machine) {
    machine.observe((task, from, requested, landing, row) -> take(row));
  }

  private void take(@Nullable Transition<?, ?, ?, ?> row) {
    if (row != null) {
      taken.add(row);
      counts.taken(row, 1);
    }
  }

  /** The rows that no test has taken so far, in table order; never rows do not count. */
  public List<? extends Transition<?, ?, ?, ?>> untaken() {
    return table.rows().stream().filter(row -> !row.isNever() && !taken.contains(row)).toList();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (classes.isEmpty()) {
      classes = Set.of(context.getRequiredTestClass());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ran.add(context.getRequiredTestMethod());
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    context.getTestMethod().ifPresent(ran::add);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed = true;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    ended.add(context.getRequiredTestClass());
    String directory = System.getProperty(DIRECTORY);
    if (directory != null && ended.containsAll(classes)) {
      Path file = Files.createDirectories(Path.of(directory)).resolve(fileName());
      counts.write(file, "tests of " + names());
    }
    if (ended.containsAll(classes) && !failed && classes.stream().allMatch(this::ranAll)) {
      ended.removeAll(classes);
      assertThat(untaken())
          .as("rows of table %s that no test of %s takes", table.name(), names())
          .isEmpty();
    }
  }

  private boolean ranAll(Class<?> type) {
    return ran.containsAll(
            AnnotationSupport.findAnnotatedMethods(
                type, Testable.class, HierarchyTraversalMode.TOP_DOWN))
        && Arrays.stream(type.getDeclaredClasses())
            .filter(inner -> AnnotationSupport.isAnnotated(inner, Nested.class))
            .allMatch(this::ranAll);
  }

  private String fileName() {
    return table.name().replace(' ', '-') + "-" + names().replace(", ", "-") + CountedRows.SUFFIX;
  }

  private String names() {
    return String.join(", ", classes.stream().map(Class::getSimpleName).sorted().toList());
  }
}
