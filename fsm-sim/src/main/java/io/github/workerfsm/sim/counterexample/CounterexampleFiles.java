package io.github.workerfsm.sim.counterexample;

import io.github.workerfsm.sim.drawn.ClusterPlayback;
import io.github.workerfsm.sim.drawn.PlayedPage;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;

/** A counterexample as files, one for each way to look at it. */
public final class CounterexampleFiles {
  private CounterexampleFiles() {}

  /**
   * Writes NAME.scenario, which {@code fsm scenario} plays; NAME.puml and NAME.svg, a sequence
   * diagram; NAME.jsonl, a trace of the worker concerned, which {@code fsm replay} replays;
   * NAME.html, a page that plays it in the state diagram; and CLASS.java, a test that fails for the
   * same reason.
   *
   * @param directory made if it is not there
   * @param name of the files
   * @param testClass simple name of the test
   * @param title in one line, what is wrong
   */
  public static void write(
      Path directory, String name, String testClass, String title, Counterexample found)
      throws IOException {
    Files.createDirectories(directory);
    String sequence = SequenceText.of(found, title);
    Files.writeString(directory.resolve(name + ".scenario"), ScenarioText.of(found, name, title));
    Files.writeString(directory.resolve(name + ".puml"), sequence);
    Files.writeString(directory.resolve(name + ".svg"), svg(sequence));
    Files.write(directory.resolve(name + ".jsonl"), WorkerTrace.of(found, concerned(found)));
    page(found, name, title).write(directory.resolve(name + ".html"));
    Files.writeString(directory.resolve(testClass + ".java"), TestText.of(found, testClass, title));
  }

  /** The page that plays a counterexample. */
  public static PlayedPage page(Counterexample found, String name, String title) {
    Scenario scenario = ScenarioText.scenario(found, name, title);
    return ClusterPlayback.of(scenario, scenario.rules(), Under.FAULTY);
  }

  private static String svg(String sequence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SourceStringReader(sequence).outputImage(out, new FileFormatOption(FileFormat.SVG));
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The worker that the violation is about, or the first. */
  private static int concerned(Counterexample found) {
    String worker =
        found.play().violation(found.property()).map(violation -> violation.worker()).orElse("");
    for (int w = 0; w < found.world().workers().size(); w++) {
      if (found.world().workers().get(w).name().equals(worker)) {
        return w;
      }
    }
    return 0;
  }
}
