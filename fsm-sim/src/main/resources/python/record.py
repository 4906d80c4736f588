"""Record what a dask worker's state machine was told and what it answered.

The traces are JSON Lines (gzip), one step of ``WorkerState.handle_stimulus`` per line, in the
format that ``fsm replay`` reads.  Written for dask.distributed 2022.12.1; this one file needs
nothing but distributed itself.

As a worker preload, for a worker that misbehaves::

    dask worker tcp://scheduler:8786 --preload record.py --trace-dir /tmp/traces
    WORKER_FSM_TRACE=/tmp/traces dask worker tcp://scheduler:8786 --preload record.py

As a worker plugin, where the file is on the workers' import path (``Client.upload_file``)::

    client.register_worker_plugin(record.RecorderPlugin("/tmp/traces"))

As a pytest plugin, for every state machine that the tests create::

    python3 -m pytest -p record --record-traces /tmp/traces ...

What it promises
----------------
* **It never gets in the way.**  Whatever goes wrong in here ends the recording with one line in
  the log of ``distributed.worker.fsm_recorder``; the worker goes on untouched.  Everything runs on
  the thread that calls ``handle_stimulus``, which in a worker is the event loop's.
* **It starts from an empty engine or not at all.**  A worker that already knows tasks cannot be
  recorded from the middle, because a replay starts from nothing; this is refused in one line.
* **A crash leaves a readable file.**  While recording, lines go to ``NAME.part.jsonl``, one write
  per line, behind a header whose counts are ``null``.  Closing the worker (or leaving Python)
  rewrites it as ``NAME.jsonl.gz`` with the counts filled in.  A killed worker leaves the part file:
  readers accept null counts, and at most the last line is incomplete.
* **It is cheap.**  About 60 microseconds per stimulus, 700 bytes of disk per line until it is
  compressed, 150 bytes of memory per distinct digest among the keys.
* **It gives little away.**  Values are reduced to their size and type name; functions, arguments,
  tracebacks, annotations and times are dropped; exceptions are cut to 80 characters.  Addresses
  become ``tcp://host-H:N``, digests and uuids in keys and messages ``~1``, ``~2``, ..., clock
  readings and uuids in stimulus ids plain ordinals.  The rest of a key is kept.  ``--trace-raw``
  (pytest: ``--record-raw``) keeps keys, addresses and stimulus ids as they are.

What ``deterministic`` and ``ordered`` mean here
------------------------------------------------
A line should be called deterministic if dask would have answered the same whatever order it
iterates its sets in and whatever its random numbers are.  A recorder cannot try that out; it looks
for the situations in which the answer may depend on it, and from the first one on marks every
line of the trace ``"deterministic": false``:

* a key was gathered that two usable peers on equally near machines hold;
* a transfer limit may have held keys back, and two of those taken or left have the same priority;
* one stimulus asked for moves of several keys that may undo each other: a transfer ended of which one
  key is to be computed here instead; several keys were scattered or are to be replicated here of which
  one is already known in another role;
* several tasks became ready in one step, and not all of them could start;
* the step raised, and more than one key was involved.

This errs on the side of caution: many a line marked false would have been the same all the same.
``ordered`` is true only where at most one instruction leaves no order to speak of.
"""

from __future__ import annotations

import atexit
import gzip
import json
import logging
import math
import os
import re
import shutil

import click

import distributed
from dask.utils import typename
from distributed.comm import get_address_host
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.sizeof import safe_sizeof
from distributed.worker_state_machine import WorkerState

KNOWN_VERSION = "2022.12.1"
VERSION = distributed.__version__.partition("+")[0]
SOURCE = f"dask.distributed {VERSION}"
ENVIRONMENT = "WORKER_FSM_TRACE"

logger = logging.getLogger("distributed.worker.fsm_recorder")


# ---------------------------------------------------------------------------------------------
# Names: what a trace calls the addresses, keys and stimuli of the recorded worker
# ---------------------------------------------------------------------------------------------

_DIGEST = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}")
_MOMENT = re.compile(_DIGEST.pattern + r"|\d{9,}\.\d+|\d{9,}")
_ADDRESS = re.compile(r"\b(?:tcp|tls|inproc|ucx|ws|wss)://[^\s'\",)\]}]+")
_EXCEPTION_LENGTH = 80


