package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.worker.Settings;
import org.junit.jupiter.api.Test;

class PokeTest {

  private static final Settings BEFORE =
      Settings.at("tcp://host-1:1").transferBytesLimit(5).build();

  @Test
  void equal_settings_need_no_poke() {
    assertThat(Poke.between(BEFORE, BEFORE.toBuilder().build())).isNull();
  }

  @Test
  void a_poke_says_what_changed_and_no_more() {
    Settings after = BEFORE.toBuilder().threads(2).transferBytesLimit(Settings.UNLIMITED).build();
    assertThat(Poke.between(BEFORE, after))
        .hasToString("{\"poke\":{\"nthreads\":2,\"transfer_incoming_bytes_limit\":null}}");
  }

  @Test
  void a_poke_leads_to_the_settings_that_it_was_made_of() {
    Settings after =
        BEFORE.toBuilder()
            .address("tcp://host-2:2")
            .running(false)
            .totalResources(Resources.of(ImmutableMap.of("GPU", 3)))
            .availableResources(Resources.of(ImmutableMap.of("GPU", 2)))
            .transitionLimit(9)
            .defaultNbytes(1)
            .build();
    Poke poke = Poke.between(BEFORE, after);
    assertThat(poke).isNotNull();
    assertThat(poke.applyTo(BEFORE)).usingRecursiveComparison().isEqualTo(after);
  }
}
