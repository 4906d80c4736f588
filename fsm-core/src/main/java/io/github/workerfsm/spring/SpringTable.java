package io.github.workerfsm.spring;

import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateContext;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.config.StateMachineFactory;
import org.springframework.statemachine.config.builders.StateMachineTransitionConfigurer;

/**
 * A {@link TransitionTable} as the definition of Spring machines.
 *
 * <p>Each row becomes one external transition for each of its landings: source, event, the row's
 * guard, and an action that carries the row out. A never row becomes none, so that Spring refuses
 * the pair. Because the table has proved itself, Spring never meets what it would accept and then
 * decide by hash order: two transitions that apply at once, a state that was not declared, an end
 * that cannot be reached. The terminal state is not declared as an end state, for a Spring machine
 * that has reached one never starts again, reset or not; {@code isComplete()} therefore stays
 * false.
 *
 * <p>Immutable, to be shared. Making a machine from it is expensive, see the package.
 *
 * @param <S> the states
 * @param <T> what asks for a move; Spring's events
 * @param <C> the subject, at which guards look
 * @param <R> the rules
 */
public final class SpringTable<S extends Enum<S>, T extends Enum<T>, C, R> {
  private static final String COURSE = "io.github.workerfsm.course";

  private final TransitionTable<S, T, C, R> table;
  private final RowAction<S, T, C, R> action;
  private final boolean drives;
  private final StateMachineFactory<S, T> factory;

  private SpringTable(
      TransitionTable<S, T, C, R> table, RowAction<S, T, C, R> action, boolean drives) {
    this.table = table;
    this.action = action;
    this.drives = drives;
    this.factory = translate();
  }

  /**
   * Translates a table.
   *
   * @param action carries out the rows that Spring takes
   * @throws IllegalStateException if Spring refuses the definition
   */
  public static <S extends Enum<S>, T extends Enum<T>, C, R> SpringTable<S, T, C, R> of(
      TransitionTable<S, T, C, R> table, RowAction<S, T, C, R> action) {
    return new SpringTable<>(table, action, true);
  }

  /**
   * Translates a table whose machines only follow ({@link SpringMachine#follow}), whatever its
   * subjects and rules are; the subject of such a machine is a label.
   *
   * @throws IllegalStateException if Spring refuses the definition
   */
  @SuppressWarnings("unchecked") // neither a guard nor a rule is ever evaluated
  public static <S extends Enum<S>, T extends Enum<T>> SpringTable<S, T, String, ?> following(
      TransitionTable<S, T, ?, ?> table) {
    return new SpringTable<>(
        (TransitionTable<S, T, String, Object>) table,
        (row, subject, argument) -> {
          throw new IllegalStateException("row " + row + " is carried out by somebody else");
        },
        false);
  }

  /** Whether machines take events, instead of only following. */
  boolean drives() {
    return drives;
  }

  /** The table that was translated. */
  public TransitionTable<S, T, C, R> table() {
    return table;
  }

  /**
   * The factory, for whatever wants Spring's own. Its machines take only events made by {@link
   * #message}, have to be started, and are not shielded from anything: {@link #machine} is.
   */
  public StateMachineFactory<S, T> factory() {
    return factory;
  }

  /**
   * A started machine for a subject, in the initial state.
   *
   * @param id the name under which listeners and monitors see it
   */
  public SpringMachine<S, T, C, R> machine(String id, C subject) {
    StateMachine<S, T> machine = factory.getStateMachine(id);
    return new SpringMachine<>(this, machine, subject);
  }

  /**
   * An event as Spring's machines take it, to be sent once.
   *
   * @param argument what comes with the event; null for nothing
   */
  public Message<T> message(T requested, C subject, @Nullable Object argument) {
    return message(requested, course(subject, argument));
  }

  Message<T> message(T requested, Course<S, T, C, R> course) {
    return MessageBuilder.withPayload(requested).setHeader(COURSE, course).build();
  }

  Course<S, T, C, R> course(C subject, @Nullable Object argument) {
    return new Course<>(action, subject, argument);
  }

  private StateMachineFactory<S, T> translate() {
    try {
      StateMachineBuilder.Builder<S, T> builder = StateMachineBuilder.builder();
      builder.configureConfiguration().withConfiguration().autoStartup(false);
      builder
          .configureStates()
          .withStates()
          .initial(table.initial())
          .states(EnumSet.allOf(table.initial().getDeclaringClass()));
      StateMachineTransitionConfigurer<S, T> transitions = builder.configureTransitions();
      for (Transition<S, T, C, R> row : table.rows()) {
        for (S landing : row.landings()) {
          transitions = translate(row, landing, transitions);
        }
      }
      return builder.createFactory();
    } catch (Exception e) {
      throw new IllegalStateException("Spring refuses table " + table + ": " + e.getMessage(), e);
    }
  }

  private StateMachineTransitionConfigurer<S, T> translate(
      Transition<S, T, C, R> row, S landing, StateMachineTransitionConfigurer<S, T> transitions)
      throws Exception {
    return transitions
        .withExternal()
        .name(row.label())
        .source(row.from())
        .target(landing)
        .event(row.requested())
        .guard(
            context -> {
              Course<S, T, C, R> course = courseOf(context);
              return course != null && course.admits(row, landing);
            })
        .action(
            context -> {
              Course<S, T, C, R> course = courseOf(context);
              if (course != null) {
                course.taken(row);
              }
            })
        .and();
  }

  @SuppressWarnings("unchecked") // only message() sets the header, and with this table's types
  private @Nullable Course<S, T, C, R> courseOf(StateContext<S, T> context) {
    return (Course<S, T, C, R>) context.getMessageHeader(COURSE);
  }
}
