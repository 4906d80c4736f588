package io.github.workerfsm.spring;

import io.github.workerfsm.table.Transition;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import reactor.core.publisher.Mono;

/**
 * A Spring machine for one subject that says what happened. Listeners, persisters and monitors
 * attach to {@link #spring}.
 *
 * <p>What Spring Statemachine 4.0.2 does silently, and what happens here instead:
 *
 * <table>
 * <caption>Shields</caption>
 * <tr><th>Spring</th><th>here</th></tr>
 * <tr><td>has no state and denies everything before it is started</td><td>started when made</td></tr>
 * <tr><td>does nothing when nobody subscribes to the result</td><td>{@link #fire} has happened when
 * it returns</td></tr>
 * <tr><td>answers ACCEPTED when a guard is false, DENIED when there is no transition</td><td>{@link
 * EventRefusedException} with the reason, in both cases</td></tr>
 * <tr><td>loses the exception of an action</td><td>{@link #fire} throws it; the state is
 * kept</td></tr>
 * <tr><td>takes any of two transitions that apply, and undeclared states</td><td>the table has
 * proved that there are none</td></tr>
 * <tr><td>judges an event sent by an action in the old state, and drops it</td><td>{@link
 * IllegalStateException}</td></tr>
 * <tr><td>denies legal events when threads contend</td><td>{@link IllegalStateException} on any
 * thread but the owner</td></tr>
 * </table>
 *
 * <p>Confined to the thread that made it, until another takes it over by {@link #claim}. That
 * thread must be one that may block; Reactor's own may not.
 *
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 * @param <R> the rules
 */
public final class SpringMachine<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final SpringTable<S, T, C, R> definition;
  private final StateMachine<S, T> spring;
  private final C subject;
  private volatile Thread owner = Thread.currentThread();
  private volatile boolean firing;

  SpringMachine(SpringTable<S, T, C, R> definition, StateMachine<S, T> spring, C subject) {
    this.definition = definition;
    this.spring = spring;
    this.subject = subject;
    spring.startReactively().block();
  }

  /** The machine to which listeners, interceptors, persisters and monitors attach. */
  public StateMachine<S, T> spring() {
    return spring;
  }

  /** The subject. */
  public C subject() {
    return subject;
  }

  /** Where Spring is. */
  public S state() {
    return spring.getState().getId();
  }

  /** Fires an event that brings nothing along. */
  public S fire(T requested) {
    return fire(requested, null);
  }

  /**
   * Fires an event: Spring evaluates the guards and carries one row out. A failure of a guard or of
   * a rule is thrown as it is, and leaves Spring in its state.
   *
   * @param argument what comes with the event; null for nothing
   * @return the state afterwards
   * @throws EventRefusedException if no row applies or a never row does; nothing has changed
   * @throws OutOfStepException if Spring has not gone where the row landed, because an interceptor
   *     or a listener of its own kept it
   * @throws IllegalStateException from a rule of this machine, on a thread that does not own it, or
   *     if the machine only follows
   */
  public S fire(T requested, @Nullable Object argument) {
    if (!definition.drives()) {
      throw new IllegalStateException(
          "machine " + spring.getId() + " follows somebody else; expected the event there");
    }
    Course<S, T, C, R> course = definition.course(subject, argument);
    S from = send(requested, course);
    course.rethrow();
    if (course.row() == null) {
      throw new EventRefusedException(refusal(from, requested));
    }
    requireAt(course.landing());
    return state();
  }

  /**
   * Goes where somebody else's transition has gone, without evaluating or carrying out anything.
   * For the listener of an engine or of a worker machine; the whole of a detour, whose row is null,
   * is not to be reported, for its halves have been.
   *
   * @param row the row that was taken
   * @param landing where it landed
   * @throws OutOfStepException if this machine is not where the row starts, or Spring stays there
   */
  public void follow(Transition<S, T, ?, ?> row, S landing) {
    requireAt(row.from());
    Course<S, T, C, R> course = Course.following(row, landing, subject);
    send(row.requested(), course);
    requireAt(landing);
  }

  /** Puts the machine in a state without a transition; listeners hear of a stop and a start. */
  public void resetTo(S state) {
    requireMine();
    spring.stopReactively().block();
    spring
        .getStateMachineAccessor()
        .doWithAllRegions(
            access ->
                access
                    .resetStateMachineReactively(
                        new DefaultStateMachineContext<>(
                            state, null, null, spring.getExtendedState()))
                    .block());
    spring.startReactively().block();
  }

  /**
   * Makes the calling thread the owner.
   *
   * @throws IllegalStateException while an event is under way
   */
  public void claim() {
    requireIdle();
    owner = Thread.currentThread();
  }

  /** Sends the event through Spring; returns the state before. */
  private S send(T requested, Course<S, T, C, R> course) {
    requireMine();
    S from = state();
    firing = true;
    try {
      spring.sendEvent(Mono.just(definition.message(requested, course))).blockLast();
    } finally {
      firing = false;
    }
    return from;
  }

  private void requireMine() {
    Thread caller = Thread.currentThread();
    if (caller != owner) {
      throw new IllegalStateException(
          "machine "
              + spring.getId()
              + " belongs to thread "
              + owner.getName()
              + " and was called by "
              + caller.getName()
              + "; expected one thread, or claim() before the first call of the next");
    }
    requireIdle();
  }

  private void requireIdle() {
    if (firing) {
      throw new IllegalStateException(
          "machine "
              + spring.getId()
              + " is called by one of its own rules, guards or listeners; expected the call after"
              + " fire has returned");
    }
  }

  private void requireAt(@Nullable S expected) {
    if (state() != expected) {
      throw new OutOfStepException(
          "machine "
              + spring.getId()
              + " of "
              + subject
              + " is in "
              + state()
              + ", expected "
              + expected);
    }
  }

  private String refusal(S from, T requested) {
    String pair = from + " -> " + requested + " of " + subject;
    for (Transition<S, T, C, R> row : definition.table().rows(from, requested)) {
      if (row.guard().holds(subject)) {
        return pair
            + (row.isNever()
                ? " is refused: " + row.reason()
                : " has been kept back by an interceptor or a listener of the Spring machine");
      }
    }
    return pair
        + (definition.table().goesByDetour(from, requested)
            ? " has no row; a detour needs an engine, which this machine can follow"
            : " has no row; "
                + from
                + " has "
                + definition.table().rowsFrom(from).stream()
                    .map(Transition::label)
                    .collect(Collectors.joining(", ", "[", "]")));
  }
}
