"""How fast is dask's own worker state machine on a recorded trace?

    python3 reference_bench.py PATH... [--name TEXT] [--runs N] [--json]

Replays traces through ``distributed.worker_state_machine.WorkerState`` with ``validate=False``, its
logs on as in production.  All events are built before the clock starts; only the calls of
``handle_stimulus`` are timed, in CPU time of this process; the result is the median of ``--runs``
passes after one to warm up, each with an engine and events of its own.  A first, untimed pass checks
that the engine takes the recorded path; a trace on which dask chooses otherwise is reported as
skipped, because from there on its events make no sense.

Needs ``reference_replay.py`` beside it.
"""

from __future__ import annotations

import argparse
import gc
import glob
import json
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import reference_replay as replay  # noqa: E402


def first_divergence(header: dict, lines: list):
    """The number of the first step that this run of dask answers differently, None if there is none."""
    engine = replay.Replay(header, validate=False)
    for number, line in enumerate(lines, 1):
        actual = engine.step(line)
        if actual is not None and ("raised" in line or replay.differences(line, actual)):
            return number
    return None


def calls_of(ws, lines: list) -> list:
    """What to call with what, in order: pokes stay where they are."""
    calls = []
    for line in lines:
        if "poke" in line:
            calls.append((lambda poke: replay.apply_settings(ws, poke), (line["poke"],)))
        else:
            events = tuple(replay.event_of(s) for s in replay.stimuli_of(line))
            calls.append((ws.handle_stimulus, events))
    return calls


def timed_pass(header: dict, lines: list) -> tuple[float, int]:
    """CPU seconds spent in the engine, and the transitions that it made."""
    ws = replay.new_engine(header["config"], validate=False)
    calls = calls_of(ws, lines)
    gc.collect()
    gc.freeze()  # or else the collector walks over the waiting events, which no worker would hold
    start = time.process_time()
    for handle, arguments in calls:
        handle(*arguments)
    seconds = time.process_time() - start
    gc.unfreeze()
    return seconds, ws.transition_counter


def measure(header: dict, lines: list, runs: int) -> dict:
    timed_pass(header, lines)
    passes = [timed_pass(header, lines) for _ in range(runs)]
    seconds = statistics.median(p[0] for p in passes)
    return {
        "stimuli": header["stimuli"],
        "seconds": round(seconds, 6),
        "stimuliPerCpuSecond": round(header["stimuli"] / seconds),
        "transitionsPerCpuSecond": round(passes[0][1] / seconds),
    }


def chosen_traces(paths, name: str):
    for path in paths:
        for file in sorted(glob.glob(os.path.join(path, "*.jsonl*"))) if os.path.isdir(path) else [path]:
            for header, lines in replay.read_traces(file):
                if name in header["name"]:
                    steps = [line for line in lines if "poke" not in line]
                    header["stimuli"] = sum(len(replay.stimuli_of(s)) for s in steps)
                    yield header, lines


def run(options) -> tuple[dict, list]:
    results, skipped = {}, []
    for header, lines in chosen_traces(options.paths, options.name):
        divergence = first_divergence(header, lines)
        if divergence is None and header["stimuli"]:
            results[header["name"]] = measure(header, lines, options.runs)
            print(f"measured {header['name']}", file=sys.stderr)
        else:
            skipped.append(header["name"])
            why = f"dask takes another path at line {divergence}" if divergence else "it is empty"
            print(f"skipped {header['name']}: {why}", file=sys.stderr)
    return results, skipped


def print_table(results: dict, skipped: list) -> None:
    print(f"{'trace':44} {'stimuli':>9} {'CPU s':>9} {'stimuli/s':>10} {'transitions/s':>14}")
    for name, r in results.items():
        print(
            f"{name:44} {r['stimuli']:9} {r['seconds']:9.3f}"
            f" {r['stimuliPerCpuSecond']:10} {r['transitionsPerCpuSecond']:14}"
        )
    print(f"reference: {len(results)} traces measured, {len(skipped)} skipped")


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--name", default="", help="Only the traces whose name contains this.")
    parser.add_argument("--runs", type=int, default=5, help="Timed passes, of which the median counts.")
    parser.add_argument("--json", action="store_true", help="One JSON object on standard output.")
    options = parser.parse_args(arguments)
    results, skipped = run(options)
    if options.json:
        print(json.dumps(results))
    else:
        print_table(results, skipped)
    return 0 if results else 1


if __name__ == "__main__":
    sys.exit(main())
