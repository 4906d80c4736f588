package io.github.workerfsm.transport.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any schedule of loss, repetition and reordering ends where the undisturbed one ends. */
class StatusPropertyTest {
  private static final TaskStatus[] STATUSES = TaskStatus.values();

  @Property(tries = 300)
  void t_r1_a_channel_that_drops_repeats_and_reorders_changes_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    StatusReporter reporter = new StatusReporter(10);
    StatusReceiver receiver = new StatusReceiver();
    StatusBoard disturbed = new StatusBoard();
    StatusBoard direct = new StatusBoard();
    List<StatusReporter.Report> channel = new ArrayList<>();
    // a shuffled window is taken one report at a time, so the calm has to last
    for (long now = 0; now < 5_000; now++) {
      if (now < 100) {
        TaskReport change =
            new TaskReport(
                "t" + random.nextInt(5), 1 + random.nextInt(2), STATUSES[random.nextInt(3)]);
        if (direct.note(change)) {
          reporter.changed(change);
        }
      }
      channel.addAll(reporter.take(now));
      channel.addAll(reporter.resend(now));
      boolean calm = now >= 100;
      Collections.shuffle(channel, random);
      for (StatusReporter.Report report : List.copyOf(channel)) {
        boolean lost = !calm && random.nextInt(3) == 0;
        boolean repeated = !calm && random.nextInt(3) == 0;
        if (!repeated) {
          channel.remove(report);
        }
        if (!lost) {
          long upTo = receiver.receive(report.sequence(), report.changed(), disturbed::note);
          if (calm || random.nextInt(3) != 0) {
            reporter.acknowledged(upTo);
          }
        }
      }
    }
    for (int t = 0; t < 5; t++) {
      assertThat(disturbed.of("t" + t)).isEqualTo(direct.of("t" + t));
    }
    assertThat(reporter.underWay() + reporter.waiting()).isZero();
  }

  @Property(tries = 500)
  void any_permutation_and_repetition_gives_the_same_board(@ForAll long seed) {
    Random random = new Random(seed);
    List<TaskReport> reports = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      reports.add(new TaskReport("t", 1 + random.nextInt(3), STATUSES[random.nextInt(3)]));
    }
    if (random.nextBoolean()) {
      reports.add(new TaskReport("t", 1 + random.nextInt(3), TaskStatus.SUCCESS));
    }
    StatusBoard one = new StatusBoard();
    reports.forEach(one::note);
    List<TaskReport> shuffled = new ArrayList<>(reports);
    shuffled.addAll(reports.subList(0, random.nextInt(reports.size())));
    Collections.shuffle(shuffled, random);
    StatusBoard other = new StatusBoard();
    shuffled.forEach(other::note);
    assertThat(other.of("t")).isEqualTo(one.of("t"));
  }
}
