package io.github.workerfsm.sim.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for people who watch: a bar that disappears when it is done. */
final class ProgressOnTerminal implements Progress {
  private static final int REDRAW_MILLIS = 100;

  private final ProgressBar bar;

  ProgressOnTerminal(PrintWriter err, String what, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUnit(" KB", 1 << 10)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setMaxRenderedLength(Screen.WIDTH)
            .clearDisplayOnFinish()
            .hideEta()
            .setConsumer(new ConsoleProgressBarConsumer(stream(err), Screen.WIDTH))
            .build();
  }

  @Override
  public void advance(long amount) {
    bar.stepBy(amount);
  }

  @Override
  public void close() {
    bar.close();
  }

  private static PrintStream stream(PrintWriter writer) {
    OutputStream bytes =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] some, int from, int length) {
            writer.write(new String(some, from, length, StandardCharsets.UTF_8));
            writer.flush();
          }
        };
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
