"""Replay recorded traces through dask's own worker state machine.

This is the other direction of ``record.py``: from the lines of a trace to events of
``distributed.worker_state_machine``, and from the engine's answers to what a line would say.  It
shares no code with the recorder, so that one can vouch for the other.

Where dask is free to choose (the order in which it iterates over its sets, its random numbers, the
order in which it takes recommendations) a ``Choices`` object decides: as recorded, the opposite, or
at random.  Replaying a trace in several ways shows which of its answers depend on choices.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from collections import defaultdict

from dask.sizeof import sizeof
from dask.utils import typename

import distributed.worker_state_machine as wsm
from distributed.collections import HeapSet
from distributed.protocol.serialize import Serialize


# ---------------------------------------------------------------------------------------------
# Reading traces
# ---------------------------------------------------------------------------------------------


def open_lines(path: str):
    """The lines of a plain or gzip-compressed trace file."""
    opener = gzip.open if path.endswith(".gz") else open
    return opener(path, "rt", encoding="utf-8")


def read_traces(path: str):
    """Yield each trace of a file as (header, lines), pokes among the lines."""
    header, lines = None, []
    with open_lines(path) as file:
        for text in file:
            line = json.loads(text)
            if "trace" not in line:
                lines.append(line)
                continue
            if header is not None:
                yield header, lines
            header, lines = line, []
    if header is not None:
        yield header, lines


def stimuli_of(line: dict) -> list[dict]:
    return line["stimuli"] if "stimuli" in line else [line["stimulus"]]


# ---------------------------------------------------------------------------------------------
# From lines to events
# ---------------------------------------------------------------------------------------------


class StandIn:
    """A value of which only its size and the name of its type are known."""

    nbytes = 0


@sizeof.register(StandIn)
def _sizeof_stand_in(value):
    return value.nbytes


_classes: dict = {}
_values: dict = {}


def value_of(nbytes: int, type_name: str):
    """A value of the given size and type name; a real one where that is easy."""
    value = _values.get((nbytes, type_name))
    if value is None:
        value = _values[nbytes, type_name] = _real(nbytes, type_name) or _stand_in(nbytes, type_name)
    return value


def _real(nbytes: int, type_name: str):
    candidates = {"int": 1, "float": 1.0, "bool": True, "bytes": bytes(min(nbytes, 10**6))}
    value = candidates.get(type_name)
    return value if value is not None and sizeof(value) == nbytes else None


def _stand_in(nbytes: int, type_name: str):
    if type_name not in _classes:
        module, _, name = type_name.rpartition(".")
        _classes[type_name] = type(name, (StandIn,), {"__module__": module or "builtins"})
        assert typename(_classes[type_name]) == type_name
    value = _classes[type_name]()
    value.nbytes = nbytes
    return value


def _data(s):
    return {k: value_of(v["nbytes"], v["type"]) for k, v in s["data"].items()}


def _failure(s):
    return {
        "exception": Serialize(Exception()),
        "traceback": None,
        "exception_text": s["exception_text"],
        "traceback_text": "",
    }


def _gather_done(s):
    return {"worker": s["worker"], "total_nbytes": s["total_nbytes"]}


def _compute_task(s, i):
    return wsm.ComputeTaskEvent.dummy(
        s["key"],
        who_has=s["who_has"],
        nbytes=s["nbytes"],
        priority=tuple(s["priority"]),
        resource_restrictions=s["resource_restrictions"],
        actor=s["actor"],
        stimulus_id=i,
    )


def _execute_success(s, i):
    value = value_of(s["nbytes"], s["type"])
    return wsm.ExecuteSuccessEvent(
        key=s["key"], value=value, start=0.0, stop=1.0, nbytes=s["nbytes"], type=type(value),
        stimulus_id=i,
    )


EVENTS = {
    "compute-task": _compute_task,
    "execute-success": _execute_success,
    "execute-failure": lambda s, i: wsm.ExecuteFailureEvent(
        key=s["key"], start=None, stop=None, stimulus_id=i, **_failure(s)
    ),
    "reschedule": lambda s, i: wsm.RescheduleEvent(key=s["key"], stimulus_id=i),
    "secede": lambda s, i: wsm.SecedeEvent(
        key=s["key"], compute_duration=s["compute_duration"], stimulus_id=i
    ),
    "gather-dep-success": lambda s, i: wsm.GatherDepSuccessEvent(
        data=_data(s), stimulus_id=i, **_gather_done(s)
    ),
    "gather-dep-busy": lambda s, i: wsm.GatherDepBusyEvent(stimulus_id=i, **_gather_done(s)),
    "gather-dep-network-failure": lambda s, i: wsm.GatherDepNetworkFailureEvent(
        stimulus_id=i, **_gather_done(s)
    ),
    "gather-dep-failure": lambda s, i: wsm.GatherDepFailureEvent(
        stimulus_id=i, **_gather_done(s), **_failure(s)
    ),
    "retry-busy-worker": lambda s, i: wsm.RetryBusyWorkerEvent(worker=s["worker"], stimulus_id=i),
    "free-keys": lambda s, i: wsm.FreeKeysEvent(keys=s["keys"], stimulus_id=i),
    "remove-replicas": lambda s, i: wsm.RemoveReplicasEvent(keys=s["keys"], stimulus_id=i),
    "acquire-replicas": lambda s, i: wsm.AcquireReplicasEvent(
        who_has=s["who_has"], nbytes=s["nbytes"], stimulus_id=i
    ),
    "refresh-who-has": lambda s, i: wsm.RefreshWhoHasEvent(who_has=s["who_has"], stimulus_id=i),
    "find-missing": lambda s, i: wsm.FindMissingEvent(stimulus_id=i),
    "pause": lambda s, i: wsm.PauseEvent(stimulus_id=i),
    "unpause": lambda s, i: wsm.UnpauseEvent(stimulus_id=i),
    "steal-request": lambda s, i: wsm.StealRequestEvent(key=s["key"], stimulus_id=i),
    "cancel-compute": lambda s, i: wsm.CancelComputeEvent(key=s["key"], stimulus_id=i),
    "update-data": lambda s, i: wsm.UpdateDataEvent(
        data=_data(s), report=s["report"], stimulus_id=i
    ),
}


def event_of(stimulus: dict):
    return EVENTS[stimulus["op"]](stimulus, stimulus["stimulus_id"])


# ---------------------------------------------------------------------------------------------
# From the engine's answers to lines
# ---------------------------------------------------------------------------------------------

_PLAIN = {
    "GatherDep": ("gather-dep", ("worker", "total_nbytes")),
    "Execute": ("execute", ("key",)),
    "RetryBusyWorkerLater": ("retry-busy-worker-later", ("worker",)),
    "DigestMetric": ("digest-metric", ("name",)),
    "TaskFinishedMsg": ("task-finished", ("key", "nbytes", "typename")),
    "TaskErredMsg": ("task-erred", ("key", "exception_text")),
    "ReleaseWorkerDataMsg": ("release-worker-data", ("key",)),
    "RescheduleMsg": ("reschedule", ("key",)),
    "LongRunningMsg": ("long-running", ("key", "compute_duration")),
    "AddKeysMsg": ("add-keys", ()),
    "RequestRefreshWhoHasMsg": ("request-refresh-who-has", ()),
    "StealResponseMsg": ("steal-response", ("key", "state")),
}


#: The one metric that belongs to a trace; others say that this machine was slow for a moment
COMPUTE_DURATION = "compute-duration"


def instruction_line(instruction) -> dict:
    op, members = _PLAIN[type(instruction).__name__]
    line = {"op": op, "stimulus_id": instruction.stimulus_id}
    line.update((m, getattr(instruction, m)) for m in members)
    for collection in ("keys", "to_gather"):
        if hasattr(instruction, collection):
            line[collection] = sorted(getattr(instruction, collection))
    return line


def states_of(ws) -> dict:
    """The state of every task, as a trace writes it."""
    return {
        key: {"state": ts.state, "previous": ts.previous, "next": ts.next}
        if ts.state in ("cancelled", "resumed")
        else ts.state
        for key, ts in ws.tasks.items()
    }


def changes(before: dict, after: dict) -> dict:
    changed = {k: s for k, s in after.items() if before.get(k) != s}
    changed.update((k, "forgotten") for k in before if k not in after)
    return changed


def counts_of(ws) -> dict:
    actors = [k for k in ws.actors if k in ws.tasks and ws.tasks[k].state == "memory"]
    return {
        "tasks": len(ws.tasks),
        "in_memory": len(ws.data) + len(actors),
        "executing": ws.executing_count,
        "long_running": len(ws.long_running),
        "in_flight": ws.in_flight_tasks_count,
        "ready": len(ws.ready),
        "constrained": len(ws.constrained),
        "waiting": len(ws.waiting),
        "fetch": ws.fetch_count,
        "missing": len(ws.missing_dep_flight),
        "executed": ws.executed_count,
        "nbytes": ws.nbytes,
        "transfer_incoming_bytes": ws.transfer_incoming_bytes,
        "transfer_incoming_count": ws.transfer_incoming_count,
    }


def is_transition(entry: tuple) -> bool:
    return len(entry) == 7 and isinstance(entry[4], dict)


# ---------------------------------------------------------------------------------------------
# Choices
# ---------------------------------------------------------------------------------------------


def name_of(item) -> str:
    return item if isinstance(item, str) else item.key


class Recorded:
    """The choices that the line says were made."""

    def begin(self, line: dict) -> None:
        peers = [i["worker"] for i in line.get("instructions", ()) if i["op"] == "gather-dep"]
        self._peers = _first_positions(peers)
        self._tasks = _first_positions(t[0] for t in line["transitions"])

    def order(self, items: list) -> list:
        """What is iterated over becomes recommendations, of which the last one is taken first."""
        return sorted(items, key=lambda x: (-self._tasks.get(name_of(x), math.inf), name_of(x)))

    def peers(self, items: list) -> list:
        return sorted(items, key=lambda x: (self._peers.get(x[0], math.inf), x[0]))

    def pop(self, recommendations: dict):
        return dict.popitem(recommendations)


class Opposite(Recorded):
    """Wherever there was a choice, the one that was made last."""

    def order(self, items: list) -> list:
        return super().order(items)[::-1]

    def peers(self, items: list) -> list:
        return super().peers(items)[::-1]


class Shuffled:
    """Choices at random; recommendations too, or in dask's own order."""

    def __init__(self, seed: int, shuffle_recommendations: bool):
        self._random = random.Random(seed)
        self._recommendations = shuffle_recommendations

    def begin(self, line: dict) -> None:
        pass

    def order(self, items: list) -> list:
        items = sorted(items, key=name_of)
        self._random.shuffle(items)
        return items

    def peers(self, items: list) -> list:
        items = sorted(items, key=lambda x: x[0])
        self._random.shuffle(items)
        return items

    def pop(self, recommendations: dict):
        if not self._recommendations:
            return dict.popitem(recommendations)
        chosen = self._random.choice(list(recommendations))
        return chosen, recommendations.pop(chosen)


