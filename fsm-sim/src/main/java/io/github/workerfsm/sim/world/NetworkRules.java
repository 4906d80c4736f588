package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.function.UnaryOperator;

/**
 * What the event loop and the network of a worker decide. Immutable; {@link #CURRENT} is the
 * correct behaviour, each override a defect that dask.distributed has had.
 *
 * @param gatherStart what the coroutine of a transfer asks for when it starts
 * @param runStart whether a run looks at its task before it starts
 * @param brokenRequest what a peer does that fails while it serves a request
 * @param silentPeer how long an answer is waited for
 * @param removedPeer what a worker does with its connections to a peer that has been removed
 * @param brokenStream what a worker does that loses its stream to the scheduler
 * @param holderAnswers how answers about holders get to a worker
 */
public record NetworkRules(
    GatherStart gatherStart,
    RunStart runStart,
    BrokenRequest brokenRequest,
    SilentPeer silentPeer,
    RemovedPeer removedPeer,
    BrokenStream brokenStream,
    HolderAnswers holderAnswers) {

  /** What the coroutine of a transfer asks for. */
  public enum GatherStart {
    /** What the instruction names. */
    ASKS_FOR_ALL,
    /** What is still in flight by then; when that is nothing, it ends without a word. */
    DROPS_WHAT_IS_NOT_IN_FLIGHT
  }

  /** Whether a run looks at its task before it starts. */
  public enum RunStart {
    /** No: a run that was asked for runs. */
    ALWAYS_RUNS,
    /** Yes, and if it is cancelled it ends at once, as if it had asked to be run elsewhere. */
    ANSWERS_ALREADY_CANCELLED
  }

  /** What a peer does that fails while it serves a request. */
  public enum BrokenRequest {
    /** It closes the connection. */
    CLOSES,
    /** It neither answers nor closes. */
    KEEPS_CONNECTION
  }

  /** How long an answer is waited for. */
  public enum SilentPeer {
    /** For a while, then it counts as a failure of the network. */
    TIMES_OUT,
    /** For ever. */
    WAITED_FOR
  }

  /** What a worker does with its connections to a peer that has been removed. */
  public enum RemovedPeer {
    /** It closes them. */
    CONNECTIONS_CLOSED,
    /** Nothing. */
    CONNECTIONS_KEPT
  }

  /** What a worker does that loses its stream to the scheduler. */
  public enum BrokenStream {
    /** It ends; whoever wants it back starts it anew. */
    WORKER_ENDS,
    /** It reconnects, but what it sends is never sent: its sender has been told to stop. */
    SENDER_STAYS_STOPPED
  }

  /** How answers about holders get to a worker. */
  public enum HolderAnswers {
    /** In the one stream of messages, in order. */
    IN_ORDER,
    /** Beside it, and so late that everything else that is under way overtakes them. */
    OVERTAKEN
  }

  /** The correct behaviour. */
  public static final NetworkRules CURRENT =
      new NetworkRules(
          GatherStart.ASKS_FOR_ALL,
          RunStart.ALWAYS_RUNS,
          BrokenRequest.CLOSES,
          SilentPeer.TIMES_OUT,
          RemovedPeer.CONNECTIONS_CLOSED,
          BrokenStream.WORKER_ENDS,
          HolderAnswers.IN_ORDER);

  private static final ImmutableMap<String, UnaryOperator<NetworkRules>> OVERRIDES =
      ImmutableMap.<String, UnaryOperator<NetworkRules>>builder()
          .put(
              "gather-drops-what-is-not-in-flight",
              r -> r.gatherStart(GatherStart.DROPS_WHAT_IS_NOT_IN_FLIGHT))
          .put("run-answers-already-cancelled", r -> r.runStart(RunStart.ANSWERS_ALREADY_CANCELLED))
          .put(
              "broken-request-keeps-connection",
              r -> r.brokenRequest(BrokenRequest.KEEPS_CONNECTION))
          .put("silent-peer-is-waited-for", r -> r.silentPeer(SilentPeer.WAITED_FOR))
          .put("removed-peer-keeps-connections", r -> r.removedPeer(RemovedPeer.CONNECTIONS_KEPT))
          .put("sender-stays-stopped", r -> r.brokenStream(BrokenStream.SENDER_STAYS_STOPPED))
          .put("answers-are-overtaken", r -> r.holderAnswers(HolderAnswers.OVERTAKEN))
          .buildOrThrow();

  /** The names of all overrides. */
  public static ImmutableList<String> overrides() {
    return OVERRIDES.keySet().asList();
  }

  /**
   * These rules with one of the named overrides.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public NetworkRules with(String override) {
    UnaryOperator<NetworkRules> change = OVERRIDES.get(override);
    if (change == null) {
      throw new IllegalArgumentException(
          "there is no override "
              + override
              + " of the network, expected one of "
              + String.join(", ", OVERRIDES.keySet()));
    }
    return change.apply(this);
  }

  /** The names of the overrides that hold in these rules. */
  public ImmutableList<String> differences() {
    return OVERRIDES.keySet().stream()
        .filter(name -> with(name).equals(this))
        .collect(ImmutableList.toImmutableList());
  }

  private NetworkRules gatherStart(GatherStart other) {
    return new NetworkRules(
        other, runStart, brokenRequest, silentPeer, removedPeer, brokenStream, holderAnswers);
  }

  private NetworkRules runStart(RunStart other) {
    return new NetworkRules(
        gatherStart, other, brokenRequest, silentPeer, removedPeer, brokenStream, holderAnswers);
  }

  private NetworkRules brokenRequest(BrokenRequest other) {
    return new NetworkRules(
        gatherStart, runStart, other, silentPeer, removedPeer, brokenStream, holderAnswers);
  }

  private NetworkRules silentPeer(SilentPeer other) {
    return new NetworkRules(
        gatherStart, runStart, brokenRequest, other, removedPeer, brokenStream, holderAnswers);
  }

  private NetworkRules removedPeer(RemovedPeer other) {
    return new NetworkRules(
        gatherStart, runStart, brokenRequest, silentPeer, other, brokenStream, holderAnswers);
  }

  private NetworkRules brokenStream(BrokenStream other) {
    return new NetworkRules(
        gatherStart, runStart, brokenRequest, silentPeer, removedPeer, other, holderAnswers);
  }

  private NetworkRules holderAnswers(HolderAnswers other) {
    return new NetworkRules(
        gatherStart, runStart, brokenRequest, silentPeer, removedPeer, brokenStream, other);
  }
}
