package io.github.workerfsm.sim.explore.reference;

/**
 * Size and budgets of the reference model.
 *
 * @param workers 2 or 3
 * @param tasks 2 to 4: 0 before 1; 0 before 1 and 2; 0 before 1 and 2, both before 3
 * @param channel messages that fit into a channel, 1 to 7
 * @param steals how often the scheduler may try to move a task, 0 to 7
 * @param releases how often the client may stop wanting a task, 0 to 7
 * @param rerequests how often the client may want a task again, 0 to 7
 * @param deaths how often a worker may die, 0 to 7; the last one never does
 * @param gatherFailures how often a transfer from a living worker may fail, 0 to 7
 */
public record ReferenceParameters(
    int workers,
    int tasks,
    int channel,
    int steals,
    int releases,
    int rerequests,
    int deaths,
    int gatherFailures) {

  /** Messages that fit into a channel unless told otherwise. */
  public static final int CHANNEL = 4;

  /** Refuses what the packed state has no room for. */
  public ReferenceParameters {
    require("workers", workers, 2, 3);
    require("tasks", tasks, 2, 4);
    require("messages in a channel", channel, 1, 7);
    require("steals", steals, 0, 7);
    require("releases", releases, 0, 7);
    require("re-requests", rerequests, 0, 7);
    require("deaths", deaths, 0, 7);
    require("gather failures", gatherFailures, 0, 7);
  }

  /** Channels of 4 messages and no faults. */
  public static ReferenceParameters of(int workers, int tasks) {
    return new ReferenceParameters(workers, tasks, CHANNEL, 0, 0, 0, 0, 0);
  }

  /** The same with these budgets of faults. */
  public ReferenceParameters faults(
      int steals, int releases, int rerequests, int deaths, int gatherFailures) {
    return new ReferenceParameters(
        workers, tasks, channel, steals, releases, rerequests, deaths, gatherFailures);
  }

  /** The same with channels of this many messages. */
  public ReferenceParameters channel(int messages) {
    return new ReferenceParameters(
        workers, tasks, messages, steals, releases, rerequests, deaths, gatherFailures);
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "the reference model with "
              + value
              + " "
              + what
              + ", and "
              + least
              + " to "
              + most
              + " were expected");
    }
  }
}
