package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.LifecycleEvent.CANCEL;
import static io.github.workerfsm.lifecycle.LifecycleEvent.CANCEL_CONFIRMED;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_HEARD;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_OFFLINE;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENDPOINT_SUSPECT;
import static io.github.workerfsm.lifecycle.LifecycleEvent.ENQUEUED;
import static io.github.workerfsm.lifecycle.LifecycleEvent.EXPIRED;
import static io.github.workerfsm.lifecycle.LifecycleEvent.MANAGER_LOST;
import static io.github.workerfsm.lifecycle.LifecycleEvent.OUTCOME_PUBLISHED;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_NODES;
import static io.github.workerfsm.lifecycle.LifecycleEvent.REPORT_RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleEvent.RESULT_ERROR;
import static io.github.workerfsm.lifecycle.LifecycleEvent.RESULT_VALUE;
import static io.github.workerfsm.lifecycle.LifecycleEvent.SENT;
import static io.github.workerfsm.lifecycle.LifecycleEvent.SUBMIT;
import static io.github.workerfsm.lifecycle.LifecycleEvent.UNSENT;
import static io.github.workerfsm.lifecycle.LifecycleGuards.AHEAD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.ALWAYS;
import static io.github.workerfsm.lifecycle.LifecycleGuards.AT_EP;
import static io.github.workerfsm.lifecycle.LifecycleGuards.BACK;
import static io.github.workerfsm.lifecycle.LifecycleGuards.CURRENT;
import static io.github.workerfsm.lifecycle.LifecycleGuards.ELSE_TOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.ELSE_UNTOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.ENDED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.ENQUEUED_ONCE;
import static io.github.workerfsm.lifecycle.LifecycleGuards.FRESH;
import static io.github.workerfsm.lifecycle.LifecycleGuards.FROM_ENDPOINT;
import static io.github.workerfsm.lifecycle.LifecycleGuards.IN_EP;
import static io.github.workerfsm.lifecycle.LifecycleGuards.LIVENESS;
import static io.github.workerfsm.lifecycle.LifecycleGuards.MISSED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.NOT_BACK;
import static io.github.workerfsm.lifecycle.LifecycleGuards.NOT_OLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.NOT_RENEWED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.NO_NEWS;
import static io.github.workerfsm.lifecycle.LifecycleGuards.NO_RETRY;
import static io.github.workerfsm.lifecycle.LifecycleGuards.OLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.OTHER;
import static io.github.workerfsm.lifecycle.LifecycleGuards.OTHER_TOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.OTHER_UNTOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.PENDING;
import static io.github.workerfsm.lifecycle.LifecycleGuards.PROGRESS;
import static io.github.workerfsm.lifecycle.LifecycleGuards.QUEUED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.RELIEF;
import static io.github.workerfsm.lifecycle.LifecycleGuards.RENEWED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.RESULT;
import static io.github.workerfsm.lifecycle.LifecycleGuards.RETRY;
import static io.github.workerfsm.lifecycle.LifecycleGuards.SAME_TOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.SAME_UNTOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.STALE;
import static io.github.workerfsm.lifecycle.LifecycleGuards.TOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.UNBEGUN;
import static io.github.workerfsm.lifecycle.LifecycleGuards.UNBEGUN_OR_QUEUED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.UNMISSED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.UNTOLD;
import static io.github.workerfsm.lifecycle.LifecycleGuards.UNWANTED;
import static io.github.workerfsm.lifecycle.LifecycleGuards.WANTED;
import static io.github.workerfsm.lifecycle.LifecycleState.CANCELLED;
import static io.github.workerfsm.lifecycle.LifecycleState.DISPATCHED_TO_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.FAILED;
import static io.github.workerfsm.lifecycle.LifecycleState.FORGOTTEN;
import static io.github.workerfsm.lifecycle.LifecycleState.RECEIVED;
import static io.github.workerfsm.lifecycle.LifecycleState.REMOVED;
import static io.github.workerfsm.lifecycle.LifecycleState.RUNNING;
import static io.github.workerfsm.lifecycle.LifecycleState.SUCCESS;
import static io.github.workerfsm.lifecycle.LifecycleState.UNKNOWN;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_EP;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.lifecycle.LifecycleState.WAITING_FOR_NODES;
import static io.github.workerfsm.lifecycle.Party.CLIENT;
import static io.github.workerfsm.lifecycle.Party.FORWARDER;
import static io.github.workerfsm.lifecycle.Party.INTERCHANGE;
import static io.github.workerfsm.lifecycle.Party.MANAGER;
import static io.github.workerfsm.lifecycle.Party.TIMER;
import static io.github.workerfsm.lifecycle.Party.WEB;
import static io.github.workerfsm.lifecycle.Party.WORKER;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The table of the life-cycle machine: every legal word on a task, one line each, and what comes of
 * it. A line that begins with a set of states or names a set of events stands for one row of each.
 *
 * <p>Every event has a row in every state but FORGOTTEN, so that nothing that comes late, twice, in
 * another order or not at all is left to chance. Within an attempt a task only goes forward; what
 * takes it back is the loss of a message, of a manager or of an endpoint, and each raises the epoch
 * or the attempt, so that what the lost one still says is known to be old.
 */