def host_of(address: str) -> str:
    """The machine of an address; an address that dask cannot parse is a machine of its own."""
    try:
        return get_address_host(address)
    except Exception:
        return address


class Names:
    """Consistent replacement names within one trace; number 1 is reserved for the worker itself."""

    def __init__(self, own_address: str | None):
        self._addresses: dict[str, str] = {}
        self._hosts: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        self._moments: dict[str, str] = {}
        # An address not known yet takes number 1 all the same, so that no peer can get it
        self.address(own_address or "")

    def address(self, address: str) -> str:
        name = self._addresses.get(address)
        if name is None:
            host = self._hosts.setdefault(host_of(address), len(self._hosts) + 1)
            name = f"tcp://host-{host}:{len(self._addresses) + 1}"
            self._addresses[address] = name
        return name

    def key(self, key: str) -> str:
        return _DIGEST.sub(self._digest, str(key))

    def stimulus(self, stimulus_id: str) -> str:
        return _MOMENT.sub(self._moment, str(stimulus_id))

    def text(self, text: str) -> str:
        """An exception's text: shortened first, so that its length does not depend on names."""
        text = _ADDRESS.sub(lambda found: self.address(found.group()), text[:_EXCEPTION_LENGTH])
        return _DIGEST.sub(self._digest, text)

    def _digest(self, found: re.Match) -> str:
        return self._digests.setdefault(found.group(), f"~{len(self._digests) + 1}")

    def _moment(self, found: re.Match) -> str:
        return self._moments.setdefault(found.group(), str(len(self._moments) + 1))


class RawNames:
    """Every name as it is, for those who may see them."""

    def __init__(self, own_address: str | None):
        pass

    def address(self, address: str) -> str:
        return address or "tcp://unknown:0"

    def key(self, key: str) -> str:
        return str(key)

    def stimulus(self, stimulus_id: str) -> str:
        return str(stimulus_id)

    def text(self, text: str) -> str:
        return text[:_EXCEPTION_LENGTH]


# ---------------------------------------------------------------------------------------------
# Stimuli and instructions as JSON
# ---------------------------------------------------------------------------------------------


def _sizes(n, data):
    return {n.key(k): {"nbytes": safe_sizeof(v), "type": typename(type(v))} for k, v in data.items()}


def _holders(n, who_has):
    return {n.key(k): [n.address(w) for w in workers] for k, workers in who_has.items()}


def _by_key(n, mapping):
    return {n.key(k): v for k, v in mapping.items()}


def _keys(n, keys):
    """The keys of a stimulus, in the order in which the engine is about to iterate over them."""
    return [n.key(k) for k in keys]


def _key_set(n, keys):
    """The keys of an answer: a set, whatever dask makes of it."""
    return sorted(n.key(k) for k in keys)


def _gather_done(n, ev):
    return {"worker": n.address(ev.worker), "total_nbytes": ev.total_nbytes}


def _only_key(n, it):
    return {"key": n.key(it.key)}


def _nothing(n, it):
    return {}


