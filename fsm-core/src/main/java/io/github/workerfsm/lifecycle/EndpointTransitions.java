package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.EndpointEvent.CONNECT;
import static io.github.workerfsm.lifecycle.EndpointEvent.DEREGISTER;
import static io.github.workerfsm.lifecycle.EndpointEvent.DISCONNECT;
import static io.github.workerfsm.lifecycle.EndpointEvent.HEARD;
import static io.github.workerfsm.lifecycle.EndpointEvent.REGISTER;
import static io.github.workerfsm.lifecycle.EndpointEvent.RESULT;
import static io.github.workerfsm.lifecycle.EndpointEvent.TICK;
import static io.github.workerfsm.lifecycle.EndpointState.OFFLINE;
import static io.github.workerfsm.lifecycle.EndpointState.ONLINE;
import static io.github.workerfsm.lifecycle.EndpointState.REGISTERED;
import static io.github.workerfsm.lifecycle.EndpointState.REMOVED;
import static io.github.workerfsm.lifecycle.EndpointState.SUSPECT;
import static io.github.workerfsm.lifecycle.EndpointState.UNREGISTERED;
import static io.github.workerfsm.lifecycle.Party.CLIENT;
import static io.github.workerfsm.lifecycle.Party.FORWARDER;
import static io.github.workerfsm.lifecycle.Party.INTERCHANGE;
import static io.github.workerfsm.lifecycle.Party.TIMER;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;

/**
 * The table of endpoints. Registering is legal in every state; results are taken in every state;
 * only silence takes an endpoint's tasks from it, and each connection has a higher epoch than the
 * one before.
 */
final class EndpointTransitions {
  private static final Guard<EndpointEntry> ALWAYS = Guard.always();
  private static final Guard<EndpointEntry> CURRENT = Guard.when(EndpointFact.CURRENT);
  private static final Guard<EndpointEntry> OTHER =
      CURRENT.not().as("OTHER", "it comes over another connection");
  private static final Guard<EndpointEntry> NEWER = Guard.when(EndpointFact.NEWER);
  private static final Guard<EndpointEntry> OLD =
      NEWER.not().as("OLD", "its connection is no news");
  private static final Guard<EndpointEntry> SAME =
      CURRENT.and(NEWER.not()).as("SAME", "it is the connection that counts");
  private static final Guard<EndpointEntry> OLDER =
      CURRENT.not().and(NEWER.not()).as("OLDER", "its connection has been given up");
  private static final Guard<EndpointEntry> MISSED = Guard.when(EndpointFact.MISSED);
  private static final Guard<EndpointEntry> GIVEN_UP =
      Guard.when(EndpointFact.GIVEN_UP).as("GIVEN_UP", "it was silent for too long");
  private static final Guard<EndpointEntry> IN_TIME =
      MISSED.not().as("IN_TIME", "it was heard in time");
  private static final Guard<EndpointEntry> OVERDUE =
      MISSED.and(GIVEN_UP.not()).as("OVERDUE", "it is missed, but not given up");
  private static final Guard<EndpointEntry> HOPED =
      GIVEN_UP.not().as("HOPED", "it is not given up yet");