final class LifecycleTransitions {
  // spotless:off
  private static final ImmutableList<Transition<LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>> ROWS = rows(
  //       from                      event                  when                                         lands               party        rule                             reason
  // ---- submitted, queued, sent
    row  (from(UNKNOWN),            on(SUBMIT),            ALWAYS,                                      RECEIVED,           WEB,         TravelRules.ADMIT,               "its id is new"),
    stay (from(PENDING),            on(SUBMIT),            ALWAYS,                                                          WEB,         IgnoreRules.ANSWER_AGAIN,        "it has been submitted already"),
    row  (from(RECEIVED),           on(ENQUEUED),          ALWAYS,                                      WAITING_FOR_EP,     WEB,         TravelRules.QUEUE,               "it waits for its endpoint now"),
    stay (from(ENQUEUED_ONCE),      on(ENQUEUED),          ALWAYS,                                                          WEB,         IgnoreRules.DUPLICATE,           "it has been in the queue already"),
    never(from(RECEIVED),           on(SENT),              ALWAYS,                                                          FORWARDER,                                    "it is sent out of the queue of its endpoint, where it is not yet"),
    row  (from(WAITING_FOR_EP),     on(SENT),              CURRENT,                                     DISPATCHED_TO_EP,   FORWARDER,   TravelRules.DISPATCH,            "its endpoint is online, and the connection has taken it"),
    stay (from(WAITING_FOR_EP),     on(SENT),              OTHER,                                                           FORWARDER,   IgnoreRules.STALE,               "it was sent over a connection that has been given up, or as another attempt"),
    row  (from(DISPATCHED_TO_EP),   on(SENT),              RENEWED,                                     DISPATCHED_TO_EP,   FORWARDER,   TravelRules.DISPATCH,            "it has been sent again, over a new connection"),
    stay (from(DISPATCHED_TO_EP),   on(SENT),              NOT_RENEWED,                                                     FORWARDER,   IgnoreRules.DUPLICATE,           "it has been sent already"),
    stay (from(IN_EP),              on(SENT),              ALWAYS,                                                          FORWARDER,   IgnoreRules.DUPLICATE,           "it has arrived already"),
    row  (from(DISPATCHED_TO_EP),   on(UNSENT),            CURRENT,                                     WAITING_FOR_EP,     FORWARDER,   TravelRules.TAKE_BACK,           "nothing says that it has arrived: it is sent again, as the same attempt"),
    stay (from(DISPATCHED_TO_EP),   on(UNSENT),            OTHER,                                                           FORWARDER,   IgnoreRules.STALE,               "it has been sent again since"),
    stay (from(IN_EP),              on(UNSENT),            ALWAYS,                                                          FORWARDER,   IgnoreRules.STALE,               "it has arrived: a report says so"),
    stay (from(QUEUED),             on(UNSENT),            ALWAYS,                                                          FORWARDER,   IgnoreRules.MOOT,                "it is in the queue"),
  // ---- reports of its endpoint: what is skipped was merged on the way
    never(from(RECEIVED),           on(FROM_ENDPOINT),     ALWAYS,                                                          INTERCHANGE,                                  "it has been sent nowhere"),
    row  (from(WAITING_FOR_EP),     on(REPORT_NODES),      FRESH,                                       WAITING_FOR_NODES,  INTERCHANGE, TravelRules.ARRIVE,              "it had arrived, whatever the connection said"),
    row  (from(WAITING_FOR_EP),     on(REPORT_LAUNCH),     FRESH,                                       WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.ASSIGN,              "it had arrived, whatever the connection said"),
    row  (from(WAITING_FOR_EP),     on(REPORT_RUNNING),    FRESH,                                       RUNNING,            MANAGER,     TravelRules.RUN,                 "it had arrived, whatever the connection said"),
    row  (from(DISPATCHED_TO_EP),   on(REPORT_NODES),      FRESH,                                       WAITING_FOR_NODES,  INTERCHANGE, TravelRules.ARRIVE,              "its endpoint has it"),
    row  (from(DISPATCHED_TO_EP),   on(REPORT_LAUNCH),     FRESH,                                       WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.ASSIGN,              "a manager has it"),
    row  (from(DISPATCHED_TO_EP),   on(REPORT_RUNNING),    FRESH,                                       RUNNING,            MANAGER,     TravelRules.RUN,                 "a worker runs it"),
    row  (from(WAITING_FOR_NODES),  on(REPORT_NODES),      AHEAD,                                       WAITING_FOR_NODES,  INTERCHANGE, TravelRules.ARRIVE,              "a manager has been lost in between"),
    row  (from(WAITING_FOR_NODES),  on(REPORT_NODES),      RELIEF,                                      WAITING_FOR_NODES,  INTERCHANGE, TravelRules.HEAR,                "its endpoint is there, and has it"),
    stay (from(WAITING_FOR_NODES),  on(REPORT_NODES),      NO_NEWS,                                                         INTERCHANGE, IgnoreRules.DUPLICATE,           "it is known"),
    row  (from(WAITING_FOR_NODES),  on(REPORT_LAUNCH),     FRESH,                                       WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.ASSIGN,              "a manager has it"),
    row  (from(WAITING_FOR_NODES),  on(REPORT_RUNNING),    FRESH,                                       RUNNING,            MANAGER,     TravelRules.RUN,                 "a worker runs it"),
    row  (from(WAITING_FOR_LAUNCH), on(REPORT_NODES),      AHEAD,                                       WAITING_FOR_NODES,  INTERCHANGE, TravelRules.ARRIVE,              "its manager has been lost, and it waits for another one"),
    row  (from(WAITING_FOR_LAUNCH), on(REPORT_NODES),      RELIEF,                                      WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.HEAR,                "its endpoint is there; within an attempt a task does not go back"),
    stay (from(WAITING_FOR_LAUNCH), on(REPORT_NODES),      NO_NEWS,                                                         INTERCHANGE, IgnoreRules.STALE,               "within an attempt a task does not go back"),
    row  (from(WAITING_FOR_LAUNCH), on(REPORT_LAUNCH),     AHEAD,                                       WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.ASSIGN,              "another manager has it now"),
    row  (from(WAITING_FOR_LAUNCH), on(REPORT_LAUNCH),     RELIEF,                                      WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.HEAR,                "its endpoint is there, and has it"),
    stay (from(WAITING_FOR_LAUNCH), on(REPORT_LAUNCH),     NO_NEWS,                                                         INTERCHANGE, IgnoreRules.DUPLICATE,           "it is known"),
    row  (from(WAITING_FOR_LAUNCH), on(REPORT_RUNNING),    FRESH,                                       RUNNING,            MANAGER,     TravelRules.RUN,                 "a worker runs it"),
    row  (from(RUNNING),            on(REPORT_NODES),      AHEAD.and(WANTED),                           WAITING_FOR_NODES,  INTERCHANGE, TravelRules.ARRIVE,              "its manager has been lost, and it waits for another one"),
    row  (from(RUNNING),            on(REPORT_LAUNCH),     AHEAD.and(WANTED),                           WAITING_FOR_LAUNCH, INTERCHANGE, TravelRules.ASSIGN,              "its manager has been lost, and another one has it"),
    row  (from(RUNNING),            on(REPORT_NODES),      AHEAD.and(UNWANTED),                         CANCELLED,          INTERCHANGE, EndRules.CANCEL,                 "the worker that was to stop it is lost, and no other has begun"),
    row  (from(RUNNING),            on(REPORT_LAUNCH),     AHEAD.and(UNWANTED),                         CANCELLED,          INTERCHANGE, EndRules.CANCEL,                 "the worker that was to stop it is lost, and no other has begun"),
    row  (from(RUNNING),            on(REPORT_RUNNING),    AHEAD,                                       RUNNING,            MANAGER,     TravelRules.RUN,                 "its manager has been lost, and another worker runs it"),
    row  (from(RUNNING),            on(PROGRESS),          RELIEF,                                      RUNNING,            INTERCHANGE, TravelRules.HEAR,                "its endpoint is there; within an attempt a task does not go back"),
    stay (from(RUNNING),            on(PROGRESS),          NO_NEWS,                                                         INTERCHANGE, IgnoreRules.STALE,               "within an attempt a task does not go back"),
    stay (from(ENQUEUED_ONCE),      on(PROGRESS),          STALE,                                                           INTERCHANGE, IgnoreRules.STALE,               "what is said of an attempt or over a connection that was given up does not count"),
  // ---- results: one that is not acknowledged comes again
    never(from(RECEIVED),           on(RESULT),            ALWAYS,                                                          WORKER,                                       "it has been sent nowhere"),
    row  (from(ENQUEUED_ONCE),      on(RESULT_VALUE),      NOT_OLD,                                     SUCCESS,            WORKER,      EndRules.SUCCEED,                "the worker has returned a value; over which connection does not matter"),
    row  (from(ENQUEUED_ONCE),      on(RESULT_ERROR),      NOT_OLD,                                     FAILED,             WORKER,      EndRules.FAIL,                   "the function itself has failed: it is not tried again"),
    stay (from(ENQUEUED_ONCE),      on(RESULT),            OLD,                                                             WORKER,      IgnoreRules.DISCARD_STALE,       "its attempt has been given up: another one decides"),
  // ---- losses
    row  (from(UNBEGUN_OR_QUEUED),  on(MANAGER_LOST),      FRESH.and(RETRY),                            WAITING_FOR_NODES,  INTERCHANGE, TravelRules.TRY_NEXT_MANAGER,    "its endpoint tries again, with another manager"),
    row  (from(UNBEGUN_OR_QUEUED),  on(MANAGER_LOST),      FRESH.and(NO_RETRY),                         FAILED,             INTERCHANGE, EndRules.FAIL_BY_MANAGER,        "its last attempt is lost"),
    row  (from(RUNNING),            on(MANAGER_LOST),      FRESH.and(WANTED).and(RETRY),                WAITING_FOR_NODES,  INTERCHANGE, TravelRules.TRY_NEXT_MANAGER,    "its endpoint tries again, with another manager"),
    row  (from(RUNNING),            on(MANAGER_LOST),      FRESH.and(WANTED).and(NO_RETRY),             FAILED,             INTERCHANGE, EndRules.FAIL_BY_MANAGER,        "its last attempt is lost"),
    row  (from(RUNNING),            on(MANAGER_LOST),      FRESH.and(UNWANTED),                         CANCELLED,          INTERCHANGE, EndRules.CANCEL,                 "the worker that was to stop it has ended"),
    stay (from(ENQUEUED_ONCE),      on(MANAGER_LOST),      STALE,                                                           INTERCHANGE, IgnoreRules.STALE,               "its attempt or its connection had been given up already"),
    stay (from(AT_EP),              on(ENDPOINT_SUSPECT),  FRESH.and(UNMISSED),                                             FORWARDER,   TravelRules.SUSPECT,             "heartbeats of its endpoint are missing"),
    stay (from(AT_EP),              on(ENDPOINT_SUSPECT),  FRESH.and(MISSED),                                               FORWARDER,   IgnoreRules.DUPLICATE,           "its endpoint is missed already"),
    stay (from(AT_EP),              on(ENDPOINT_HEARD),    BACK,                                                            FORWARDER,   TravelRules.HEAR,                "its endpoint is there"),
    stay (from(AT_EP),              on(ENDPOINT_HEARD),    NOT_BACK,                                                        FORWARDER,   IgnoreRules.MOOT,                "its endpoint was not missed, or has to list the task over its new connection"),
    row  (from(UNBEGUN),            on(ENDPOINT_OFFLINE),  FRESH.and(MISSED).and(RETRY),                WAITING_FOR_EP,     FORWARDER,   TravelRules.TRY_NEXT_CONNECTION, "its endpoint has been silent for too long: it waits for one, as a new attempt"),
    row  (from(UNBEGUN),            on(ENDPOINT_OFFLINE),  FRESH.and(MISSED).and(NO_RETRY),             FAILED,             FORWARDER,   EndRules.FAIL_BY_ENDPOINT,       "its endpoint has been silent for too long, and this was its last attempt"),
    row  (from(RUNNING),            on(ENDPOINT_OFFLINE),  FRESH.and(MISSED).and(WANTED).and(RETRY),    WAITING_FOR_EP,     FORWARDER,   TravelRules.TRY_NEXT_CONNECTION, "its endpoint has been silent for too long: it waits for one, as a new attempt"),
    row  (from(RUNNING),            on(ENDPOINT_OFFLINE),  FRESH.and(MISSED).and(WANTED).and(NO_RETRY), FAILED,             FORWARDER,   EndRules.FAIL_BY_ENDPOINT,       "its endpoint has been silent for too long, and this was its last attempt"),
    row  (from(RUNNING),            on(ENDPOINT_OFFLINE),  FRESH.and(MISSED).and(UNWANTED),             CANCELLED,          FORWARDER,   EndRules.CANCEL,                 "what was to stop it is gone, and it is not tried again"),
    stay (from(AT_EP),              on(ENDPOINT_OFFLINE),  FRESH.and(UNMISSED),                                             FORWARDER,   IgnoreRules.MOOT,                "its endpoint has been heard since"),
    stay (from(AT_EP),              on(LIVENESS),          STALE,                                                           FORWARDER,   IgnoreRules.STALE,               "that connection has been given up already"),
    stay (from(QUEUED),             on(LIVENESS),          ALWAYS,                                                          FORWARDER,   IgnoreRules.MOOT,                "it waits for its endpoint, however long that takes"),
  // ---- cancelled
    row  (from(RECEIVED),           on(CANCEL),            ALWAYS,                                      CANCELLED,          CLIENT,      EndRules.CANCEL,                 "it has not begun"),
    row  (from(UNBEGUN_OR_QUEUED),  on(CANCEL),            ALWAYS,                                      CANCELLED,          CLIENT,      EndRules.CANCEL,                 "it has not begun: where it arrives it is refused"),
    row  (from(RUNNING),            on(CANCEL),            WANTED,                                      RUNNING,            CLIENT,      EndRules.ASK_TO_STOP,            "only the worker knows when it has stopped; a result that comes first stays"),
    stay (from(RUNNING),            on(CANCEL),            UNWANTED,                                                        CLIENT,      IgnoreRules.STOP_AGAIN,          "it has been cancelled already, and not stopped yet"),
    row  (from(RUNNING),            on(CANCEL_CONFIRMED),  FRESH.and(UNWANTED),                         CANCELLED,          WORKER,      EndRules.STOPPED,                "the worker has stopped it, or has ended"),
    stay (from(RUNNING),            on(CANCEL_CONFIRMED),  FRESH.and(WANTED),                                               WORKER,      IgnoreRules.MOOT,                "nobody has cancelled it"),
    stay (from(RUNNING),            on(CANCEL_CONFIRMED),  STALE,                                                           WORKER,      IgnoreRules.STALE,               "another attempt, or what was said over another connection, decides"),
    stay (from(UNBEGUN_OR_QUEUED),  on(CANCEL_CONFIRMED),  ALWAYS,                                                          WORKER,      IgnoreRules.MOOT,                "nobody has cancelled it"),
  // ---- ended: nothing changes it any more
    never(from(PENDING),            on(OUTCOME_PUBLISHED), ALWAYS,                                                          WEB,                                          "it has not ended: there is nothing to publish"),
    stay (from(ENDED),              on(OUTCOME_PUBLISHED), UNTOLD,                                                          WEB,         EndRules.NOTE_PUBLISHED,         "it is stored and its client told: the endpoint can forget it"),
    stay (from(ENDED),              on(OUTCOME_PUBLISHED), TOLD,                                                            WEB,         IgnoreRules.DUPLICATE,           "it has been published already"),
    stay (from(ENDED),              on(RESULT),            OLD,                                                             WORKER,      IgnoreRules.DISCARD_STALE,       "its attempt had been given up"),
    stay (from(SUCCESS),            on(RESULT_VALUE),      SAME_TOLD,                                                       WORKER,      IgnoreRules.ACKNOWLEDGE_AGAIN,   "the acknowledgement was lost"),
    stay (from(SUCCESS),            on(RESULT_VALUE),      SAME_UNTOLD,                                                     WORKER,      IgnoreRules.PUBLISH_AGAIN,       "it is acknowledged only when it is published"),
    stay (from(SUCCESS),            on(RESULT_VALUE),      OTHER_TOLD,                                                      WORKER,      IgnoreRules.CONTRADICT,          "it has ended otherwise, and its client knows"),
    stay (from(SUCCESS),            on(RESULT_VALUE),      OTHER_UNTOLD,                                                    WORKER,      IgnoreRules.CONTRADICT_EARLY,    "it has ended otherwise: what came first stays"),
    stay (from(FAILED),             on(RESULT_ERROR),      SAME_TOLD,                                                       WORKER,      IgnoreRules.ACKNOWLEDGE_AGAIN,   "the acknowledgement was lost"),
    stay (from(FAILED),             on(RESULT_ERROR),      SAME_UNTOLD,                                                     WORKER,      IgnoreRules.PUBLISH_AGAIN,       "it is acknowledged only when it is published"),
    stay (from(FAILED),             on(RESULT_ERROR),      OTHER_TOLD,                                                      WORKER,      IgnoreRules.CONTRADICT,          "it has ended otherwise, and its client knows"),
    stay (from(FAILED),             on(RESULT_ERROR),      OTHER_UNTOLD,                                                    WORKER,      IgnoreRules.CONTRADICT_EARLY,    "it has ended otherwise: what came first stays"),
    stay (from(SUCCESS),            on(RESULT_ERROR),      ELSE_TOLD,                                                       WORKER,      IgnoreRules.CONTRADICT,          "it has ended otherwise, and its client knows"),
    stay (from(SUCCESS),            on(RESULT_ERROR),      ELSE_UNTOLD,                                                     WORKER,      IgnoreRules.CONTRADICT_EARLY,    "it has ended otherwise: what came first stays"),
    stay (from(FAILED),             on(RESULT_VALUE),      ELSE_TOLD,                                                       WORKER,      IgnoreRules.CONTRADICT,          "it has ended otherwise, and its client knows"),
    stay (from(FAILED),             on(RESULT_VALUE),      ELSE_UNTOLD,                                                     WORKER,      IgnoreRules.CONTRADICT_EARLY,    "it has ended otherwise: what came first stays"),
    stay (from(CANCELLED),          on(RESULT),            ELSE_TOLD,                                                       WORKER,      IgnoreRules.CONTRADICT,          "it has ended otherwise, and its client knows"),
    stay (from(CANCELLED),          on(RESULT),            ELSE_UNTOLD,                                                     WORKER,      IgnoreRules.CONTRADICT_EARLY,    "it has ended otherwise: what came first stays"),
    stay (from(ENDED),              on(SUBMIT),            ALWAYS,                                                          WEB,         IgnoreRules.ANSWER_AGAIN,        "it has been submitted already"),
    stay (from(ENDED),              on(ENQUEUED),          ALWAYS,                                                          WEB,         IgnoreRules.LATE,                "it has ended"),
    never(from(ENDED),              on(SENT),              ALWAYS,                                                          FORWARDER,                                    "it has ended: it is not sent any more"),
    stay (from(ENDED),              on(UNSENT),            ALWAYS,                                                          FORWARDER,   IgnoreRules.LATE,                "it has ended"),
    stay (from(ENDED),              on(FROM_ENDPOINT),     ALWAYS,                                                          INTERCHANGE, IgnoreRules.LATE,                "it has ended"),
    stay (from(ENDED),              on(LIVENESS),          ALWAYS,                                                          FORWARDER,   IgnoreRules.LATE,                "it has ended"),
    stay (from(ENDED),              on(CANCEL),            ALWAYS,                                                          CLIENT,      IgnoreRules.LATE,                "it has ended"),
  // ---- no record of it
    row  (from(PENDING),            on(EXPIRED),           ALWAYS,                                      REMOVED,            TIMER,       EndRules.ABANDON,                "nobody keeps a task for ever"),
    row  (from(ENDED),              on(EXPIRED),           ALWAYS,                                      REMOVED,            TIMER,       EndRules.REMOVE,                 "its client has had the time to read how it ended"),
    row  (from(REMOVED),            on(EXPIRED),           ALWAYS,                                      FORGOTTEN,          TIMER,       EndRules.FORGET,                 "nothing of it is on its way any more"),
    never(from(REMOVED),            on(SUBMIT),            ALWAYS,                                                          WEB,                                          "its id has been used by a task whose record is deleted"),
    never(from(REMOVED),            on(SENT),              ALWAYS,                                                          FORWARDER,                                    "its record is deleted: it is not sent any more"),
    stay (from(REMOVED),            on(RESULT),            ALWAYS,                                                          WORKER,      IgnoreRules.DISCARD_LATE,        "its record is deleted: nobody will read it"),
    stay (from(REMOVED),            on(FROM_ENDPOINT),     ALWAYS,                                                          INTERCHANGE, IgnoreRules.LATE,                "its record is deleted"),
    stay (from(REMOVED),            on(LIVENESS),          ALWAYS,                                                          FORWARDER,   IgnoreRules.LATE,                "its record is deleted"),
    stay (from(REMOVED),            on(UNSENT),            ALWAYS,                                                          FORWARDER,   IgnoreRules.LATE,                "its record is deleted"),
    stay (from(REMOVED),            on(ENQUEUED),          ALWAYS,                                                          WEB,         IgnoreRules.LATE,                "its record is deleted"),
    stay (from(REMOVED),            on(OUTCOME_PUBLISHED), ALWAYS,                                                          WEB,         IgnoreRules.LATE,                "its record is deleted"),
    stay (from(REMOVED),            on(CANCEL),            ALWAYS,                                                          CLIENT,      IgnoreRules.LATE,                "its record is deleted"),
    stay (from(UNKNOWN),            on(RESULT),            ALWAYS,                                                          WORKER,      IgnoreRules.DISCARD_UNKNOWN,     "nobody will read it: the endpoint can forget it"),
    stay (from(UNKNOWN),            on(FROM_ENDPOINT),     ALWAYS,                                                          INTERCHANGE, IgnoreRules.UNKNOWN,             "there is no such task"),
    stay (from(UNKNOWN),            on(LIVENESS),          ALWAYS,                                                          FORWARDER,   IgnoreRules.UNKNOWN,             "there is no such task"),
    stay (from(UNKNOWN),            on(UNSENT),            ALWAYS,                                                          FORWARDER,   IgnoreRules.UNKNOWN,             "there is no such task"),
    stay (from(UNKNOWN),            on(EXPIRED),           ALWAYS,                                                          TIMER,       IgnoreRules.UNKNOWN,             "there is no such task"),
    never(from(UNKNOWN),            on(ENQUEUED),          ALWAYS,                                                          WEB,                                          "there is no such task"),
    never(from(UNKNOWN),            on(SENT),              ALWAYS,                                                          FORWARDER,                                    "there is no such task"),
    never(from(UNKNOWN),            on(OUTCOME_PUBLISHED), ALWAYS,                                                          WEB,                                          "there is no such task"),
    never(from(UNKNOWN),            on(CANCEL),            ALWAYS,                                                          CLIENT,                                       "there is no such task")
  );
  // spotless:on