# By name and not by class, so that a version of dask that lacks one can still load this file
STIMULI = {
    "ComputeTaskEvent": (
        "compute-task",
        lambda n, ev: {
            "key": n.key(ev.key),
            "who_has": _holders(n, ev.who_has),
            "nbytes": _by_key(n, ev.nbytes),
            "priority": list(ev.priority),
            "resource_restrictions": dict(ev.resource_restrictions or {}),
            "actor": bool(ev.actor),
        },
    ),
    "ExecuteSuccessEvent": (
        "execute-success",
        lambda n, ev: {"key": n.key(ev.key), "nbytes": ev.nbytes, "type": typename(type(ev.value))},
    ),
    "ExecuteFailureEvent": (
        "execute-failure",
        lambda n, ev: {"key": n.key(ev.key), "exception_text": n.text(ev.exception_text)},
    ),
    "RescheduleEvent": ("reschedule", _only_key),
    "SecedeEvent": ("secede", lambda n, ev: {"key": n.key(ev.key), "compute_duration": 1.0}),
    "GatherDepSuccessEvent": (
        "gather-dep-success",
        lambda n, ev: {**_gather_done(n, ev), "data": _sizes(n, ev.data)},
    ),
    "GatherDepBusyEvent": ("gather-dep-busy", _gather_done),
    "GatherDepNetworkFailureEvent": ("gather-dep-network-failure", _gather_done),
    "GatherDepFailureEvent": (
        "gather-dep-failure",
        lambda n, ev: {**_gather_done(n, ev), "exception_text": n.text(ev.exception_text)},
    ),
    "RetryBusyWorkerEvent": ("retry-busy-worker", lambda n, ev: {"worker": n.address(ev.worker)}),
    "FreeKeysEvent": ("free-keys", lambda n, ev: {"keys": _keys(n, ev.keys)}),
    "RemoveReplicasEvent": ("remove-replicas", lambda n, ev: {"keys": _keys(n, ev.keys)}),
    "AcquireReplicasEvent": (
        "acquire-replicas",
        lambda n, ev: {"who_has": _holders(n, ev.who_has), "nbytes": _by_key(n, ev.nbytes)},
    ),
    "RefreshWhoHasEvent": ("refresh-who-has", lambda n, ev: {"who_has": _holders(n, ev.who_has)}),
    "FindMissingEvent": ("find-missing", _nothing),
    "PauseEvent": ("pause", _nothing),
    "UnpauseEvent": ("unpause", _nothing),
    "StealRequestEvent": ("steal-request", _only_key),
    "CancelComputeEvent": ("cancel-compute", _only_key),
    "UpdateDataEvent": (
        "update-data",
        lambda n, ev: {"data": _sizes(n, ev.data), "report": bool(ev.report)},
    ),
}

INSTRUCTIONS = {
    "GatherDep": (
        "gather-dep",
        lambda n, i: {
            "worker": n.address(i.worker),
            "to_gather": _key_set(n, i.to_gather),
            "total_nbytes": i.total_nbytes,
        },
    ),
    "Execute": ("execute", _only_key),
    "RetryBusyWorkerLater": ("retry-busy-worker-later", lambda n, i: {"worker": n.address(i.worker)}),
    "DigestMetric": ("digest-metric", lambda n, i: {"name": i.name}),
    "TaskFinishedMsg": (
        "task-finished",
        lambda n, i: {"key": n.key(i.key), "nbytes": i.nbytes, "typename": i.typename},
    ),
    "TaskErredMsg": (
        "task-erred",
        lambda n, i: {"key": n.key(i.key), "exception_text": n.text(i.exception_text)},
    ),
    "ReleaseWorkerDataMsg": ("release-worker-data", _only_key),
    "RescheduleMsg": ("reschedule", _only_key),
    "LongRunningMsg": (
        "long-running",
        lambda n, i: {
            "key": n.key(i.key),
            "compute_duration": None if i.compute_duration is None else 1.0,
        },
    ),
    "AddKeysMsg": ("add-keys", lambda n, i: {"keys": _key_set(n, i.keys)}),
    "RequestRefreshWhoHasMsg": ("request-refresh-who-has", lambda n, i: {"keys": _key_set(n, i.keys)}),
    "StealResponseMsg": ("steal-response", lambda n, i: {"key": n.key(i.key), "state": i.state}),
}


def _encode(table, names, it):
    op, members = table[type(it).__name__]
    return {"op": op, "stimulus_id": names.stimulus(it.stimulus_id), **members(names, it)}


def is_a(it, *names: str) -> bool:
    return type(it).__name__ in names


def _is_wanted(instruction) -> bool:
    """A slow disk announces itself by a metric: a clock reading, and none of the engine's doing."""
    return not is_a(instruction, "DigestMetric") or instruction.name == "compute-duration"


def _keys_named_by(stimulus):
    """The keys that a stimulus may create: no transition tells that these are new."""
    if is_a(stimulus, "ComputeTaskEvent"):
        yield stimulus.key
        yield from stimulus.nbytes
    elif is_a(stimulus, "AcquireReplicasEvent"):
        yield from stimulus.nbytes
    elif is_a(stimulus, "UpdateDataEvent"):
        yield from stimulus.data