def _first_positions(names) -> dict:
    positions: dict = {}
    for position, name in enumerate(names):
        positions.setdefault(name, position)
    return positions


class ChosenSet(set):
    """A set that iterates as its choices say."""

    def __init__(self, choices, items=()):
        super().__init__(items)
        self._choices = choices

    def __iter__(self):
        return iter(self._choices.order(list(set.__iter__(self))))


class ChosenRecommendations(dict):
    """Recommendations taken as the choices say.  Its copy is one as well: dask takes from a copy."""

    def __init__(self, choices, items):
        super().__init__(items)
        self._choices = choices

    def copy(self):
        return ChosenRecommendations(self._choices, self)

    def popitem(self):
        return self._choices.pop(self)


class ChosenPeers(defaultdict):
    """``data_needed``, whose peers are listed in the order of preference."""

    def __init__(self, choices, factory):
        super().__init__(factory)
        self._choices = choices

    def items(self):
        return self._choices.peers(list(super().items()))


class ChosenTransfers(dict):
    """``in_flight_workers``, whose sets of keys iterate as the choices say."""

    def __init__(self, choices):
        super().__init__()
        self._choices = choices

    def __setitem__(self, worker, keys):
        super().__setitem__(worker, ChosenSet(self._choices, keys))


class FirstListedFirst:
    """In place of random numbers: of peers that tie the one that was listed first."""

    def __init__(self):
        self._drawn = 0

    def random(self) -> int:
        self._drawn += 1
        return self._drawn


