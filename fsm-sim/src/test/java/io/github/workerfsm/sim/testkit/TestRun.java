package io.github.workerfsm.sim.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that are meant to fail, and tells how they did. */
public final class TestRun implements TestExecutionListener {
  private final List<String> passed = new ArrayList<>();
  private final Map<String, String> failures = new TreeMap<>();

  private TestRun() {}

  /** All tests of the class. */
  public static TestRun of(Class<?>... types) {
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (Class<?> type : types) {
      selectors.add(selectClass(type));
    }
    return run(selectors);
  }

  /** One test of the class. */
  public static TestRun of(Class<?> type, String method) {
    return run(List.of(selectMethod(type, method)));
  }

  private static TestRun run(List<DiscoverySelector> selectors) {
    TestRun run = new TestRun();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors)
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.database", "target/jqwik-database-of-examples")
            .build();
    LauncherFactory.create().execute(request, run);
    return run;
  }

  /** Names of the tests that have passed. */
  public List<String> passed() {
    return passed;
  }

  /** Name of a test, or of a class that has failed as a whole, to its message. */
  public Map<String, String> failures() {
    return failures;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String name = test.getDisplayName().replace("()", "").replace(' ', '_');
    result
        .getThrowable()
        .ifPresent(thrown -> failures.put(name, String.valueOf(thrown.getMessage())));
    if (test.isTest() && result.getThrowable().isEmpty()) {
      passed.add(name);
    }
  }
}