  /** The table. */
  static final TransitionTable<
          LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>
      TABLE =
          TransitionTable
              .<LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>
                  named("lifecycle", LifecycleState.class, LifecycleEvent.class)
              .startsIn(UNKNOWN)
              .endsIn(FORGOTTEN)
              .facts(LifecycleFact.values())
              .given(LifecycleGuards.ONE_AGE)
              .rules(rules())
              .rows(ROWS)
              .build();

  private LifecycleTransitions() {}

  /** Rows that land in {@code lands}. */
  private static ImmutableList<
          Transition<
              LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>>
      row(
          ImmutableSet<LifecycleState> from,
          ImmutableSet<LifecycleEvent> on,
          Guard<TaskEntry> when,
          LifecycleState lands,
          Party party,
          LifecycleRule rule,
          String reason) {
    return line(
        from, on, (state, event) -> moving(state, event, when, party, rule, reason).lands(lands));
  }

  /** Rows that land where they start. */
  private static ImmutableList<
          Transition<
              LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>>
      stay(
          ImmutableSet<LifecycleState> from,
          ImmutableSet<LifecycleEvent> on,
          Guard<TaskEntry> when,
          Party party,
          LifecycleRule rule,
          String reason) {
    return line(
        from, on, (state, event) -> moving(state, event, when, party, rule, reason).lands(state));
  }

