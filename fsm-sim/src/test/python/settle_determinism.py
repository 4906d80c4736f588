"""Find out by trial which answers of a trace depend on dask's choices.

    python3 settle_determinism.py PATH... --to FILE

Replays every trace as recorded, with the opposite of every recorded choice, and many times with
random choices; half of these leave the order of recommendations as dask has it, the other half take
them in random order as well.  A line is deterministic if all agree up to and including it, and
ordered if in addition all gave the instructions in the same order.
Writes the traces with the flags and counts corrected.  A recorder can only guess these flags
cautiously; this knows them, as far as trying shows.  A trace that dask does not reproduce even with
the recorded choices (somebody else meddled with its engine) is reported, and left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../main/resources/python"))

import reference_replay as replay  # noqa: E402
from check_trace import files_of  # noqa: E402


def agreeing_lines(header: dict, lines: list, choices):
    """How many leading steps are answered as recorded, and which of them in the same order too."""
    engine = replay.Replay(header, choices)
    agreeing, same_order = 0, []
    for line in lines:
        actual = engine.step(line)
        if actual is None:
            continue
        found = replay.differences(line, actual, ordered=True)
        if [f for f in found if f != "order of instructions"]:
            break
        agreeing += 1
        same_order.append(not found)
    return agreeing, same_order


def settle(header: dict, lines: list, tries: int) -> bool:
    """Correct the flags of a trace in place; False if dask cannot reproduce it at all."""
    steps = [line for line in lines if "poke" not in line]
    reproduced, _ = agreeing_lines(header, lines, replay.Recorded())
    if reproduced < len(steps):
        return False
    deterministic, ordered = len(steps), [True] * len(steps)
    attempts = [replay.Shuffled(seed, shuffle_recommendations=seed % 2 == 1) for seed in range(tries)]
    for choices in (replay.Recorded(), replay.Opposite(), *attempts):
        agreeing, same_order = agreeing_lines(header, lines, choices)
        deterministic = min(deterministic, agreeing)
        ordered = [a and b for a, b in zip(ordered, same_order)]
    for number, step in enumerate(steps):
        step["deterministic"] = number < deterministic
        step["ordered"] = number < deterministic and ordered[number]
    header["lines"] = len(steps)
    header["stimuli"] = sum(len(replay.stimuli_of(s)) for s in steps)
    header["deterministic"] = deterministic == len(steps)
    header["deterministic_lines"] = deterministic
    return True


def write(file, line: dict) -> None:
    file.write(json.dumps(line, separators=(",", ":")) + "\n")


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--to", required=True, metavar="FILE", help="The .jsonl.gz to write.")
    parser.add_argument("--tries", type=int, default=10)
    options = parser.parse_args(arguments)
    kept = fully = dropped = 0
    with gzip.open(options.to, "wt", encoding="utf-8") as out:
        for path in files_of(options.paths):
            for header, lines in replay.read_traces(path):
                if not settle(header, lines, options.tries):
                    dropped += 1
                    print(f"left out, not reproduced: {path}: {header['name']}")
                    continue
                kept += 1
                fully += header["deterministic"]
                for line in (header, *lines):
                    write(out, line)
    print(f"settled: {kept} traces, {fully} deterministic to their end, {dropped} left out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
