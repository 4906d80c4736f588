package io.github.workerfsm.sim.cli;

import io.github.workerfsm.diagrams.foreign.ForeignFormatException;
import io.github.workerfsm.sim.fuzz.CampaignFormatException;
import io.github.workerfsm.sim.replay.TraceInputException;
import io.github.workerfsm.sim.scenario.ScenarioFormatException;
import io.github.workerfsm.trace.TraceFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line what is wrong with the input. Whatever is not the input's fault is a defect of
 * the program, and shows where.
 */
final class BadInput implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof TraceFormatException
        || e instanceof TraceInputException
        || e instanceof ScenarioFormatException
        || e instanceof ForeignFormatException
        || e instanceof CampaignFormatException) {
      return say(command, e.getMessage());
    }
    if (e instanceof FileSystemException file) {
      return say(command, file.getFile() + ": " + reason(file) + ", expected a usable file");
    }
    if (e instanceof FileNotFoundException) {
      return say(command, e.getMessage() + ", expected a usable file");
    }
    if (e instanceof UncheckedIOException) {
      String message = String.valueOf(e.getMessage());
      return say(
          command, message + (message.contains("expected") ? "" : ", expected a usable file"));
    }
    if (e instanceof IOException) {
      return say(command, e.getMessage() + ", expected to be able to read and write");
    }
    command.getErr().println("fsm: a defect of this program, please report it:");
    e.printStackTrace(command.getErr());
    return ExitCode.DEFECT;
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read or write it";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "this is no directory";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  private static int say(CommandLine command, @Nullable String message) {
    command.getErr().println("fsm: " + BadUsage.oneLine(message));
    return ExitCode.BAD_INPUT;
  }
}