  /** Pairs that are refused. */
  private static ImmutableList<
          Transition<
              LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>>
      never(
          ImmutableSet<LifecycleState> from,
          ImmutableSet<LifecycleEvent> on,
          Guard<TaskEntry> when,
          Party party,
          String reason) {
    return line(from, on, (state, event) -> Transition.never(state, event, when, party, reason));
  }

  private static Transition<
          LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>
      moving(
          LifecycleState from,
          LifecycleEvent event,
          Guard<TaskEntry> when,
          Party party,
          LifecycleRule rule,
          String reason) {
    return Transition.row(from, event, when, party, rule, reason);
  }

  private static ImmutableList<
          Transition<
              LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>>
      line(
          ImmutableSet<LifecycleState> from,
          ImmutableSet<LifecycleEvent> on,
          BiFunction<
                  LifecycleState,
                  LifecycleEvent,
                  Transition<
                      LifecycleState,
                      LifecycleEvent,
                      TaskEntry,
                      Rule<Desk, TaskEntry, LifecycleState>>>
              make) {
    return from.stream()
        .flatMap(state -> on.stream().map(event -> make.apply(state, event)))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableSet<LifecycleState> from(LifecycleState state) {
    return ImmutableSet.of(state);
  }

  private static ImmutableSet<LifecycleState> from(ImmutableSet<LifecycleState> states) {
    return states;
  }

  private static ImmutableSet<LifecycleEvent> on(LifecycleEvent event) {
    return ImmutableSet.of(event);
  }

  private static ImmutableSet<LifecycleEvent> on(ImmutableSet<LifecycleEvent> events) {
    return events;
  }

  @SafeVarargs
  private static ImmutableList<
          Transition<
              LifecycleState, LifecycleEvent, TaskEntry, Rule<Desk, TaskEntry, LifecycleState>>>
      rows(
          ImmutableList<
                  Transition<
                      LifecycleState,
                      LifecycleEvent,
                      TaskEntry,
                      Rule<Desk, TaskEntry, LifecycleState>>>...
              lines) {
    return Arrays.stream(lines).flatMap(List::stream).collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<LifecycleRule> rules() {
    return ImmutableList.<LifecycleRule>builder()
        .add(TravelRules.values())
        .add(EndRules.values())
        .add(IgnoreRules.values())
        .build();
  }
}
