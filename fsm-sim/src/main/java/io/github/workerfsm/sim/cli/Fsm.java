package io.github.workerfsm.sim.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * The program {@code fsm}.
 *
 * <p>Exit code 0: what was asked holds; 1: it does not; 2: bad usage or input, said in one line on
 * standard error; 70: a defect of the program itself.
 */
public final class Fsm {

  private Fsm() {}

  /** Starts the program, and ends the process with its exit code unless that is 0. */
  public static void main(String[] args) {
    int exitCode =
        run(
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.console() != null,
            args);
    if (exitCode != ExitCode.HOLDS) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs one command within this process.
   *
   * @param out gets the results, as UTF-8
   * @param err gets progress, remarks and what is wrong with the arguments or the input
   * @param terminal whether somebody is watching, so that progress may be drawn and redrawn
   * @return the exit code
   */
  public static int run(OutputStream out, OutputStream err, boolean terminal, String... args) {
    Screen screen = new Screen(writer(out), writer(err), terminal);
    int exitCode = commandLine(screen).execute(args);
    screen.out().flush();
    screen.err().flush();
    return exitCode;
  }

  static CommandLine commandLine(Screen screen) {
    CommandLine line = new CommandLine(new TourCommand(screen));
    line.addSubcommand(new ReplayCommand(screen));
    line.addSubcommand(new StoryCommand(screen));
    line.addSubcommand(new TableCommand(screen));
    line.addSubcommand(new ScenarioCommand(screen));
    line.addSubcommand(diagram(screen));
    line.addSubcommand(new RecorderCommand(screen));
    line.addSubcommand(new BenchCommand(screen));
    line.addSubcommand(new ExploreCommand(screen));
    line.addSubcommand(new FuzzCommand(screen));
    line.addSubcommand(new MutantsCommand(screen));
    line.setOut(screen.out());
    line.setErr(screen.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(Screen.WIDTH);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new BadUsage());
    line.setExecutionExceptionHandler(new BadInput());
    return line;
  }

  private static CommandLine diagram(Screen screen) {
    CommandLine diagram = new CommandLine(new DiagramCommand(screen));
    diagram.addSubcommand(new DiagramCheckCommand(screen));
    diagram.addSubcommand(new DiagramEmbedCommand(screen));
    diagram.addSubcommand(new DiagramDiffCommand(screen));
    diagram.addSubcommand(new DiagramLintCommand(screen));
    return diagram;
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }
}