# ---------------------------------------------------------------------------------------------
# What is read off the engine
# ---------------------------------------------------------------------------------------------


def _limit(value):
    """A limit as JSON: infinite is null."""
    return None if isinstance(value, float) and math.isinf(value) else value


def config_of(ws: WorkerState, names) -> dict:
    return {
        "nthreads": ws.nthreads,
        "address": names.address(getattr(ws, "address", "")),
        "running": ws.running,
        "validate": ws.validate,
        "transition_counter_max": ws.transition_counter_max,
        "total_resources": dict(ws.total_resources),
        "available_resources": dict(ws.available_resources),
        "transfer_incoming_count_limit": _limit(ws.transfer_incoming_count_limit),
        "transfer_message_bytes_limit": _limit(ws.transfer_message_bytes_limit),
        "transfer_incoming_bytes_limit": _limit(ws.transfer_incoming_bytes_limit),
        "transfer_incoming_bytes_throttle_threshold": _limit(
            ws.transfer_incoming_bytes_throttle_threshold
        ),
    }


def counts_of(ws: WorkerState) -> dict:
    actors = sum(1 for k in ws.actors if k in ws.tasks and ws.tasks[k].state == "memory")
    return {
        "tasks": len(ws.tasks),
        "in_memory": len(ws.data) + actors,
        "executing": len(ws.executing),
        "long_running": len(ws.long_running),
        "in_flight": len(ws.in_flight_tasks),
        "ready": len(ws.ready),
        "constrained": len(ws.constrained),
        "waiting": len(ws.waiting),
        "fetch": ws.fetch_count,
        "missing": len(ws.missing_dep_flight),
        "executed": ws.executed_count,
        "nbytes": ws.nbytes,
        "transfer_incoming_bytes": ws.transfer_incoming_bytes,
        "transfer_incoming_count": len(ws.in_flight_workers),
    }


def state_of(ts):
    """A task's state as the trace writes it, ``"forgotten"`` where there is no task."""
    if ts is None:
        return "forgotten"
    if ts.state in ("cancelled", "resumed"):
        return {"state": ts.state, "previous": ts.previous, "next": ts.next}
    return ts.state


def transitions_since(ws: WorkerState, last) -> list[tuple]:
    """The transitions logged after the entry ``last``, oldest first.

    The log also holds other entries; a transition has seven members, of which the fifth is the
    map of new recommendations.
    """
    found = []
    for entry in reversed(ws.log):
        if entry is last:
            break
        if len(entry) == 7 and isinstance(entry[4], dict):
            found.append(entry[:4])
    found.reverse()
    return found


def is_empty(ws: WorkerState) -> bool:
    """True if a replay that starts from nothing starts from the same place."""
    return not (
        ws.tasks
        or ws.data
        or ws.actors
        or ws.in_flight_workers
        or ws.busy_workers
        or ws.generation
        or ws.executed_count
    )


# ---------------------------------------------------------------------------------------------
# Ties: could dask have answered otherwise?
# ---------------------------------------------------------------------------------------------


