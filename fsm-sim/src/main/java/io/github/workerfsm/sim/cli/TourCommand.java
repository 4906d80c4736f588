package io.github.workerfsm.sim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** x. */
@Command(name = "fsm", mixinStandardHelpOptions = false)
final class TourCommand implements Callable<Integer> {
  private final Screen screen;
  @Mixin private CommonOptions common = new CommonOptions();

  TourCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    screen.say("tour");
    return ExitCode.HOLDS;
  }
}
