package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service's book of endpoints: who is there, over which connection, and whose tasks have to be
 * taken away. What it says of an endpoint is for {@link TaskLifecycle} to hear of each of its
 * tasks.
 *
 * <p>No thread and no clock: the time is handed in, in milliseconds since any moment that the owner
 * keeps to, and never goes back. Not thread-safe.
 */
public final class EndpointLifecycle {
  private static final int LONGEST_ID = 1_000;

  private final EndpointSettings settings;
  private final Map<String, EndpointEntry> entries = new LinkedHashMap<>();
  private final Engine<EndpointLifecycle, EndpointState, EndpointEvent, EndpointEntry> engine;
  private long nowMillis = Long.MIN_VALUE;

  /** A book without endpoints. */
  public EndpointLifecycle(EndpointSettings settings) {
    this.settings = settings;
    engine =
        new Engine<>(
            EndpointTransitions.TABLE,
            this,
            (entry, from, event, row, cause) -> {},
            true,
            Long.MAX_VALUE);
  }

  /** The table: every legal word on an endpoint. */
  public static TransitionTable<EndpointState, EndpointEvent, ?, ?> table() {
    return EndpointTransitions.TABLE;
  }

  /** The endpoint registers, as it does at each start. */
  public EndpointOutcome register(String endpoint, long atMillis) {
    return handle(endpoint, EndpointEvent.REGISTER, 0, atMillis);
  }

  /**
   * The endpoint has connected.
   *
   * @param epoch from 1; each connection has a higher one than those before
   */
  public EndpointOutcome connect(String endpoint, long epoch, long atMillis) {
    return handle(endpoint, EndpointEvent.CONNECT, epoch, atMillis);
  }

  /** Anything valid but a result has come over the connection of this epoch. */
  public EndpointOutcome heard(String endpoint, long epoch, long atMillis) {
    return handle(endpoint, EndpointEvent.HEARD, epoch, atMillis);
  }

  /** A result has come over the connection of this epoch. */
  public EndpointOutcome result(String endpoint, long epoch, long atMillis) {
    return handle(endpoint, EndpointEvent.RESULT, epoch, atMillis);
  }

  /** The connection of this epoch is closed. */
  public EndpointOutcome disconnected(String endpoint, long epoch, long atMillis) {
    return handle(endpoint, EndpointEvent.DISCONNECT, epoch, atMillis);
  }

  /** The endpoint is not wanted any more. */
  public EndpointOutcome deregister(String endpoint, long atMillis) {
    return handle(endpoint, EndpointEvent.DEREGISTER, 0, atMillis);
  }

  /**
   * Says what the passing of time says.
   *
   * @return the outcomes of those that have changed, in the order of registration
   */
  public List<EndpointOutcome> advance(long atMillis) {
    List<EndpointOutcome> outcomes = new ArrayList<>();
    for (String endpoint : List.copyOf(entries.keySet())) {
      EndpointOutcome outcome = handle(endpoint, EndpointEvent.TICK, 0, atMillis);
      if (outcome.from() != outcome.to()) {
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  /**
   * Handles one event.
   *
   * @param epoch of the connection that it is about; 0 where it is about none
   * @throws IllegalEventException for what makes no sense; nothing has changed
   */
  private EndpointOutcome handle(String endpoint, EndpointEvent event, long epoch, long atMillis) {
    requireSense(endpoint, event, epoch, atMillis);
    nowMillis = atMillis;
    EndpointEntry known = entries.get(endpoint);
    EndpointEntry entry = known == null ? new EndpointEntry(endpoint, settings) : known;
    entry.saidEpoch = epoch;
    entry.nowMillis = atMillis;
    entry.effects = ImmutableList.of();
    EndpointState from = entry.state();
    Transition<
            EndpointState,
            EndpointEvent,
            EndpointEntry,
            Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
        row = Objects.requireNonNull(engine.table().find(from, event, entry));
    EndpointState to = row.isNever() ? from : engine.transition(entry, event, null);
    if (to == EndpointState.REMOVED) {
      entries.remove(endpoint);
    } else if (to != EndpointState.UNREGISTERED) {
      entries.put(endpoint, entry);
    }
    return new EndpointOutcome(
        endpoint, event, row.isNever(), from, to, entry.epoch, row.reason(), entry.effects);
  }

  private void requireSense(String endpoint, EndpointEvent event, long epoch, long atMillis) {
    if (endpoint.isEmpty() || endpoint.length() > LONGEST_ID) {
      throw new IllegalEventException(
          event.label()
              + " names an endpoint of "
              + endpoint.length()
              + " characters, expected 1 to "
              + LONGEST_ID);
    }
    if (epoch < 0) {
      throw new IllegalEventException(
          event.label() + " of " + endpoint + " has epoch " + epoch + ", expected 1 or more");
    }
    if (atMillis < nowMillis) {
      throw new IllegalEventException(
          "the time is " + atMillis + " ms, expected at least " + nowMillis + " ms");
    }
  }

  /** Where the endpoint is; UNREGISTERED for one that is not known, or not any more. */
  public EndpointState state(String endpoint) {
    EndpointEntry entry = entries.get(endpoint);
    return entry == null ? EndpointState.UNREGISTERED : entry.state();
  }

  /** The epoch of the connection over which tasks may be sent now; null when there is none. */
  public @Nullable Long sendsOver(String endpoint) {
    EndpointEntry entry = entries.get(endpoint);
    return entry == null || entry.state() != EndpointState.ONLINE ? null : entry.epoch;
  }

  /** Every endpoint, in the order of registration. */
  public List<String> endpoints() {
    return List.copyOf(entries.keySet());
  }
}