class TieWatch:
    """Looks before and after a step for the situations listed in the module's description."""

    def before(self, ws: WorkerState, stimuli) -> None:
        self.mixed = any(self._mixed(ws, s) for s in stimuli)
        self.busy = set(ws.busy_workers)
        self.in_flight = set(ws.in_flight_workers)
        # Tasks that could have started but have not been asked to, after nthreads grew
        self.slack = len(ws.executing) < ws.nthreads and bool(ws.ready or ws.constrained)

    @staticmethod
    def _mixed(ws: WorkerState, stimulus) -> bool:
        """True if one stimulus asks several keys for moves of which one may undo another."""
        if is_a(stimulus, "UpdateDataEvent"):
            keys, harmless = stimulus.data, {"memory"}
        elif is_a(stimulus, "AcquireReplicasEvent"):
            keys, harmless = stimulus.nbytes, {"memory", "fetch", "flight", "missing"}
        else:
            keys = ws.in_flight_workers.get(getattr(stimulus, "worker", None), ())
            return len(keys) > 1 and any(k in ws.tasks and ws.tasks[k].state == "resumed" for k in keys)
        return len(keys) > 1 and any(k in ws.tasks and ws.tasks[k].state not in harmless for k in keys)

    def seen(self, ws: WorkerState, stimuli, instructions, transitions) -> bool:
        return (
            self.mixed
            or self._threads(ws, transitions)
            or self._transfers(ws, stimuli, [i for i in instructions if is_a(i, "GatherDep")])
        )

    def _threads(self, ws: WorkerState, transitions) -> bool:
        new = {t[0] for t in transitions if t[1] == "waiting" and t[3] in ("ready", "constrained")}
        if len(new) < 2:
            return False
        left = [k for k in new if k in ws.tasks and ws.tasks[k].state in ("ready", "constrained")]
        started = any(t[3] == "executing" and t[0] in new for t in transitions)
        free_thread = len(ws.executing) < ws.nthreads
        return bool(left) and (started or self.slack or free_thread)

    def _transfers(self, ws: WorkerState, stimuli, gathers) -> bool:
        if not gathers and not self._refused(ws, stimuli):
            return False
        asked = {g.worker for g in gathers}
        unusable = (self.busy & ws.busy_workers) | (self.in_flight & ws.in_flight_workers.keys())
        unusable -= asked
        taken = {k for g in gathers for k in g.to_gather if k in ws.tasks}
        own_host = host_of(ws.address)
        for key in taken:
            near = [host_of(w) == own_host for w in ws.tasks[key].who_has if w not in unusable]
            if len(near) != len(set(near)):
                return True
        left = {ts.key for w, tasks in ws.data_needed.items() if w not in unusable for ts in tasks}
        total = sum(g.total_nbytes for g in gathers)
        limited = total > ws.transfer_message_bytes_limit
        limited = limited or ws.transfer_incoming_bytes > ws.transfer_incoming_bytes_limit
        priorities = [ws.tasks[key].priority for key in taken | left]
        return bool(left or limited) and len(priorities) != len(set(priorities))

    @staticmethod
    def _refused(ws: WorkerState, stimuli) -> bool:
        """True if no key was gathered although one was considered, and did not fit a limit."""
        if not ws.fetch_count or not ws.running and len(stimuli) == 1:
            return False
        return len(stimuli) > 1 or not ws._should_throttle_incoming_transfers()


def _single(stimulus) -> bool:
    """True if nothing that this stimulus asks for could be done in two orders."""
    if is_a(stimulus, "FreeKeysEvent", "RemoveReplicasEvent"):
        return len(stimulus.keys) <= 1
    if is_a(stimulus, "ComputeTaskEvent", "AcquireReplicasEvent"):
        return len(stimulus.nbytes) <= 1
    if is_a(stimulus, "RefreshWhoHasEvent"):
        return len(stimulus.who_has) <= 1
    return hasattr(stimulus, "key")


# ---------------------------------------------------------------------------------------------
# One trace
# ---------------------------------------------------------------------------------------------


