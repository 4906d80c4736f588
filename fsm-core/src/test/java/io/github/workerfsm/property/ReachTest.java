package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.worker.RuleSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How far walks get: a property of walks that never leave the doorstep would say nothing. Fixed
 * seeds, so that this test says the same every time.
 */
class ReachTest {
  private static final int WALKS = 3_000;

  private static final Set<Transition<?, ?, ?, ?>> ROWS = new HashSet<>();
  private static final Set<String> DETOURS = new HashSet<>();
  private static final Set<EventKind> EVENTS = EnumSet.noneOf(EventKind.class);
  private static final Set<InstructionKind> INSTRUCTIONS = EnumSet.noneOf(InstructionKind.class);

  @BeforeAll
  static void walk() {
    for (int seed = 0; seed < WALKS; seed++) {
      Walk walk = new Walk(Scope.values()[seed % Scope.values().length], RuleSet.CURRENT);
      walk.machine.observe(
          (task, from, requested, landing, row) -> {
            if (row == null) {
              DETOURS.add(from + " -> " + requested);
            } else {
              ROWS.add(row);
            }
          });
      Steps.seeded(seed).forEach(walk::take);
      walk.events.stream().map(Event::kind).forEach(EVENTS::add);
      walk.instructions.stream().map(Instruction::kind).forEach(INSTRUCTIONS::add);
    }
  }

  @Test
  void walks_take_every_row_of_the_table() {
    assertThat(RuleSet.CURRENT.table().rows())
        .filteredOn(row -> !row.isNever())
        .allMatch(ROWS::contains);
  }

  @Test
  void walks_see_every_kind_of_event_and_of_instruction() {
    assertThat(EVENTS).containsExactly(EventKind.values());
    assertThat(INSTRUCTIONS).containsExactly(InstructionKind.values());
  }

  @Test
  void walks_go_by_way_of_released_where_there_is_no_row() {
    assertThat(DETOURS)
        .contains(
            "FLIGHT -> WAITING_FOR_DEPENDENCIES",
            "ERROR -> WAITING_FOR_DEPENDENCIES",
            "EXECUTING -> FETCH",
            "LONG_RUNNING -> FETCH",
            "READY -> FETCH",
            "READY -> MEMORY",
            "MISSING -> MEMORY");
  }
}
