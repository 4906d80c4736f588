package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.example.Container;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  @TempDir Path directory;

  @Test
  void a_recording_has_every_transition_of_a_worker() throws IOException {
    List<RecordedEvent> events =
        recorded(
            () -> {
              Worker worker = new Worker();
              worker.machine.observe(FlightRecorder.named("worker"));
              worker.assign("sum", "x");
            });
    assertThat(events)
        .extracting(FlightRecorderTest::text)
        .containsExactly(
            "worker sum NEW -> WAITING_FOR_DEPENDENCIES = WAITING_FOR_DEPENDENCIES",
            "worker x NEW -> FETCH = FETCH",
            "worker x FETCH -> FLIGHT = FLIGHT");
    assertThat(events).allMatch(event -> !event.getString("reason").isEmpty());
  }

  @Test
  void a_recording_has_every_transition_of_an_engine() throws IOException {
    List<RecordedEvent> events =
        recorded(
            () -> {
              Engine<List<String>, Container.State, Container.Event, Container> engine =
                  new Engine<>(
                      Container.MACHINE.table(),
                      new ArrayList<>(),
                      FlightRecorder.listening("container", Container::toString),
                      true,
                      Long.MAX_VALUE);
              engine.transition(new Container("c1", 0, 0), Container.Event.INIT, null);
            });
    assertThat(events)
        .extracting(FlightRecorderTest::text)
        .containsExactly("container c1 NEW -> INIT = SCHEDULED");
  }

  @Test
  void without_a_recording_nothing_happens() {
    Worker worker = new Worker();
    worker.machine.observe(FlightRecorder.named("worker"));
    worker.assign("sum", "x");
    assertThat(worker.machine.transitions()).isEqualTo(3);
    assertThat(worker.machine.rules()).isSameAs(RuleSet.CURRENT);
  }

  @Test
  void several_observers_hear_in_their_order() {
    List<String> heard = new ArrayList<>();
    Worker worker = new Worker();
    worker.machine.observe(
        Observers.all(
            (task, from, requested, landing, row) -> heard.add("first " + task.key()),
            (task, from, requested, landing, row) -> heard.add("second " + task.key())));
    worker.assign("sum");
    assertThat(heard).startsWith("first sum", "second sum").hasSizeGreaterThan(2);
  }

  private List<RecordedEvent> recorded(Runnable what) throws IOException {
    Path file = directory.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("workerfsm.Transition");
      recording.start();
      what.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("workerfsm.Transition"))
        .toList();
  }

  private static String text(RecordedEvent event) {
    return event.getString("table")
        + " "
        + event.getString("subject")
        + " "
        + event.getString("from")
        + " -> "
        + event.getString("requested")
        + " = "
        + event.getString("landing");
  }
}