class Trace:
    """The recording of one engine: step lines go to ``sink(line)``, a str with its newline."""

    def __init__(self, name: str, kind: str, sink, raw: bool = False):
        self.name = name
        self.kind = kind
        self.alive = True
        self.header = None
        self.lines = self.stimuli = self.deterministic_lines = 0
        self._sink = sink
        self._naming = RawNames if raw else Names
        self._ties = TieWatch()
        self._tied = False

    def step(self, handle, ws: WorkerState, stimuli):
        """Hand the stimuli to the engine by ``handle`` and write the line that says what happened.

        The engine is called once and its answer returned whatever happens in here.
        """
        before = self._guarded(self._before, ws, stimuli)
        try:
            instructions = handle(ws, *stimuli)
        except BaseException as error:
            if before is not None:
                self._guarded(self._raised, ws, stimuli, before, error)
            self.alive = False
            raise
        if before is not None:
            self._guarded(self._answered, ws, stimuli, before, instructions)
        return instructions

    def _guarded(self, part, *args):
        """Run a part of the recorder; a failure ends the recording, not the worker."""
        try:
            return part(*args)
        except Exception as error:
            self.alive = False
            logger.error(
                "Recording of %s ends after %d lines: %s: %s",
                self.name, self.lines, type(error).__name__, error,
            )
            return None

    def _before(self, ws: WorkerState, stimuli):
        """Everything that has to be looked at before the engine changes it."""
        if self.header is None:
            self._begin(ws)
        else:
            self._poke(ws)
        self._ties.before(ws, stimuli)
        events = [_encode(STIMULI, self._names, s) for s in stimuli]
        last = ws.log[-1] if ws.log else None
        return events, last

    def _begin(self, ws: WorkerState) -> None:
        if not is_empty(ws):
            raise RuntimeError("a worker that already has tasks cannot be recorded from the middle")
        self._names = self._naming(getattr(ws, "address", None))
        self._config = config_of(ws, self._names)
        self._known: dict = {}
        self.header = self.header_line(counts=False)
        self._write(self.header)

    def header_line(self, counts: bool = True) -> dict:
        return {
            "trace": 1,
            "source": SOURCE,
            "name": self.name,
            "kind": self.kind,
            "config": self._config if self.header is None else self.header["config"],
            "stimuli": self.stimuli if counts else None,
            "lines": self.lines if counts else None,
            "deterministic": self.deterministic_lines == self.lines if counts else None,
            "deterministic_lines": self.deterministic_lines if counts else None,
        }

    def _poke(self, ws: WorkerState) -> None:
        """Note the settings that somebody else changed since the last step."""
        now = config_of(ws, self._names)
        changed = {k: v for k, v in now.items() if v != self._config[k]}
        if changed:
            self._write({"poke": changed})
            self._config = now

    def _answered(self, ws: WorkerState, stimuli, before, instructions) -> None:
        events, last = before
        transitions = transitions_since(ws, last)
        self._tied = self._tied or self._ties.seen(ws, stimuli, instructions, transitions)
        touched = {t[0] for t in transitions}
        for stimulus in stimuli:
            touched.update(_keys_named_by(stimulus))
        wanted = [_encode(INSTRUCTIONS, self._names, i) for i in instructions if _is_wanted(i)]
        line = self._line(ws, events, transitions, touched, {"instructions": wanted})
        line["deterministic"] = not self._tied
        line["ordered"] = not self._tied and len(wanted) <= 1
        self._finish(ws, line, len(events))

    def _raised(self, ws: WorkerState, stimuli, before, error) -> None:
        """The last line: what the engine looks like now that it gave up half way."""
        events, last = before
        transitions = transitions_since(ws, last)
        touched = self._known.keys() | ws.tasks.keys()
        single = len(stimuli) == 1 and _single(stimuli[0]) and len(transitions) <= 1
        self._tied = self._tied or not single
        line = self._line(ws, events, transitions, touched, {"raised": type(error).__name__})
        line["deterministic"] = not self._tied
        line["ordered"] = not self._tied
        self._finish(ws, line, len(events))

    def _line(self, ws: WorkerState, events, transitions, touched, outcome) -> dict:
        key = self._names.key
        stimulus = {"stimulus": events[0]} if len(events) == 1 else {"stimuli": events}
        return {
            **stimulus,
            **outcome,
            "transitions": [[key(k), start, wanted, end] for k, start, wanted, end in transitions],
            "states": dict(sorted((key(k), s) for k, s in self._changes(ws, touched))),
            "counts": counts_of(ws),
        }

    def _changes(self, ws: WorkerState, touched):
        """The touched keys whose state is not what it was, and the state now."""
        for key in touched:
            now = state_of(ws.tasks.get(key))
            if now != self._known.get(key, "forgotten"):
                yield key, now
            if now == "forgotten":
                self._known.pop(key, None)
            else:
                self._known[key] = now

    def _finish(self, ws: WorkerState, line, stimuli) -> None:
        self._write(line)
        self._config = config_of(ws, self._names)
        self.lines += 1
        self.stimuli += stimuli
        self.deterministic_lines += line["deterministic"]

    def _write(self, line) -> None:
        self._sink(encode_line(line))


def encode_line(line) -> str:
    return json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n"


