package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.EndpointEffect.ASK_TO_CONNECT;
import static io.github.workerfsm.lifecycle.EndpointEffect.CLOSE_OLDER;
import static io.github.workerfsm.lifecycle.EndpointEffect.DELETE;
import static io.github.workerfsm.lifecycle.EndpointEffect.HANG_UP;
import static io.github.workerfsm.lifecycle.EndpointEffect.SEND_WAITING;
import static io.github.workerfsm.lifecycle.EndpointEffect.STORE;
import static io.github.workerfsm.lifecycle.EndpointEffect.TAKE_RESULT;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_HEARD;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_OFFLINE;
import static io.github.workerfsm.lifecycle.EndpointEffect.TELL_SUSPECT;
import static io.github.workerfsm.lifecycle.EndpointState.OFFLINE;
import static io.github.workerfsm.lifecycle.EndpointState.ONLINE;
import static io.github.workerfsm.lifecycle.EndpointState.REGISTERED;
import static io.github.workerfsm.lifecycle.EndpointState.SUSPECT;
import static io.github.workerfsm.lifecycle.EndpointState.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.check.IllegalEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of an endpoint: registered, online, suspect, offline, and back. */
class EndpointLifecycleTest {
  private static final String EP = "ep1";
  private static final long PERIOD = EndpointSettings.DEFAULT.heartbeat().toMillis();
  private static final long SEED = 20_242;

  private final EndpointLifecycle book = new EndpointLifecycle(EndpointSettings.DEFAULT);

  private void online() {
    book.register(EP, 0);
    book.connect(EP, 1, 0);
  }

  private void offline() {
    online();
    book.advance(4 * PERIOD);
    assertThat(book.state(EP)).isEqualTo(OFFLINE);
  }

  private static List<EndpointEffect> effects(EndpointOutcome outcome) {
    assertThat(outcome.refused()).isFalse();
    return outcome.effects();
  }

  @Test
  void it_registers_and_connects_and_what_waits_is_sent() {
    assertThat(effects(book.register(EP, 0))).containsExactly(STORE);
    assertThat(book.state(EP)).isEqualTo(REGISTERED);
    assertThat(book.sendsOver(EP)).isNull();
    EndpointOutcome connected = book.connect(EP, 3, 1);
    assertThat(effects(connected)).containsExactly(STORE, CLOSE_OLDER, SEND_WAITING);
    assertThat(connected.epoch()).isEqualTo(3);
    assertThat(book.state(EP)).isEqualTo(ONLINE);
    assertThat(book.sendsOver(EP)).isEqualTo(3);
  }

  @Test
  void t_h1_suspect_and_offline_exactly_at_their_thresholds() {
    online();
    book.heard(EP, 1, 7);
    assertThat(book.advance(7 + 2 * PERIOD - 1)).isEmpty();
    EndpointOutcome missed = book.advance(7 + 2 * PERIOD).get(0);
    assertThat(missed.to()).isEqualTo(SUSPECT);
    assertThat(missed.effects()).containsExactly(TELL_SUSPECT);
    assertThat(book.sendsOver(EP)).isNull();
    assertThat(book.advance(7 + 4 * PERIOD - 1)).isEmpty();
    EndpointOutcome over = book.advance(7 + 4 * PERIOD).get(0);
    assertThat(over.to()).isEqualTo(OFFLINE);
    assertThat(over.effects()).containsExactly(HANG_UP, TELL_OFFLINE);
    assertThat(book.advance(100 * PERIOD)).isEmpty();
  }

  @Test
  void any_message_of_its_connection_brings_a_suspect_back() {
    online();
    book.advance(2 * PERIOD);
    assertThat(effects(book.heard(EP, 0, 2 * PERIOD))).isEmpty();
    assertThat(book.state(EP)).isEqualTo(SUSPECT);
    assertThat(effects(book.heard(EP, 1, 2 * PERIOD))).containsExactly(TELL_HEARD, SEND_WAITING);
    assertThat(book.state(EP)).isEqualTo(ONLINE);
    assertThat(book.advance(3 * PERIOD)).isEmpty();
  }

  @Test
  void a_lost_connection_makes_it_suspect_at_once_and_an_older_one_does_not() {
    online();
    book.connect(EP, 2, 1);
    assertThat(effects(book.disconnected(EP, 1, 2))).isEmpty();
    assertThat(effects(book.disconnected(EP, 2, 2))).containsExactly(TELL_SUSPECT);
    assertThat(effects(book.connect(EP, 2, 3))).containsExactly(ASK_TO_CONNECT);
    assertThat(effects(book.connect(EP, 3, 3)))
        .containsExactly(STORE, CLOSE_OLDER, TELL_HEARD, SEND_WAITING);
    assertThat(book.sendsOver(EP)).isEqualTo(3);
  }

