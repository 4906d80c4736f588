package io.github.workerfsm.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnedTest {
  private final ExecutorService other =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "other"));
  private final Owned<StringBuilder> owned = Owned.byThisThread("worker", new StringBuilder("a"));

  @AfterEach
  void stop() {
    other.shutdown();
  }

  @Test
  void the_owner_gets_it() {
    assertThat(owned.get().append("b")).hasToString("ab");
  }

  @Test
  void another_thread_is_told_whose_it_is() {
    assertThatThrownBy(() -> other.submit(owned::get).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage(
            "worker belongs to thread "
                + Thread.currentThread().getName()
                + " and was called by other; expected the call on its owner, or a handOver before");
  }

  @Test
  void the_owner_may_hand_it_over() throws Exception {
    owned.handOver(other.submit(Thread::currentThread).get());
    assertThat(other.submit(() -> owned.get().append("b").toString()).get()).isEqualTo("ab");
    assertThatIllegalStateException().isThrownBy(owned::get);
  }

  @Test
  void nobody_else_may_hand_it_over() {
    assertThatThrownBy(() -> other.submit(() -> owned.handOver(Thread.currentThread())).get())
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }
}
