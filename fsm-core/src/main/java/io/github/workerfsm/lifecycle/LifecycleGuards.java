package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.LifecycleEvent.CANCEL_CONFIRMED;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_HEARD;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_OFFLINE;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_SUSPECT;
import static io.github.workerfsm.lifecycle.LifecycleEvent.MANAGER_LOST;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_NODES;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleEvent.RESULT_ERROR;
import static io.github.workerfsm.lifecycle.LifecycleEvent.RESULT_VALUE;
import static io.github.workerfsm.lifecycle.LifecycleState.CANCELLED;
import static io.github.workerfsm.lifecycle.LifecycleState.DISPATCHED_TO_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.FAILED;
import static io.github.workerfsm.lifecycle.LifecycleState.RECEIVED;
import static io.github.workerfsm.lifecycle.LifecycleState.RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleState.SUCCESS;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_NODES;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.workerfsm.table.Guard;

/** The conditions of the life-cycle table, and the sets of states and events that it names. */
final class LifecycleGuards {
  static final Guard<TaskEntry> ALWAYS = Guard.always();
  static final Guard<TaskEntry> OLD = Guard.when(LifecycleFact.OLDER_ATTEMPT);
  static final Guard<TaskEntry> NOT_OLD = OLD.not().as("NOT_OLD", "its attempt counts");
  static final Guard<TaskEntry> STALE =
      OLD.or(Guard.when(LifecycleFact.OLDER_EPOCH))
          .as("STALE", "its attempt or its connection has been given up");
  static final Guard<TaskEntry> FRESH =
      STALE.not().as("FRESH", "neither its attempt nor its connection has been given up");
  private static final Guard<TaskEntry> NEW_ATTEMPT = Guard.when(LifecycleFact.NEWER_ATTEMPT);
  private static final Guard<TaskEntry> NEW_EPOCH = Guard.when(LifecycleFact.NEWER_EPOCH);
  static final Guard<TaskEntry> AHEAD = FRESH.and(NEW_ATTEMPT).as("AHEAD", "its attempt is news");
  static final Guard<TaskEntry> CURRENT =
      FRESH.and(NEW_ATTEMPT.not()).as("CURRENT", "it is of the attempt on record");
  static final Guard<TaskEntry> OTHER =
      CURRENT.not().as("OTHER", "it is of another attempt, or of a connection given up");
  static final Guard<TaskEntry> MISSED =
      Guard.when(LifecycleFact.SUSPECT).as("MISSED", "its endpoint is missed");
  static final Guard<TaskEntry> UNMISSED =
      MISSED.not().as("UNMISSED", "its endpoint is not missed");
  static final Guard<TaskEntry> RELIEF =
      CURRENT
          .and(MISSED.or(NEW_EPOCH))
          .as(
              "RELIEF",
              "it is of the attempt on record, and its endpoint was missed or has connected anew");
  static final Guard<TaskEntry> NO_NEWS =
      CURRENT
          .and(MISSED.or(NEW_EPOCH).not())
          .as(
              "NO_NEWS",
              "it is of the attempt and the connection on record, and its endpoint is not missed");
  static final Guard<TaskEntry> RENEWED =
      CURRENT.and(NEW_EPOCH).as("RENEWED", "it is of the attempt on record, over a new connection");
  static final Guard<TaskEntry> BACK =
      CURRENT
          .and(NEW_EPOCH.not())
          .and(MISSED)
          .as("BACK", "it is of the connection on record, which was missed");
  static final Guard<TaskEntry> NOT_BACK =
      FRESH.and(BACK.not()).as("NOT_BACK", "its connection was not missed, or is another one");
  static final Guard<TaskEntry> NOT_RENEWED =
      RENEWED.not().as("NOT_RENEWED", "it is of another attempt, or not over a new connection");
  static final Guard<TaskEntry> RETRY =
      Guard.when(LifecycleFact.RETRY_LEFT).as("RETRY", "it may be tried again");
  static final Guard<TaskEntry> NO_RETRY = RETRY.not().as("NO_RETRY", "it may not be tried again");
  static final Guard<TaskEntry> WANTED =
      Guard.when(LifecycleFact.CANCELLING).not().as("WANTED", "its client has not cancelled it");
  static final Guard<TaskEntry> UNWANTED =
      WANTED.not().as("UNWANTED", "its client has cancelled it");
  private static final Guard<TaskEntry> SAME = Guard.when(LifecycleFact.SAME_RESULT);
  static final Guard<TaskEntry> TOLD =
      Guard.when(LifecycleFact.PUBLISHED).as("TOLD", "its end is published");
  static final Guard<TaskEntry> UNTOLD = TOLD.not().as("UNTOLD", "its end is not published yet");
  static final Guard<TaskEntry> SAME_TOLD =
      NOT_OLD.and(SAME).and(TOLD).as("SAME_TOLD", "it is the result that was published");
  static final Guard<TaskEntry> SAME_UNTOLD =
      NOT_OLD.and(SAME).and(UNTOLD).as("SAME_UNTOLD", "it is the result that is to be published");
  static final Guard<TaskEntry> OTHER_TOLD =
      NOT_OLD.and(SAME.not()).and(TOLD).as("OTHER_TOLD", "another result was published");
  static final Guard<TaskEntry> OTHER_UNTOLD =
      NOT_OLD.and(SAME.not()).and(UNTOLD).as("OTHER_UNTOLD", "another result is to be published");
  static final Guard<TaskEntry> ELSE_TOLD =
      NOT_OLD.and(TOLD).as("ELSE_TOLD", "another end was published");
  static final Guard<TaskEntry> ELSE_UNTOLD =
      NOT_OLD.and(UNTOLD).as("ELSE_UNTOLD", "another end is to be published");

