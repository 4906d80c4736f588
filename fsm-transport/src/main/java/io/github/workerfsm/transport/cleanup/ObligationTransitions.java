package io.github.workerfsm.transport.cleanup;

import static io.github.workerfsm.transport.Side.CLOCK;
import static io.github.workerfsm.transport.Side.PEER;
import static io.github.workerfsm.transport.Side.SELF;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.CONFIRMED;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.END;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.FINISHED;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.REGISTER;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.RENEWED;
import static io.github.workerfsm.transport.cleanup.ObligationSignal.TICK;
import static io.github.workerfsm.transport.cleanup.ObligationState.GONE;
import static io.github.workerfsm.transport.cleanup.ObligationState.KILLING;
import static io.github.workerfsm.transport.cleanup.ObligationState.OPEN;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.transport.Side;
import io.github.workerfsm.transport.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cleaning of one node for one lease as a table. */
public final class ObligationTransitions {
  private ObligationTransitions() {}

  /** The jobs of one lease at one node. */
  static final class Obligation extends Subject<ObligationState> {
    final String node;
    final long number;
    final Set<UUID> refs = new LinkedHashSet<>();
    long nowNanos;
    long sentNanos;
    long resendNanos;

    Obligation(String node, long number, long resendNanos) {
      super(OPEN);
      this.node = node;
      this.number = number;
      this.resendNanos = resendNanos;
    }

    void restore(CleanupLedger.ObligationImage image, long now) {
      restoreState(image.state());
      refs.addAll(image.refs());
      nowNanos = now;
      sentNanos = now - image.sentNanos();
    }

    @Override
    public String toString() {
      return refs.size() + " jobs at " + node;
    }
  }

  enum Need implements Fact<Obligation> {
    HAS_JOBS("it has jobs there") {
      @Override
      public boolean holds(Obligation obligation) {
        return !obligation.refs.isEmpty();
      }
    },
    OVERDUE("the confirmation is overdue") {
      @Override
      public boolean holds(Obligation obligation) {
        return obligation.nowNanos - obligation.sentNanos >= obligation.resendNanos;
      }
    };

    private final String phrase;

    Need(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  /** Where kills go. */
  interface Out {
    void send(Kill kill);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Act implements Rule<Out, Obligation, ObligationState> {
    ENTER(
        (out, obligation, ref) -> {
          obligation.refs.add((UUID) Objects.requireNonNull(ref));
          return OPEN;
        }),
    STRIKE(
        (out, obligation, ref) -> {
          obligation.refs.remove((UUID) Objects.requireNonNull(ref));
          return OPEN;
        }),
    CLEAR(
        (out, obligation, argument) -> {
          obligation.refs.clear();
          return OPEN;
        }),
    SEND_KILL(
        (out, obligation, argument) -> {
          obligation.sentNanos = obligation.nowNanos;
          out.send(new Kill(obligation.node, obligation.number, List.copyOf(obligation.refs)));
          return KILLING;
        }),
    STAY((out, obligation, argument) -> obligation.state()),
    CLOSE((out, obligation, argument) -> GONE);

    private final Step<Out, Obligation, ObligationState> step;

    Act(Step<Out, Obligation, ObligationState> step) {
      this.step = step;
    }

    @Override
    public ObligationState apply(Out out, Obligation obligation, @Nullable Object argument) {
      return step.take(out, obligation, argument);
    }
  }

  private static final Guard<Obligation> ALWAYS = Guard.always();
  private static final Guard<Obligation> HAS_JOBS = Guard.when(Need.HAS_JOBS);
  private static final Guard<Obligation> NO_JOBS =
      HAS_JOBS.not().as("NO_JOBS", "it has no job there");
  private static final Guard<Obligation> OVERDUE = Guard.when(Need.OVERDUE);
  private static final Guard<Obligation> IN_TIME =
      OVERDUE.not().as("IN_TIME", "the confirmation is not overdue");

  // spotless:off
  static final TransitionTable<ObligationState, ObligationSignal, Obligation, Rule<Out, Obligation, ObligationState>> TABLE =
      TransitionTable.<ObligationState, ObligationSignal, Obligation, Rule<Out, Obligation, ObligationState>>named("cleanup", ObligationState.class, ObligationSignal.class)
          .startsIn(OPEN)
          .endsIn(GONE)
          .facts(Need.values())
          .rules(List.of(Act.values()))
          .rows(List.of(
              //  from     signal     when      actor  act            reason                                                   lands
              row(OPEN,    REGISTER,  ALWAYS,   SELF,  Act.ENTER,     "a job is entered before it is submitted")               .lands(OPEN),
              row(OPEN,    FINISHED,  ALWAYS,   PEER,  Act.STRIKE,    "it needs no cleaning")                                  .lands(OPEN),
              row(OPEN,    END,       HAS_JOBS, SELF,  Act.SEND_KILL, "nobody waits for its jobs any more")                    .lands(KILLING),
              row(OPEN,    END,       NO_JOBS,  SELF,  Act.CLOSE,     "there is nothing to clean")                             .lands(GONE),
              row(OPEN,    CONFIRMED, ALWAYS,   PEER,  Act.STAY,      "nothing was to be killed")                              .lands(OPEN),
              row(OPEN,    RENEWED,   ALWAYS,   PEER,  Act.CLEAR,     "its jobs died with the node")                           .lands(OPEN),
              row(OPEN,    TICK,      ALWAYS,   CLOCK, Act.STAY,      "the lease is held")                                     .lands(OPEN),

              row(KILLING, FINISHED,  ALWAYS,   PEER,  Act.STAY,      "the node still has to confirm")                         .lands(KILLING),
              row(KILLING, END,       ALWAYS,   SELF,  Act.STAY,      "it has ended before")                                   .lands(KILLING),
              row(KILLING, CONFIRMED, ALWAYS,   PEER,  Act.CLOSE,     "the node has killed them, or will refuse them")         .lands(GONE),
              row(KILLING, RENEWED,   ALWAYS,   PEER,  Act.CLOSE,     "its jobs died with the node")                           .lands(GONE),
              row(KILLING, TICK,      OVERDUE,  CLOCK, Act.SEND_KILL, "the kill or its confirmation was lost")                 .lands(KILLING),
              row(KILLING, TICK,      IN_TIME,  CLOCK, Act.STAY,      "the confirmation may be under way")                     .lands(KILLING),
              Transition.never(KILLING, REGISTER, ALWAYS, SELF,       "the lease has ended, its jobs may not be submitted")))
          .build();
  // spotless:on

  private static Transition<
          ObligationState, ObligationSignal, Obligation, Rule<Out, Obligation, ObligationState>>
      row(
          ObligationState from,
          ObligationSignal signal,
          Guard<Obligation> when,
          Side side,
          Act act,
          String reason) {
    return Transition.row(from, signal, when, side, act, reason);
  }

  /** The table, for readers; subjects and rules are opaque. */
  public static TransitionTable<ObligationState, ObligationSignal, ?, ?> table() {
    return TABLE;
  }
}
