package io.github.workerfsm.sim.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times the same traces with the machine of dask.distributed itself, in a Python that has it.
 *
 * @param python the interpreter
 */
public record ReferenceBench(String python) {
  private static final ImmutableList<String> SCRIPTS =
      ImmutableList.of("reference_bench.py", "reference_replay.py");

  /** Whether the interpreter is there and has dask.distributed. */
  public boolean available() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import distributed.worker_state_machine")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Measures; takes a while.
   *
   * @param runs of which the median counts
   * @return events per CPU second by the name of the trace; traces that the reference itself does
   *     not follow are left out
   * @throws IOException if the interpreter fails
   */
  public ImmutableMap<String, Double> stimuliPerCpuSecond(List<LoadedTrace> traces, int runs)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("fsm-bench");
    try {
      for (String script : SCRIPTS) {
        try (InputStream in = ReferenceBench.class.getResourceAsStream("/python/" + script)) {
          if (in == null) {
            throw new IOException("/python/" + script + " is not in this build of the program");
          }
          Files.copy(in, directory.resolve(script));
        }
      }
      write(traces, directory.resolve("traces.jsonl"));
      return run(directory, runs);
    } finally {
      delete(directory);
    }
  }

  private static void write(List<LoadedTrace> traces, Path file) throws IOException {
    try (TraceWriter writer =
        new TraceWriter(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (LoadedTrace trace : traces) {
        writer.write(trace.header());
        for (TraceLine line : trace.lines()) {
          writer.write(line);
        }
      }
    }
  }

  private ImmutableMap<String, Double> run(Path directory, int runs)
      throws IOException, InterruptedException {
    Path said = directory.resolve("stderr.txt");
    List<String> command =
        new ArrayList<>(List.of(python, directory.resolve(SCRIPTS.get(0)).toString()));
    command.addAll(
        List.of(
            directory.resolve("traces.jsonl").toString(),
            "--runs",
            Integer.toString(runs),
            "--json"));
    Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    process.getOutputStream().close();
    ImmutableMap<String, Double> result = parse(process.getInputStream());
    if (process.waitFor() > 1) {
      List<String> lines = Files.readAllLines(said);
      throw new IOException(
          python
              + " has failed: "
              + (lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1)));
    }
    return result;
  }

  /** {@code {"NAME": {"stimuliPerCpuSecond": 1, ...}, ...}}, or nothing. */
  private static ImmutableMap<String, Double> parse(InputStream json) throws IOException {
    ImmutableMap.Builder<String, Double> result = ImmutableMap.builder();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() == null) {
        return result.buildOrThrow();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String trace = parser.currentName();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String member = parser.currentName();
          parser.nextToken();
          if (member.equals("stimuliPerCpuSecond")) {
            result.put(trace, parser.getDoubleValue());
          }
        }
      }
    }
    return result.buildOrThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
