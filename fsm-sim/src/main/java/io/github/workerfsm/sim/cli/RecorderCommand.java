package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.replay.TraceInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands out the recorder: a plugin for dask workers that writes traces. */
@Command(
    name = "recorder",
    header = "Print the recorder for dask workers: a Python file, to be loaded into a worker.",
    description = {
      "",
      "The recorder writes down what a dask worker is told and what it answers, in the format that"
          + " fsm replay and fsm story read. It needs nothing but dask.distributed itself. Without"
          + " -o the file goes to standard output, and how to use it to standard error.",
      ""
    },
    footer = {"", "Examples:", "  fsm recorder -o record.py", "  fsm recorder > record.py"})
final class RecorderCommand implements Callable<Integer> {
  private static final String RESOURCE = "/python/record.py";

  private final Screen screen;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the recorder to this file, which must not exist.")
  private @Nullable Path output;

  @Option(names = "--force", description = "Overwrite the file if it exists.")
  private boolean force;

  RecorderCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    String recorder = recorder();
    Path file = output;
    if (file != null) {
      write(file, recorder);
    }
    if (common.json) {
      screen.json(tree(file, recorder));
    } else if (file == null) {
      screen.out().print(recorder);
      usage("record.py").forEach(screen::remark);
    } else {
      usage(file.toString()).forEach(screen::say);
      screen.say("written: " + file);
    }
    return ExitCode.HOLDS;
  }

  private static String recorder() throws IOException {
    try (InputStream in = RecorderCommand.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new TraceInputException(
            RESOURCE + ": is not in this build of the program, expected one that bundles it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(Path file, String recorder) throws IOException {
    if (Files.exists(file) && !force) {
      throw new TraceInputException(
          file + ": the file exists, expected a new name, or --force to overwrite it");
    }
    Files.writeString(
        file,
        recorder,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static List<String> usage(String file) {
    return List.of(
        "Record a worker from its start (a worker that already has tasks cannot be recorded):",
        "",
        "  dask worker tcp://SCHEDULER:8786 --preload " + file + " --trace-dir traces",
        "",
        "Then, when a task is stuck, or when the worker has been closed:",
        "",
        "  fsm story traces KEY        what happened to the task, and what it waits for",
        "  fsm replay traces           whether this machine agrees with every answer of the worker",
        "");
  }

  private static Map<String, @Nullable Object> tree(@Nullable Path file, String recorder) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("file", file == null ? null : file.toString());
    tree.put("usage", usage(file == null ? "record.py" : file.toString()));
    tree.put("recorder", file == null ? recorder : null);
    return tree;
  }
}
