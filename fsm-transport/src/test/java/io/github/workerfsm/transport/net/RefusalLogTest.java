package io.github.workerfsm.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** What a person reads of refused connections. */
class RefusalLogTest {
  private final List<String> lines = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final RefusalLog log = new RefusalLog(new Lines(), now::get);

  private final class Lines extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
      lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }

  @Test
  void a_line_says_who_why_and_what_can_be_done() {
    log.refused(
        "connection from /10.0.0.7:4242", Refusal.ADMISSION, "64 are open, the limit is 64");
    assertThat(lines)
        .containsExactly(
            "WARN connection from /10.0.0.7:4242 refused: ADMISSION: 64 are open, the limit is 64;"
                + " if these are wanted, raise the limits of admission; if not, block them");
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void there_is_advice_for_every_reason(Refusal why) {
    log.refused("somebody", why, "detail");
    assertThat(lines.get(0)).matches("WARN somebody refused: " + why + ": detail; .{10,}");
  }

  @Test
  void ten_lines_a_second_and_how_many_were_left_out() {
    for (int n = 0; n < 25; n++) {
      log.refused("somebody", Refusal.IDLE, "detail");
    }
    assertThat(lines).hasSize(10);
    now.addAndGet(1_000_000_000L);
    log.refused("somebody", Refusal.IDLE, "detail");
    assertThat(lines).hasSize(12);
    assertThat(lines.get(10)).isEqualTo("WARN 15 refused connections were not listed here");
    assertThat(log.refused()).isEqualTo(26);
  }
}