def _task_type(choices):
    """A task whose sets of other tasks iterate as the choices say."""

    class Task(_TaskState):
        __slots__ = ()

        def __init__(self, key):
            sets = ("dependencies", "dependents", "waiting_for_data", "waiters")
            super().__init__(key, **{s: ChosenSet(choices) for s in sets})

    return Task


_TaskState = wsm.TaskState


class ChosenState(wsm.WorkerState):
    """dask's engine with its choices taken out of its hands."""

    def __init__(self, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices
        self._task_type = _task_type(choices)
        self.rng = FirstListedFirst()
        self.data_needed = ChosenPeers(choices, self._new_heap)
        self.in_flight_workers = ChosenTransfers(choices)
        self.has_what = defaultdict(lambda: ChosenSet(choices))
        self.missing_dep_flight = ChosenSet(choices)

    def _new_heap(self):
        heap = HeapSet(key=lambda ts: ts.priority)
        heap._data = ChosenSet(self.choices)
        return heap

    def handle_stimulus(self, *stimuli):
        create, wsm.TaskState = wsm.TaskState, self._task_type
        try:
            return super().handle_stimulus(*stimuli)
        finally:
            wsm.TaskState = create

    def _handle_event(self, event):
        recommendations, instructions = super()._handle_event(event)
        return ChosenRecommendations(self.choices, recommendations), instructions

    def _ensure_communicating(self, **kwargs):
        recommendations, instructions = super()._ensure_communicating(**kwargs)
        return ChosenRecommendations(self.choices, recommendations), instructions


# ---------------------------------------------------------------------------------------------
# Replay
# ---------------------------------------------------------------------------------------------


def _unlimited(value):
    return math.inf if value is None else value


SETTINGS = {
    "nthreads": int,
    "address": str,
    "running": bool,
    "validate": bool,
    "transition_counter_max": lambda v: v or False,
    "total_resources": dict,
    "available_resources": dict,
    "transfer_incoming_count_limit": _unlimited,
    "transfer_message_bytes_limit": _unlimited,
    "transfer_incoming_bytes_limit": _unlimited,
    "transfer_incoming_bytes_throttle_threshold": _unlimited,
}


def apply_settings(ws, settings: dict) -> None:
    for name, value in settings.items():
        setattr(ws, name, SETTINGS[name](value))


def new_engine(config: dict, choices=None, validate: bool | None = None):
    """An empty engine with the settings of a trace; without choices it is dask's own, unchanged."""
    ws = wsm.WorkerState() if choices is None else ChosenState(choices)
    apply_settings(ws, config)
    if validate is not None:
        ws.validate = validate
    return ws


class Replay:
    """One pass of a trace through an engine."""

    def __init__(self, header: dict, choices=None, validate: bool | None = None):
        self.choices = choices
        self.ws = new_engine(header["config"], choices, validate)
        self._states: dict = {}

    def step(self, line: dict):
        """Replay one line; returns what it ought to say, None for a poke."""
        if "poke" in line:
            apply_settings(self.ws, line["poke"])
            return None
        if self.choices is not None:
            self.choices.begin(line)
        last = self.ws.log[-1] if self.ws.log else None
        events = [event_of(s) for s in stimuli_of(line)]
        try:
            instructions = self.ws.handle_stimulus(*events)
            lines = [instruction_line(i) for i in instructions]
            outcome = {"instructions": [i for i in lines if i.get("name") in (None, COMPUTE_DURATION)]}
        except Exception as error:
            outcome = {"raised": type(error).__name__}
        before, self._states = self._states, states_of(self.ws)
        return {
            **outcome,
            "transitions": self._transitions(last),
            "states": changes(before, self._states),
            "counts": counts_of(self.ws),
        }

    def _transitions(self, last) -> list:
        found = []
        for entry in reversed(self.ws.log):
            if entry is last:
                break
            if is_transition(entry):
                found.append(list(entry[:4]))
        return found[::-1]


def _multiset(items) -> list:
    return sorted(json.dumps(i, sort_keys=True) for i in items)


def differences(expected: dict, actual: dict, ordered: bool = False) -> list[str]:
    """The members in which a replayed step differs from the recorded one."""
    found = [m for m in ("states", "counts") if expected[m] != actual[m]]
    if expected.get("raised") != actual.get("raised"):
        found.append("raised")
    for member in ("instructions", "transitions"):
        a, b = expected.get(member, []), actual.get(member, [])
        if _multiset(a) != _multiset(b):
            found.append(member)
    if ordered and "instructions" not in found:
        if expected.get("instructions") != actual.get("instructions"):
            found.append("order of instructions")
    return found