  /** An attempt or a connection is not older and newer at once. */
  static final Guard<TaskEntry> ONE_AGE =
      OLD.and(NEW_ATTEMPT).not().and(Guard.when(LifecycleFact.OLDER_EPOCH).and(NEW_EPOCH).not());

  // ---- sets of states
  static final ImmutableSet<LifecycleState> AT_EP =
      Sets.immutableEnumSet(DISPATCHED_TO_EP, WAITING_FOR_NODES, WAITING_FOR_LAUNCH, RUNNING);
  static final ImmutableSet<LifecycleState> IN_EP =
      Sets.immutableEnumSet(WAITING_FOR_NODES, WAITING_FOR_LAUNCH, RUNNING);
  static final ImmutableSet<LifecycleState> UNBEGUN =
      Sets.immutableEnumSet(DISPATCHED_TO_EP, WAITING_FOR_NODES, WAITING_FOR_LAUNCH);
  static final ImmutableSet<LifecycleState> QUEUED =
      Sets.immutableEnumSet(RECEIVED, WAITING_FOR_EP);
  static final ImmutableSet<LifecycleState> ENQUEUED_ONCE =
      Sets.immutableEnumSet(
          WAITING_FOR_EP, DISPATCHED_TO_EP, WAITING_FOR_NODES, WAITING_FOR_LAUNCH, RUNNING);
  static final ImmutableSet<LifecycleState> UNBEGUN_OR_QUEUED =
      Sets.immutableEnumSet(
          WAITING_FOR_EP, DISPATCHED_TO_EP, WAITING_FOR_NODES, WAITING_FOR_LAUNCH);
  static final ImmutableSet<LifecycleState> PENDING =
      Sets.immutableEnumSet(
          RECEIVED,
          WAITING_FOR_EP,
          DISPATCHED_TO_EP,
          WAITING_FOR_NODES,
          WAITING_FOR_LAUNCH,
          RUNNING);
  static final ImmutableSet<LifecycleState> ENDED =
      Sets.immutableEnumSet(SUCCESS, FAILED, CANCELLED);

  // ---- sets of events
  static final ImmutableSet<LifecycleEvent> PROGRESS =
      Sets.immutableEnumSet(REPORT_NODES, REPORT_LAUNCH, REPORT_RUNNING);
  static final ImmutableSet<LifecycleEvent> RESULT =
      Sets.immutableEnumSet(RESULT_VALUE, RESULT_ERROR);
  static final ImmutableSet<LifecycleEvent> LIVENESS =
      Sets.immutableEnumSet(ENDPOINT_SUSPECT, ENDPOINT_HEARD, ENDPOINT_OFFLINE);
  static final ImmutableSet<LifecycleEvent> FROM_ENDPOINT =
      Sets.immutableEnumSet(
          REPORT_NODES, REPORT_LAUNCH, REPORT_RUNNING, MANAGER_LOST, CANCEL_CONFIRMED);

  private LifecycleGuards() {}
}