  @Test
  void results_are_taken_in_every_state() {
    book.register(EP, 0);
    assertThat(effects(book.result(EP, 5, 0))).containsExactly(TAKE_RESULT);
    book.connect(EP, 6, 0);
    assertThat(effects(book.result(EP, 5, 0))).containsExactly(TAKE_RESULT);
    assertThat(effects(book.result(EP, 6, PERIOD))).containsExactly(TAKE_RESULT);
    assertThat(book.advance(3 * PERIOD - 1)).as("a result is a sign of life").isEmpty();
    book.advance(3 * PERIOD);
    assertThat(effects(book.result(EP, 5, 3 * PERIOD))).containsExactly(TAKE_RESULT);
    assertThat(book.state(EP)).isEqualTo(SUSPECT);
    assertThat(effects(book.result(EP, 6, 3 * PERIOD)))
        .containsExactly(TAKE_RESULT, TELL_HEARD, SEND_WAITING);
    book.advance(9 * PERIOD);
    assertThat(effects(book.result(EP, 6, 9 * PERIOD))).containsExactly(TAKE_RESULT);
    assertThat(book.state(EP)).isEqualTo(OFFLINE);
  }

  @Test
  void registering_again_is_legal_and_changes_nothing_in_every_state() {
    online();
    for (EndpointState state : List.of(ONLINE, SUSPECT, OFFLINE)) {
      assertThat(book.state(EP)).isEqualTo(state);
      assertThat(effects(book.register(EP, state.ordinal() * PERIOD))).containsExactly(STORE);
      assertThat(book.state(EP)).isEqualTo(state);
      book.advance((state == ONLINE ? 2 : 4) * PERIOD);
    }
  }

  @Test
  void one_that_is_back_has_a_new_epoch() {
    offline();
    assertThat(effects(book.heard(EP, 1, 4 * PERIOD))).containsExactly(ASK_TO_CONNECT);
    assertThat(effects(book.connect(EP, 1, 4 * PERIOD))).containsExactly(ASK_TO_CONNECT);
    assertThat(effects(book.connect(EP, 2, 4 * PERIOD)))
        .containsExactly(STORE, CLOSE_OLDER, SEND_WAITING);
    assertThat(book.state(EP)).isEqualTo(ONLINE);
    assertThat(book.advance(5 * PERIOD)).isEmpty();
  }

  @Test
  void one_that_is_not_wanted_any_more_is_forgotten_with_its_tasks() {
    online();
    assertThat(effects(book.deregister(EP, 1)))
        .containsExactly(HANG_UP, TELL_SUSPECT, TELL_OFFLINE, DELETE);
    assertThat(book.state(EP)).isEqualTo(UNREGISTERED);
    assertThat(book.endpoints()).isEmpty();
    EndpointOutcome again = book.deregister(EP, 1);
    assertThat(again.refused()).isTrue();
    assertThat(again.reason()).isEqualTo("there is no such endpoint");
    assertThat(book.heard("ep2", 1, 1).refused()).isTrue();
    assertThat(book.endpoints()).as("whoever is refused leaves nothing").isEmpty();
  }

  /** The tasks of an endpoint hear of it as the contract says. */
  @Test
  void what_is_told_is_what_tasks_understand() {
    TaskLifecycle tasks = new TaskLifecycle(LifecycleSettings.DEFAULT.withAttempts(2));
    online();
    tasks.handle(Report.submit("t", EP), 0);
    tasks.handle(Report.enqueued("t"), 0);
    long epoch = book.sendsOver(EP);
    tasks.handle(Report.sent("t", Stamp.of(1, epoch)), 0);
    book.advance(2 * PERIOD)
        .forEach(missed -> tasks.handle(Report.endpointSuspect("t", missed.epoch()), 2 * PERIOD));
    assertThat(tasks.task("t").suspect()).isTrue();
    EndpointOutcome heard = book.heard(EP, epoch, 2 * PERIOD);
    assertThat(heard.effects()).contains(TELL_HEARD);
    tasks.handle(Report.endpointHeard("t", heard.epoch()), 2 * PERIOD);
    assertThat(tasks.task("t").suspect()).isFalse();
    EndpointOutcome gone = book.advance(6 * PERIOD).get(0);
    assertThat(gone.effects()).containsExactly(HANG_UP, TELL_SUSPECT, TELL_OFFLINE);
    tasks.handle(Report.endpointSuspect("t", gone.epoch()), 6 * PERIOD);
    tasks.handle(Report.endpointOffline("t", gone.epoch()), 6 * PERIOD);
    assertThat(tasks.task("t").state()).isEqualTo(LifecycleState.WAITING_FOR_EP);
  }