  // spotless:off
  private static final ImmutableList<Transition<EndpointState, EndpointEvent, EndpointEntry, Rule<EndpointLifecycle, EndpointEntry, EndpointState>>> ROWS = ImmutableList.of(
      //    from          event       when      lands         party        rule                            reason
      row  (UNREGISTERED, REGISTER,   ALWAYS,   REGISTERED,   INTERCHANGE, EndpointRules.ADMIT,            "it says who it is"),
      never(UNREGISTERED, CONNECT,    ALWAYS,                 INTERCHANGE,                                 "it has to register first"),
      never(UNREGISTERED, HEARD,      ALWAYS,                 INTERCHANGE,                                 "it has to register first"),
      never(UNREGISTERED, RESULT,     ALWAYS,                 INTERCHANGE,                                 "nobody has sent it a task"),
      row  (UNREGISTERED, DISCONNECT, ALWAYS,   UNREGISTERED, FORWARDER,   EndpointRules.IGNORE,           "it never got further than the greeting"),
      row  (UNREGISTERED, TICK,       ALWAYS,   UNREGISTERED, TIMER,       EndpointRules.IGNORE,           "nothing is expected of it"),
      never(UNREGISTERED, DEREGISTER, ALWAYS,                 CLIENT,                                      "there is no such endpoint"),

      row  (REGISTERED,   REGISTER,   ALWAYS,   REGISTERED,   INTERCHANGE, EndpointRules.ADMIT_AGAIN,      "registering again changes nothing"),
      row  (REGISTERED,   CONNECT,    NEWER,    ONLINE,       INTERCHANGE, EndpointRules.CONNECT,          "it is there for the first time"),
      row  (REGISTERED,   CONNECT,    OLD,      REGISTERED,   INTERCHANGE, EndpointRules.SEND_BACK,        "epochs begin with 1"),
      row  (REGISTERED,   HEARD,      ALWAYS,   REGISTERED,   INTERCHANGE, EndpointRules.SEND_BACK,        "it has to connect first"),
      row  (REGISTERED,   RESULT,     ALWAYS,   REGISTERED,   INTERCHANGE, EndpointRules.TAKE_ONLY,        "the service may have begun anew: a result is good whatever it came over"),
      row  (REGISTERED,   DISCONNECT, ALWAYS,   REGISTERED,   FORWARDER,   EndpointRules.IGNORE,           "it was not connected"),
      row  (REGISTERED,   TICK,       ALWAYS,   REGISTERED,   TIMER,       EndpointRules.IGNORE,           "nothing is expected before it has connected"),
      row  (REGISTERED,   DEREGISTER, ALWAYS,   REMOVED,      CLIENT,      EndpointRules.REMOVE,           "it is not wanted any more"),

      row  (ONLINE,       REGISTER,   ALWAYS,   ONLINE,       INTERCHANGE, EndpointRules.ADMIT_AGAIN,      "registering while online is legal, and changes nothing"),
      row  (ONLINE,       CONNECT,    NEWER,    ONLINE,       INTERCHANGE, EndpointRules.RECONNECT,        "the newer connection counts"),
      row  (ONLINE,       CONNECT,    SAME,     ONLINE,       INTERCHANGE, EndpointRules.HEAR,             "it is connected already"),
      row  (ONLINE,       CONNECT,    OLDER,    ONLINE,       INTERCHANGE, EndpointRules.IGNORE,           "a newer connection counts"),
      row  (ONLINE,       HEARD,      CURRENT,  ONLINE,       INTERCHANGE, EndpointRules.HEAR,             "any valid message is a sign of life"),
      row  (ONLINE,       HEARD,      OTHER,    ONLINE,       INTERCHANGE, EndpointRules.IGNORE,           "another connection counts"),
      row  (ONLINE,       RESULT,     CURRENT,  ONLINE,       INTERCHANGE, EndpointRules.TAKE,             "a result is a sign of life too"),
      row  (ONLINE,       RESULT,     OTHER,    ONLINE,       INTERCHANGE, EndpointRules.TAKE_ONLY,        "a result is good whatever it came over"),
      row  (ONLINE,       DISCONNECT, CURRENT,  SUSPECT,      FORWARDER,   EndpointRules.MISS,             "its connection is lost, and it may come back"),
      row  (ONLINE,       DISCONNECT, OTHER,    ONLINE,       FORWARDER,   EndpointRules.IGNORE,           "another connection counts"),
      row  (ONLINE,       TICK,       IN_TIME,  ONLINE,       TIMER,       EndpointRules.IGNORE,           "it was heard in time"),
      row  (ONLINE,       TICK,       OVERDUE,  SUSPECT,      TIMER,       EndpointRules.MISS,             "heartbeats are missing"),
      row  (ONLINE,       TICK,       GIVEN_UP, OFFLINE,      TIMER,       EndpointRules.GIVE_UP_AT_ONCE,  "it was silent for too long, and nobody looked in between"),
      row  (ONLINE,       DEREGISTER, ALWAYS,   REMOVED,      CLIENT,      EndpointRules.REMOVE,           "it is not wanted any more"),

      row  (SUSPECT,      REGISTER,   ALWAYS,   SUSPECT,      INTERCHANGE, EndpointRules.ADMIT_AGAIN,      "it begins anew, and will connect"),
      row  (SUSPECT,      CONNECT,    NEWER,    ONLINE,       INTERCHANGE, EndpointRules.RECONNECT,        "it is back in time"),
      row  (SUSPECT,      CONNECT,    OLD,      SUSPECT,      INTERCHANGE, EndpointRules.SEND_BACK,        "a connection that is no news may be a lost one"),
      row  (SUSPECT,      HEARD,      CURRENT,  ONLINE,       INTERCHANGE, EndpointRules.RECOVER,          "it is there after all"),
      row  (SUSPECT,      HEARD,      OTHER,    SUSPECT,      INTERCHANGE, EndpointRules.IGNORE,           "another connection counts"),
      row  (SUSPECT,      RESULT,     CURRENT,  ONLINE,       INTERCHANGE, EndpointRules.TAKE_AND_RECOVER, "it is there after all"),
      row  (SUSPECT,      RESULT,     OTHER,    SUSPECT,      INTERCHANGE, EndpointRules.TAKE_ONLY,        "a result is good whatever it came over"),
      row  (SUSPECT,      DISCONNECT, ALWAYS,   SUSPECT,      FORWARDER,   EndpointRules.IGNORE,           "it is missed already"),
      row  (SUSPECT,      TICK,       HOPED,    SUSPECT,      TIMER,       EndpointRules.IGNORE,           "it may come back"),
      row  (SUSPECT,      TICK,       GIVEN_UP, OFFLINE,      TIMER,       EndpointRules.GIVE_UP,          "it has not come back in time"),
      row  (SUSPECT,      DEREGISTER, ALWAYS,   REMOVED,      CLIENT,      EndpointRules.REMOVE,           "it is not wanted any more"),

      row  (OFFLINE,      REGISTER,   ALWAYS,   OFFLINE,      INTERCHANGE, EndpointRules.ADMIT_AGAIN,      "it begins anew, and will connect"),
      row  (OFFLINE,      CONNECT,    NEWER,    ONLINE,       INTERCHANGE, EndpointRules.CONNECT,          "it is back, with a new connection"),
      row  (OFFLINE,      CONNECT,    OLD,      OFFLINE,      INTERCHANGE, EndpointRules.SEND_BACK,        "that connection has been given up"),
      row  (OFFLINE,      HEARD,      ALWAYS,   OFFLINE,      INTERCHANGE, EndpointRules.SEND_BACK,        "its tasks have been taken from it: it has to connect anew"),
      row  (OFFLINE,      RESULT,     ALWAYS,   OFFLINE,      INTERCHANGE, EndpointRules.TAKE_ONLY,        "a result is good whatever it came over"),
      row  (OFFLINE,      DISCONNECT, ALWAYS,   OFFLINE,      FORWARDER,   EndpointRules.IGNORE,           "its connection is given up"),
      row  (OFFLINE,      TICK,       ALWAYS,   OFFLINE,      TIMER,       EndpointRules.IGNORE,           "it cannot be given up twice"),
      row  (OFFLINE,      DEREGISTER, ALWAYS,   REMOVED,      CLIENT,      EndpointRules.REMOVE,           "it is not wanted any more"));
  // spotless:on

