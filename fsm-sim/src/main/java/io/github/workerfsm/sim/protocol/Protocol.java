package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.sim.explore.Standing;
import io.github.workerfsm.table.TransitionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few machines, the channels between them, and what may happen next. It is put in a state by
 * {@link #load}, says what may happen there, does one of these things, and is saved again.
 *
 * <p>What may happen to channels, and the counting of faults, is the same for all protocols and
 * written here. Time is counted in units from the last {@link #load}: an image holds how long a
 * machine has waited, not since when. Time passes when nobody has anything to do and nothing is
 * under way; at any other moment that is a delay, a fault.
 *
 * <p>Not thread-safe.
 */
abstract class Protocol {
  /** What must hold; the table of a machine is never asked for what it refuses. */
  interface Property {
    /** For people, in words. */
    String phrase();
  }

  /** What every protocol must hold. */
  enum Common implements Property {
    /** A row that must not be reached was reached. */
    LEGAL("no machine is asked for what its table refuses");

    private final String phrase;

    Common(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String phrase() {
      return phrase;
    }
  }

  private static final int DELIVER = 0;
  private static final int OVERTAKE = 1;
  private static final int LOSE = 2;
  private static final int REPEAT = 3;
  private static final int TIME = 4;
  private static final int OWN = 8;

  private final Budget budget;
  private final List<Channel<?>> channels = new ArrayList<>();
  private final List<Integer> offered = new ArrayList<>();
  private int used;
  private long now;
  private @Nullable Property broken;

  Protocol(Budget budget) {
    this.budget = budget;
  }

  /** A channel; numbered in the order in which they are made. */
  final <M> Channel<M> channel(String name) {
    Channel<M> channel = new Channel<>(name);
    channels.add(channel);
    return channel;
  }

  // ---- what a protocol says of itself

  /** What it is, in one line, with everything that decides which states there are. */
  abstract String describe();

  /** What its machines and everything else are like, in order; immutable, compared by content. */
  abstract void saveParts(List<Object> parts);

  /** Puts it in a state; the parts are those that it has saved, in order. */
  abstract void loadParts(List<Object> parts);

  /** Offers what may happen by {@link #offer} and {@link #offerFault}, channels and time apart. */
  abstract void offerSteps();

  /** Whether what is offered may as well happen later, without that being a delay. */
  boolean canWait() {
    return false;
  }

  /** Does what was offered. */
  abstract void take(int step, int argument);

  /** A message comes out of a channel. */
  abstract void arrived(int channel, Object message);

  /** A unit of time has passed: machines look at {@link #now}. */
  abstract void timePasses();

  /** The name of a step. */
  abstract String name(int step, int argument);

  /** What it means that nothing but faults can happen any more. */
  abstract Standing standing();

  /** Everything that must hold, {@link Common#LEGAL} apart. */
  abstract List<? extends Property> properties();

  // ---- for protocols

  /** It may happen, and if nothing else can happen, it will. */
  final void offer(int step, int argument) {
    offered.add(action(0, OWN + step, argument));
  }

  /** It may happen, as far as the budget goes. */
  final void offerFault(Fault kind, int step, int argument) {
    offerOwn(kind, OWN + step, argument);
  }

  private void offerOwn(Fault kind, int step, int argument) {
    if (used < budget.most() && budget.kinds().contains(kind)) {
      offered.add(action(kind.ordinal() + 1, step, argument));
    }
  }

  /** What time it is. */
  final long now() {
    return now;
  }

  /** Faults so far. */
  final int used() {
    return used;
  }

  /** Notes that a property does not hold. The first one counts. */
  final void require(boolean holds, Property property) {
    if (!holds && broken == null) {
      broken = property;
    }
  }

  private static int action(int kind, int step, int argument) {
    return kind << 24 | step << 16 | argument;
  }

  // ---- for whoever plays it

  /** What may happen, always in the same order for the same state. */
  final List<Integer> choices() {
    offered.clear();
    for (int c = 0; c < channels.size(); c++) {
      if (channels.get(c).size() > 0) {
        offered.add(action(0, DELIVER, c << 8));
      }
    }
    offerSteps();
    boolean idle = offered.stream().noneMatch(action -> !fault(action));
    if (idle || canWait()) {
      offered.add(action(0, TIME, 0));
    } else {
      offerOwn(Fault.DELAY, TIME, 0);
    }
    for (int c = 0; c < channels.size(); c++) {
      for (int i = 0; i < channels.get(c).size(); i++) {
        if (i > 0) {
          offerOwn(Fault.REORDER, OVERTAKE, c << 8 | i);
        }
        offerOwn(Fault.LOSE, LOSE, c << 8 | i);
        offerOwn(Fault.DUPLICATE, REPEAT, c << 8 | i);
      }
    }
    return List.copyOf(offered);
  }

  /** Whether nobody is obliged to do that. */
  static boolean fault(int action) {
    return action >>> 24 != 0;
  }

  /**
   * Does one of the {@link #choices}.
   *
   * @return the property that does not hold because of it; null if all hold
   */
  final @Nullable Property apply(int action) {
    broken = null;
    if (fault(action)) {
      used++;
    }
    try {
      perform(action >>> 16 & 0xFF, action & 0xFFFF);
    } catch (TransitionException e) {
      require(false, Common.LEGAL);
    }
    return broken;
  }

  private void perform(int step, int argument) {
    Channel<?> channel = step < TIME ? channels.get(argument >>> 8) : null;
    if (step >= OWN) {
      take(step - OWN, argument);
    } else if (channel == null) {
      now++;
      timePasses();
    } else if (step == LOSE) {
      channel.take(argument & 0xFF);
    } else if (step == REPEAT) {
      repeat(channel, argument & 0xFF);
    } else {
      arrived(argument >>> 8, channel.take(argument & 0xFF));
    }
  }

  private static <M> void repeat(Channel<M> channel, int index) {
    channel.send(channel.peek(index));
  }

  /** The name of a choice, for people. */
  final String label(int action) {
    int step = action >>> 16 & 0xFF;
    int argument = action & 0xFFFF;
    String text =
        switch (step) {
          case DELIVER -> "a message arrives, " + channels.get(argument >>> 8);
          case OVERTAKE -> "message " + place(argument) + " overtakes and arrives";
          case LOSE -> "message " + place(argument) + " is lost";
          case REPEAT -> "message " + place(argument) + " is repeated";
          case TIME -> "time passes";
          default -> name(step - OWN, argument);
        };
    return fault(action) ? "fault, " + Fault.values()[(action >>> 24) - 1] + ": " + text : text;
  }

  private String place(int argument) {
    return (argument & 0xFF) + 1 + " " + channels.get(argument >>> 8);
  }

  /** The state it is in. */
  final List<Object> save() {
    List<Object> parts = new ArrayList<>();
    parts.add(used);
    channels.forEach(channel -> parts.add(channel.save()));
    saveParts(parts);
    return parts;
  }

  /** Puts it in a state that it has saved. */
  final void load(List<Object> parts) {
    now = 0;
    used = (Integer) parts.get(0);
    for (int c = 0; c < channels.size(); c++) {
      channels.get(c).load(parts.get(1 + c));
    }
    loadParts(parts.subList(1 + channels.size(), parts.size()));
  }

  /** What it is and how much may go wrong, in one line. */
  final String identity() {
    return describe() + ", " + budget;
  }
}