  @Test
  void nonsense_is_refused_with_one_line() {
    assertThatThrownBy(() -> book.register("", 0))
        .isInstanceOf(IllegalEventException.class)
        .hasMessage("register names an endpoint of 0 characters, expected 1 to 1000");
    assertThatThrownBy(() -> book.connect(EP, -1, 0))
        .isInstanceOf(IllegalEventException.class)
        .hasMessage("connect of ep1 has epoch -1, expected 1 or more");
    book.register(EP, 5);
    assertThatThrownBy(() -> book.heard(EP, 1, 4))
        .isInstanceOf(IllegalEventException.class)
        .hasMessage("the time is 4 ms, expected at least 5 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndpointSettings(Duration.ofSeconds(4), 2, 4))
        .withMessage("heartbeat is PT4S, expected at least 5 seconds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndpointSettings(Duration.ofSeconds(5), 2, 2));
  }

  // ---- the table as a whole

  @Test
  void every_event_has_a_row_in_every_state_but_the_last() {
    for (EndpointState state : EndpointState.values()) {
      for (EndpointEvent event : EndpointEvent.values()) {
        assertThat(EndpointLifecycle.table().rows(state, event).isEmpty())
            .as("%s on %s", event, state)
            .isEqualTo(state == EndpointState.REMOVED);
      }
    }
  }

  /** And on every one of them the epoch never falls, and only time or a loss takes it offline. */
  @Test
  void walks_take_every_row() {
    Set<String> untaken = new LinkedHashSet<>();
    EndpointLifecycle.table()
        .rows()
        .forEach(row -> untaken.add(row.from() + " " + row.requested() + " " + row.reason()));
    Random random = new Random(SEED);
    for (int walk = 0; walk < 3_000; walk++) {
      EndpointLifecycle each = new EndpointLifecycle(EndpointSettings.DEFAULT);
      long now = 0;
      long epoch = 0;
      for (int step = 0; step < 20; step++) {
        now += random.nextLong(3 * PERIOD);
        for (EndpointOutcome outcome : said(each, random, now)) {
          untaken.remove(outcome.from() + " " + outcome.event() + " " + outcome.reason());
          boolean anew = outcome.from() == UNREGISTERED || outcome.to() == EndpointState.REMOVED;
          assertThat(outcome.epoch()).isGreaterThanOrEqualTo(anew ? 0 : epoch);
          epoch = outcome.to() == EndpointState.REMOVED ? 0 : outcome.epoch();
          if (outcome.to() == OFFLINE && outcome.from() != OFFLINE) {
            assertThat(outcome.event()).isEqualTo(EndpointEvent.TICK);
          }
        }
      }
    }
    // What time does where it changes nothing is not told.
    untaken.removeIf(row -> row.matches("(UNREGISTERED|REGISTERED|OFFLINE) TICK .*"));
    untaken.removeIf(row -> row.matches("ONLINE TICK it was heard in time|SUSPECT TICK it may.*"));
    assertThat(untaken).as("seed %d", SEED).isEmpty();
  }

  private static List<EndpointOutcome> said(EndpointLifecycle book, Random random, long now) {
    long epoch = random.nextInt(4);
    List<EndpointOutcome> outcomes = new ArrayList<>();
    switch (random.nextInt(12)) {
      case 0, 1 -> outcomes.add(book.register(EP, now));
      case 2, 3 -> outcomes.add(book.connect(EP, epoch, now));
      case 4, 5 -> outcomes.add(book.heard(EP, epoch, now));
      case 6, 7 -> outcomes.add(book.result(EP, epoch, now));
      case 8 -> outcomes.add(book.disconnected(EP, epoch, now));
      case 9 -> {
        if (random.nextInt(5) == 0) {
          outcomes.add(book.deregister(EP, now));
        }
      }
      default -> outcomes.addAll(book.advance(now));
    }
    return outcomes;
  }
}
