package io.github.workerfsm.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The interpreter for which Debian installs {@code python3-distributed}. */
final class Python {
  private static final String INTERPRETER = "/usr/bin/python3";
  private static final Path SCRIPTS = Path.of("src", "test", "python").toAbsolutePath();
  private static final int TIMEOUT_SECONDS = 120;

  private Python() {}

  /** Whether the reference can be imported; if not, why is in the result's output. */
  static Result reference() throws IOException, InterruptedException {
    return Files.isExecutable(Path.of(INTERPRETER))
        ? run(List.of("-c", "import distributed; print(distributed.__version__)"))
        : new Result(1, INTERPRETER + " is not there");
  }

  /** Runs one of the scripts beside the tests. */
  static Result script(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs a module in the folder of the scripts. */
  static Result module(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-m"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Result run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(INTERPRETER));
    command.addAll(arguments);
    Path output = Files.createTempFile("python", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return new Result(ended ? process.exitValue() : -1, text);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /**
   * How a process ended.
   *
   * @param exitCode -1 when it had to be stopped
   * @param output standard output and standard error, as they came
   */
  record Result(int exitCode, String output) {
    String lastLine() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }
}