# ---------------------------------------------------------------------------------------------
# Wrapping the engine
# ---------------------------------------------------------------------------------------------


def install() -> dict:
    """Wrap ``WorkerState.handle_stimulus``, once per process; returns {id of an engine: trace}.

    The registry hangs on the wrapper, because a preload is imported anew for each worker of a
    process.  Engines that are not in it cost one look-up.
    """
    wrapped = WorkerState.handle_stimulus
    if hasattr(wrapped, "traces"):
        return wrapped.traces
    traces: dict[int, Trace] = {}

    def handle_stimulus(self, *stimuli):
        trace = traces.get(id(self))
        if trace is None or not trace.alive or not stimuli:
            return wrapped(self, *stimuli)
        return trace.step(wrapped, self, stimuli)

    handle_stimulus.traces = traces
    handle_stimulus.__doc__ = wrapped.__doc__
    WorkerState.handle_stimulus = handle_stimulus
    return traces


# ---------------------------------------------------------------------------------------------
# Recording one worker: preload and worker plugin
# ---------------------------------------------------------------------------------------------


class Recording:
    """One worker's trace and its files."""

    def __init__(self, ws: WorkerState, directory: str, stem: str, kind: str, raw: bool):
        os.makedirs(directory, exist_ok=True)
        self.part, self.final = self._new_files(directory, stem)
        self._file = open(self.part, "x", encoding="utf-8", buffering=1)
        name = os.path.basename(self.final)[: -len(".jsonl.gz")]
        self.trace = Trace(f"recorded/{name}#1", kind, self._file.write, raw)
        self._ws = ws
        self._traces = install()
        self._traces[id(ws)] = self.trace
        atexit.register(self.close)

    @staticmethod
    def _new_files(directory: str, stem: str) -> tuple[str, str]:
        """Names not taken yet: a worker that was restarted must not overwrite why."""
        for number in range(1, 1_000_000):
            path = os.path.join(directory, stem if number == 1 else f"{stem}-{number}")
            part, final = path + ".part.jsonl", path + ".jsonl.gz"
            if not os.path.exists(part) and not os.path.exists(final):
                return part, final
        raise RuntimeError(f"no name left for {stem} in {directory}")

    def close(self) -> None:
        """Stop recording and turn the part file into the final one; harmless the second time."""
        if self._ws is None:
            return
        self._traces.pop(id(self._ws), None)
        self._ws = None
        atexit.unregister(self.close)
        try:
            self._file.close()
            if self.trace.lines:
                self._compress()
            os.remove(self.part)
        except Exception as error:
            logger.error("Trace stays in %s: %s", self.part, error)

    def _compress(self) -> None:
        unfinished = self.final + ".tmp"
        with open(self.part, encoding="utf-8") as lines, gzip.open(unfinished, "wt", encoding="utf-8") as out:
            lines.readline()
            out.write(encode_line(self.trace.header_line()))
            shutil.copyfileobj(lines, out)
        os.replace(unfinished, self.final)
        logger.info("Recorded %d lines in %s", self.trace.lines, self.final)


def _stem(worker) -> str:
    """A file name for a worker: the name that somebody gave it, or its process."""
    name = str(worker.name)
    return f"worker-{os.getpid()}" if "://" in name else re.sub(r"[^\w.+-]+", "_", name)


def start(worker, directory: str, kind: str = "cluster", raw: bool = False) -> Recording | None:
    """Record a worker from now on; None, and a line in the log, if that is not possible."""
    try:
        ws = worker.state
        if not isinstance(ws, WorkerState):
            raise RuntimeError("this is not a worker")
        if not is_empty(ws):
            raise RuntimeError("it already has tasks, and cannot be recorded from the middle")
        if VERSION != KNOWN_VERSION:
            logger.warning("This is %s; the recorder knows %s", VERSION, KNOWN_VERSION)
        return Recording(ws, directory, _stem(worker), kind, raw)
    except Exception as error:
        logger.error("Not recording %s: %s", getattr(worker, "name", worker), error)
        return None