  /** The table. */
  static final TransitionTable<
          EndpointState,
          EndpointEvent,
          EndpointEntry,
          Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
      TABLE =
          TransitionTable
              .<EndpointState, EndpointEvent, EndpointEntry,
                  Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
                  named("endpoint", EndpointState.class, EndpointEvent.class)
              .startsIn(UNREGISTERED)
              .endsIn(REMOVED)
              .facts(EndpointFact.values())
              .given(CURRENT.not().or(NEWER.not()))
              .given(MISSED.or(Guard.when(EndpointFact.GIVEN_UP).not()))
              .rules(List.of(EndpointRules.values()))
              .rows(ROWS)
              .build();

  private EndpointTransitions() {}

  private static Transition<
          EndpointState,
          EndpointEvent,
          EndpointEntry,
          Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
      row(
          EndpointState from,
          EndpointEvent event,
          Guard<EndpointEntry> when,
          EndpointState lands,
          Party party,
          EndpointRules rule,
          String reason) {
    Transition<
            EndpointState,
            EndpointEvent,
            EndpointEntry,
            Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
        row = Transition.row(from, event, when, party, rule, reason);
    return row.lands(lands);
  }

  private static Transition<
          EndpointState,
          EndpointEvent,
          EndpointEntry,
          Rule<EndpointLifecycle, EndpointEntry, EndpointState>>
      never(
          EndpointState from,
          EndpointEvent event,
          Guard<EndpointEntry> when,
          Party party,
          String reason) {
    return Transition.never(from, event, when, party, reason);
  }
}
