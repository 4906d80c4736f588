package io.github.workerfsm.sim.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, and what was expected. */
final class BadUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String message = oneLine(e.getMessage());
    command.getErr().println("fsm: " + message + expected(e, message));
    return ExitCode.BAD_INPUT;
  }

  private static String expected(ParameterException e, String message) {
    String help = "see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    if (message.contains("expected")) {
      return "; " + help;
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      String commands =
          e.getCommandLine().getSubcommands().keySet().stream().collect(Collectors.joining(", "));
      if (!near.isEmpty()) {
        return ", expected perhaps " + String.join(" or ", near) + "; " + help;
      }
      if (!commands.isEmpty()) {
        return ", expected one of " + commands + "; " + help;
      }
    }
    return ", expected other arguments; " + help;
  }

  static String oneLine(@Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s+", " ");
  }
}
