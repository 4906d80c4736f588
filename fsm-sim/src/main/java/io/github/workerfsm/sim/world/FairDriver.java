package io.github.workerfsm.sim.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets everything happen that is due, in a fair order, until nothing is: messages first, by turns;
 * then what threads, transfers and processes have to do; timers last. No fault happens.
 *
 * <p>A state that comes back although everybody had a turn is a livelock (L4). The driver notes it,
 * lets something else happen, and gives up when the state comes back all the same.
 */
public final class FairDriver {
  private static final int MOST_STEPS = 20_000;
  private static final int PATIENCE = 3;

  private final World world;
  private final WorldText text;
  private final Consumer<Choice> step;
  private final int grace;
  private final Map<String, Integer> visits = new LinkedHashMap<>();
  private final List<Violation> livelocks = new ArrayList<>();
  private int turn;
  private boolean rested;

  private FairDriver(World world, Consumer<Choice> step, int grace) {
    this.world = world;
    this.text = new WorldText(world);
    this.step = step;
    this.grace = grace;
  }

  /**
   * Drives the world until it is at rest, or until it is clear that it never will be.
   *
   * @param step lets a choice happen: {@code world::apply}, and whatever the caller does besides
   */
  public static FairDriver settle(World world, Consumer<Choice> step) {
    return settle(world, step, 0);
  }

  /**
   * The same, but no livelock is suspected during the first steps: whoever comes to rest that soon
   * is spared the comparison of states, which takes longer than the steps themselves.
   *
   * @param grace how many steps
   */
  public static FairDriver settle(World world, Consumer<Choice> step, int grace) {
    FairDriver driver = new FairDriver(world, step, grace);
    driver.run();
    return driver;
  }

  /** Whether the world has come to rest. */
  public boolean rested() {
    return rested;
  }

  /** The livelocks on the way, as violations of L4. */
  public List<Violation> livelocks() {
    return livelocks;
  }

  private void run() {
    for (int i = 0; i < MOST_STEPS; i++) {
      List<Choice> due = world.dueChoices();
      if (due.isEmpty()) {
        rested = true;
        return;
      }
      int visit = i < grace ? 1 : visits.merge(text.fingerprint(), 1, Integer::sum);
      if (visit > 1 && livelocks.isEmpty()) {
        livelocks.add(new Violation("L4", "", "", livelock(due)));
      }
      if (visit > PATIENCE) {
        return;
      }
      Choice next = next(due, visit - 1);
      step.accept(next);
    }
    livelocks.add(new Violation("L4", "", "", "no rest after " + MOST_STEPS + " steps"));
  }

  private String livelock(List<Choice> due) {
    Choice next = next(due, 0);
    MessageText message = text.message(next);
    return "the same state comes back, with this next: "
        + new ChoiceText(world.spec()).print(next)
        + (message == null ? "" : " " + message);
  }

  /** The next choice; each time that a state has come back, a later kind is let go first. */
  private Choice next(List<Choice> due, int skippedKinds) {
    int urgency = mostUrgent(due, skippedKinds);
    int count = 0;
    for (Choice choice : due) {
      count += urgency(choice.kind()) == urgency ? 1 : 0;
    }
    int index = turn++ % count;
    for (Choice choice : due) {
      if (urgency(choice.kind()) == urgency && index-- == 0) {
        return choice;
      }
    }
    throw new IllegalStateException("nothing of urgency " + urgency + " is due");
  }

  /** The most urgent kind that something is due of, so many such kinds passed over if possible. */
  private static int mostUrgent(List<Choice> due, int skippedKinds) {
    int present = 0;
    for (Choice choice : due) {
      present |= 1 << urgency(choice.kind());
    }
    for (int i = 0; i < skippedKinds && Integer.bitCount(present) > 1; i++) {
      present &= present - 1;
    }
    return Integer.numberOfTrailingZeros(present);
  }

  private static int urgency(ChoiceKind kind) {
    return switch (kind) {
      case TO_WORKER, TO_SCHEDULER -> 0;
      case RETRY_BUSY, FIND_MISSING -> 2;
      default -> 1;
    };
  }
}
