"""Check trace files: their format, and that dask answers again what they say it answered.

    python3 check_trace.py PATH... [--name TEXT] [--guided]

Every line is checked against the format.  Then the stimuli are replayed through a ``WorkerState``
of dask's own: as it is, on the lines marked deterministic; with ``--guided`` also through one whose
choices are the recorded ones, on all lines, instruction order included.  Shares no code with the
recorder.  Last line: ``checked: T traces, L lines, F failed``; exit 1 if any failed.
"""

from __future__ import annotations

import argparse
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../main/resources/python"))

import reference_replay as replay  # noqa: E402

NUMBER = (int, float)
ADDRESS = re.compile(r"tcp://host-\d+:\d+")
STATES = set(
    "released waiting ready constrained executing long-running memory error fetch flight missing"
    " cancelled resumed forgotten".split()
)
KINDS = ("unit", "cluster", "workload", "fuzz", "synthetic")
COUNTS = (
    "tasks in_memory executing long_running in_flight ready constrained waiting fetch missing executed"
    " nbytes transfer_incoming_bytes transfer_incoming_count"
).split()
HEADER = "trace source name kind config stimuli lines deterministic deterministic_lines".split()
MEMBERS = {
    "compute-task": "key who_has nbytes priority resource_restrictions actor",
    "execute-success": "key nbytes type",
    "execute-failure": "key exception_text",
    "reschedule": "key",
    "secede": "key compute_duration",
    "gather-dep-success": "worker total_nbytes data",
    "gather-dep-busy": "worker total_nbytes",
    "gather-dep-network-failure": "worker total_nbytes",
    "gather-dep-failure": "worker total_nbytes exception_text",
    "retry-busy-worker": "worker",
    "free-keys": "keys",
    "remove-replicas": "keys",
    "acquire-replicas": "who_has nbytes",
    "refresh-who-has": "who_has",
    "find-missing": "",
    "pause": "",
    "unpause": "",
    "steal-request": "key",
    "cancel-compute": "key",
    "update-data": "data report",
}
ANSWERS = {
    "gather-dep": "worker to_gather total_nbytes",
    "execute": "key",
    "retry-busy-worker-later": "worker",
    "digest-metric": "name",
    "task-finished": "key nbytes typename",
    "task-erred": "key exception_text",
    "release-worker-data": "key",
    "reschedule": "key",
    "long-running": "key compute_duration",
    "add-keys": "keys",
    "request-refresh-who-has": "keys",
    "steal-response": "key state",
}


class Wrong(Exception):
    """A line that is not what the format says."""


def need(condition, what: str) -> None:
    if not condition:
        raise Wrong(what)


def members(of: dict, expected, where: str) -> None:
    need(set(of) == set(expected), f"{where}: members {sorted(of)}, expected {sorted(expected)}")


# ---------------------------------------------------------------------------------------------
# Format
# ---------------------------------------------------------------------------------------------