@click.command()
@click.option("--trace-dir", envvar=ENVIRONMENT, default=None, help="Where traces are written to.")
@click.option("--trace-raw", is_flag=True, help="Keep keys, addresses and stimulus ids as they are.")
@click.option("--trace-kind", default="cluster", help="The kind that the trace's header names.")
def dask_setup(worker, trace_dir, trace_raw=False, trace_kind="cluster"):
    """Called by dask when the worker starts, before its first stimulus."""
    if not trace_dir:
        logger.error("Not recording: neither --trace-dir nor %s says where to", ENVIRONMENT)
        return
    # Kept by the worker, because the module is loaded anew for each worker of a process
    worker.worker_fsm_recording = start(worker, trace_dir, trace_kind, trace_raw)


def dask_teardown(worker):
    """Called by dask when the worker closes."""
    recording = getattr(worker, "worker_fsm_recording", None)
    if recording:
        recording.close()


class RecorderPlugin(WorkerPlugin):
    """Records the workers that join after its registration, and those that have had no task yet."""

    name = "worker-fsm-recorder"

    def __init__(self, directory: str, raw: bool = False):
        self.directory = directory
        self.raw = raw
        self._recording = None

    def setup(self, worker):
        self._recording = start(worker, self.directory, raw=self.raw)

    def teardown(self, worker):
        if self._recording:
            self._recording.close()


# ---------------------------------------------------------------------------------------------
# Recording tests: pytest plugin
# ---------------------------------------------------------------------------------------------


class TestRecorder:
    """Records every engine that the tests create, all those of one test file in one archive."""

    __test__ = False

    def __init__(self, directory: str, raw: bool = False):
        os.makedirs(directory, exist_ok=True)
        self.directory = directory
        self.raw = raw
        self.traces = install()
        self._archives: dict = {}
        self._recorded: list = []
        self._test = "?"
        self._created = 0
        self._notice_new_engines()

    def _notice_new_engines(self) -> None:
        """Wrap the constructor; an engine that took the place of a dead one takes its entry too."""
        create = WorkerState.__init__

        def __init__(ws, *args, **kwargs):
            create(ws, *args, **kwargs)
            self._created += 1
            name = f"{self._test}#{self._created}"
            lines: list[str] = []
            trace = Trace(name, "unit" if not self._in_worker() else "cluster", lines.append, self.raw)
            self.traces[id(ws)] = trace
            self._recorded.append((trace, lines))

        WorkerState.__init__ = __init__

    @staticmethod
    def _in_worker() -> bool:
        """True if a Worker is creating its engine: somewhere up the stack there is its module."""
        import sys

        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_globals.get("__name__") == "distributed.worker":
                return True
            frame = frame.f_back
        return False

    def begin(self, test: str) -> None:
        self._test = test
        self._created = 0

    def end(self, file: str) -> None:
        """Write what the test recorded; what is still running after it is not recorded further."""
        recorded, self._recorded = self._recorded, []
        self.traces.clear()
        for trace, lines in recorded:
            if trace.lines:
                out = self._archive(file)
                out.write(encode_line(trace.header_line()))
                out.writelines(lines[1:])

    def _archive(self, file: str):
        stem = re.sub(r"\.py$", "", os.path.basename(file))
        if stem not in self._archives:
            path = os.path.join(self.directory, stem + ".jsonl.gz")
            self._archives[stem] = gzip.open(path, "wt", encoding="utf-8")
        return self._archives[stem]

    def close(self) -> None:
        for archive in self._archives.values():
            archive.close()


def pytest_addoption(parser):
    group = parser.getgroup("worker-fsm", "recording of dask worker state machines")
    group.addoption("--record-traces", metavar="DIR", help="Where traces are written to.")
    group.addoption("--record-raw", action="store_true", help="Keep all names as they are.")


_tests: TestRecorder | None = None


def pytest_configure(config):
    global _tests
    directory = config.getoption("--record-traces")
    if directory:
        _tests = TestRecorder(directory, config.getoption("--record-raw"))


def pytest_runtest_logstart(nodeid, location):
    if _tests:
        _tests.begin(nodeid)


def pytest_runtest_logfinish(nodeid, location):
    if _tests:
        _tests.end(location[0])


def pytest_unconfigure(config):
    if _tests:
        _tests.close()