def is_count(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_amount(value) -> bool:
    return isinstance(value, NUMBER) and not isinstance(value, bool)


def is_keys(value) -> bool:
    return isinstance(value, list) and all(isinstance(k, str) for k in value)


def is_holders(value) -> bool:
    return isinstance(value, dict) and all(
        isinstance(w, list) and all(ADDRESS.fullmatch(a) for a in w) for w in value.values()
    )


def is_sizes(value) -> bool:
    return isinstance(value, dict) and all(is_count(v) for v in value.values())


def is_data(value) -> bool:
    return isinstance(value, dict) and all(
        set(v) == {"nbytes", "type"} and is_count(v["nbytes"]) and isinstance(v["type"], str)
        for v in value.values()
    )


TYPES = {
    "key": lambda v: isinstance(v, str),
    "keys": is_keys,
    "to_gather": lambda v: is_keys(v) and bool(v),
    "who_has": is_holders,
    "nbytes": lambda v: is_count(v) or is_sizes(v),
    "data": is_data,
    "priority": lambda v: isinstance(v, list) and all(is_amount(p) for p in v),
    "resource_restrictions": lambda v: isinstance(v, dict) and all(map(is_amount, v.values())),
    "actor": lambda v: isinstance(v, bool),
    "report": lambda v: isinstance(v, bool),
    "worker": lambda v: isinstance(v, str) and bool(ADDRESS.fullmatch(v)),
    "total_nbytes": is_count,
    "exception_text": lambda v: isinstance(v, str) and len(v) <= 200,
    "compute_duration": lambda v: v is None or v == 1.0,
    "type": lambda v: isinstance(v, str),
    "typename": lambda v: isinstance(v, str),
    "name": lambda v: v == "compute-duration",
    "state": lambda v: v is None or v in STATES,
}


def check_operation(it: dict, table: dict) -> None:
    op = it.get("op")
    need(op in table, f"unknown op {op!r}")
    names = table[op].split()
    members(it, ["op", "stimulus_id", *names], op)
    need(isinstance(it["stimulus_id"], str), f"{op}: stimulus_id")
    for name in names:
        need(TYPES[name](it[name]), f"{op}: {name} is {it[name]!r}")
    for collection in ("keys", "to_gather"):
        if table is ANSWERS and collection in it:
            need(it[collection] == sorted(it[collection]), f"{op}: {collection} not sorted")


def check_config(config: dict, names) -> None:
    members(config, names, "config")
    for name in names:
        value = config[name]
        if name == "address":
            good = isinstance(value, str) and bool(ADDRESS.fullmatch(value))
        elif name in ("running", "validate"):
            good = isinstance(value, bool)
        elif name.endswith("_resources"):
            good = TYPES["resource_restrictions"](value)
        elif name == "nthreads":
            good = is_count(value)
        else:
            good = value is None or value is False or is_amount(value)
        need(good, f"config: {name} is {value!r}")


def check_header(header: dict, lines: list) -> None:
    members(header, HEADER, "header")
    need(header["trace"] == 1, "header: trace is not 1")
    need(header["kind"] in KINDS, f"header: kind {header['kind']!r}")
    check_config(header["config"], replay.SETTINGS)
    steps = [line for line in lines if "poke" not in line]
    if header["lines"] is None:
        return
    leading = next((i for i, s in enumerate(steps) if not s["deterministic"]), len(steps))
    need(header["lines"] == len(steps), "header: lines")
    need(header["stimuli"] == sum(len(replay.stimuli_of(s)) for s in steps), "header: stimuli")
    need(header["deterministic_lines"] == leading, "header: deterministic_lines")
    need(header["deterministic"] == (leading == len(steps)), "header: deterministic")


def check_line(line: dict, is_last: bool) -> None:
    if "poke" in line:
        members(line, ["poke"], "poke line")
        need(set(line["poke"]) <= set(replay.SETTINGS) and line["poke"], "poke: unknown setting")
        check_config(line["poke"], list(line["poke"]))
        return
    stimulus = "stimulus" if "stimulus" in line else "stimuli"
    outcome = "raised" if "raised" in line else "instructions"
    members(line, [stimulus, outcome, "transitions", "states", "counts", "deterministic", "ordered"], "line")
    need(stimulus == "stimulus" or len(line["stimuli"]) > 1, "a batch of less than two")
    need(outcome == "instructions" or is_last, "raised before the last line")
    for it in replay.stimuli_of(line):
        check_operation(it, MEMBERS)
    for it in line.get("instructions", ()):
        check_operation(it, ANSWERS)
    check_answers(line)


def check_answers(line: dict) -> None:
    for transition in line["transitions"]:
        key, start, wanted, end = transition
        need(isinstance(key, str), "transitions: key")
        need({start, end} <= STATES and wanted in STATES | {"rescheduled"}, f"transition {transition}")
    for state in line["states"].values():
        if isinstance(state, dict):
            members(state, ("state", "previous", "next"), "states")
            need(state["state"] in ("cancelled", "resumed"), f"states: {state}")
        else:
            need(state in STATES - {"cancelled", "resumed"}, f"states: {state}")
    members(line["counts"], COUNTS, "counts")
    need(all(map(is_count, line["counts"].values())), "counts: not whole numbers")
    need(isinstance(line["deterministic"], bool), "deterministic")
    need(isinstance(line["ordered"], bool), "ordered")
    need(line["deterministic"] or not line["ordered"], "ordered but not deterministic")


# ---------------------------------------------------------------------------------------------
# Replay
# ---------------------------------------------------------------------------------------------


def difference(recorded, now) -> str:
    """What is only in one of two members of a line."""
    if isinstance(recorded, dict) and isinstance(now, dict):
        recorded, now = list(recorded.items()), list(now.items())
    if isinstance(recorded, list) and isinstance(now, list) and recorded != now:
        only_recorded = [x for x in recorded if x not in now]
        only_now = [x for x in now if x not in recorded]
        if only_recorded or only_now:
            recorded, now = only_recorded, only_now
    return f"recorded {recorded}, now {now}"


def check_replay(header: dict, lines: list, choices, guided: bool) -> None:
    """Compare every line, or those marked deterministic, with dask's answers now."""
    engine = replay.Replay(header, choices)
    for number, line in enumerate(lines, 1):
        if "poke" not in line and not guided and not line["deterministic"]:
            return
        actual = engine.step(line)
        if actual is None:
            continue
        found = replay.differences(line, actual, ordered=guided or line["ordered"])
        if found:
            how = "guided" if guided else "free"
            detail = "; ".join(f"{m}: {difference(line.get(m), actual.get(m))}" for m in found)
            raise Wrong(f"line {number}: {how} replay differs in {detail}"[:1500])


def check_trace(header: dict, lines: list, guided: bool) -> None:
    check_header(header, lines)
    for number, line in enumerate(lines, 1):
        try:
            check_line(line, number == len(lines))
        except Wrong as wrong:
            raise Wrong(f"line {number}: {wrong}") from None
    check_replay(header, lines, None, guided=False)
    if guided:
        check_replay(header, lines, replay.Recorded(), guided=True)


def files_of(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(glob.glob(os.path.join(path, "**", "*.jsonl*"), recursive=True))
        else:
            yield path


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--name", default="", help="Only the traces whose name contains this.")
    parser.add_argument("--guided", action="store_true", help="Replay all lines, with the recorded choices.")
    options = parser.parse_args(arguments)
    traces = lines_checked = failed = 0
    for path in files_of(options.paths):
        for header, lines in replay.read_traces(path):
            if options.name not in header["name"]:
                continue
            traces += 1
            lines_checked += len(lines)
            try:
                check_trace(header, lines, options.guided)
            except Wrong as wrong:
                failed += 1
                print(f"{path}: {header['name']}: {wrong}")
    print(f"checked: {traces} traces, {lines_checked} lines, {failed} failed")
    return 1 if failed or not traces else 0


if __name__ == "__main__":
    sys.exit(main())
