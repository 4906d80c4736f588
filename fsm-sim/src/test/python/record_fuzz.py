"""Record random stimuli to a bare state machine, and what it answers.

    python3 record_fuzz.py --to FILE [--seeds FROM:TO] [--steps N] [--manner polite|rude|wrong]

``polite``: what a scheduler, a thread pool and peers may send at any moment: every execution and
transfer that the engine starts ends exactly once, dependencies have holders, nothing is made up.
``rude``: also what no scheduler sends but the engine takes: scatter over a running task, holders
that are the worker itself, replicas of tasks that are to be computed here, odd sizes and priorities.
``wrong``: a polite beginning, then one stimulus that makes the engine raise; the trace ends there.

Flags in these traces are the recorder's cautious ones; ``settle_determinism.py`` corrects them.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../../main/resources/python")]

import record  # noqa: E402
import reference_replay as replay  # noqa: E402

OWN = "tcp://127.0.0.1:1"
UNLIMITED = None


class Fuzzer:
    """Keeps book of what the engine is waiting for, and picks what happens next."""

    def __init__(self, seed: int, manner: str, validate: bool):
        self.random = random.Random(f"{manner}-{seed}")
        self.rude = manner == "rude"
        self.graph = self._random_graph()
        self.sizes = {k: self.random.choice([0, 1, 10, 60, 150, 1000]) for k in self.graph}
        self.peers = self._random_peers()
        self.config = self._random_config(validate)
        self.ws = replay.new_engine(self.config)
        self.running: list = []
        self.transfers: list = []
        self.busy: list = []
        self.count = 0
        self.lines: list = []
        self.trace = record.Trace(f"fuzz/{manner}-{seed}#1", "fuzz", self.lines.append)
        self.moves = self._random_appetite()

    # -- the world ----------------------------------------------------------------------------

    def _random_graph(self) -> dict:
        """{key: its dependencies}; shallow or deep, narrow or wide."""
        size = self.random.choice([3, 5, 8, 14, 25])
        most = self.random.choice([1, 2, 3, 6])
        names = [f"k{i}" for i in range(size)]
        return {
            k: self.random.sample(names[:i], min(i, self.random.randint(0, most)))
            for i, k in enumerate(names)
        }

    def _random_peers(self) -> list:
        near = [f"tcp://127.0.0.1:{n}" for n in range(2, 2 + self.random.randint(1, 3))]
        far = [f"tcp://127.0.0.2:{n}" for n in range(2, 2 + self.random.randint(0, 3))]
        return near + far

    def _random_config(self, validate: bool) -> dict:
        pick = self.random.choice
        resources = pick([{}, {}, {"R": 2}, {"R": 1, "S": 0.5}])
        return {
            "nthreads": pick([1, 1, 2, 3, 8]),
            "address": OWN,
            "running": pick([True, True, True, False]),
            "validate": validate,
            "transition_counter_max": 100_000,
            "total_resources": resources,
            "available_resources": dict(resources),
            "transfer_incoming_count_limit": pick([1, 2, 50, UNLIMITED]),
            "transfer_message_bytes_limit": pick([UNLIMITED, UNLIMITED, 100, 300]),
            "transfer_incoming_bytes_limit": pick([UNLIMITED, UNLIMITED, 200, 1500]),
            "transfer_incoming_bytes_throttle_threshold": pick([0, 100, 10_000_000]),
        }

    def _random_appetite(self) -> list:
        """(weight, move): each trace has likings of its own, so that rare moves get their turn."""
        weights = {
            self.compute: 12, self.finish: 12, self.arrive: 12, self.free: 5, self.acquire: 3,
            self.remove: 3, self.refresh: 3, self.steal: 2, self.cancel: 2, self.secede: 2,
            self.missing: 2, self.pause: 1, self.unpause: 3, self.scatter: 2, self.retry: 4,
            self.poke: 0.5, self.batch: 2,
        }  # fmt: skip
        return [(w * self.random.choice([0.2, 1, 1, 3]), move) for move, w in weights.items()]

    # -- helpers ------------------------------------------------------------------------------

    def some(self, items, most: int = 3) -> list:
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(1, most)))

    def one(self, items):
        return self.random.choice(list(items)) if items else None

    def holders(self, key: str, at_least: int = 1) -> list:
        holders = self.some(self.peers) if at_least or self.random.random() < 0.7 else []
        held = key in self.ws.tasks and self.ws.tasks[key].state == "memory"
        if held or self.rude and self.random.random() < 0.05:
            holders.append(OWN)
        return holders

    def state(self, key: str):
        return self.ws.tasks[key].state if key in self.ws.tasks else None

    def data(self, keys) -> dict:
        return {k: {"nbytes": self.sizes[k], "type": self.random.choice(["bytes", "int", "a.B"])} for k in keys}

    # -- moves: each returns one stimulus as a trace writes it, or None if there is nothing to do -----

    def compute(self):
        key = self.one(self.graph)
        dependencies = self.graph[key]
        if dependencies and self.state(key) == "fetch" and self.random.random() < 0.9:
            return None  # the engine contradicts itself over the dependencies, and raises
        if self.rude and self.random.random() < 0.1:
            dependencies = self.some(self.graph)
            dependencies = [d for d in dependencies if d != key]
        stimulus = self.task(key, dependencies)
        if self.rude and self.random.random() < 0.1:
            stimulus["priority"] = [self.random.choice([-3, 0, 7])]
        if self.state(key) is None and self.random.random() < 0.03:
            stimulus["actor"] = True
        return stimulus

    def task(self, key: str, dependencies) -> dict:
        return {
            "op": "compute-task",
            "key": key,
            "who_has": {d: self.holders(d) for d in dependencies},
            "nbytes": {d: self.sizes[d] for d in dependencies},
            "priority": [self.random.choice([-1, 0, 0, 0, 1, 0.5]), int(key[1:])],
            "resource_restrictions": self._restrictions(),
            "actor": False,
        }

    def _restrictions(self) -> dict:
        if self.random.random() < 0.6:
            return {}
        return {r: self.random.choice([amount, amount / 2]) for r, amount in self.ws.total_resources.items()}

    def finish(self):
        if not self.running:
            return None
        key = self.random.choice(self.running)
        self.running.remove(key)
        how = self.random.random()
        if how < 0.75:
            kind = self.random.choice(["bytes", "int", "a.B"])
            return {"op": "execute-success", "key": key, "nbytes": self.sizes[key], "type": kind}
        if how < 0.9:
            return {"op": "execute-failure", "key": key, "exception_text": "ValueError(1)"}
        return {"op": "reschedule", "key": key}

    def arrive(self):
        if not self.transfers:
            return None
        worker, keys, total = transfer = self.random.choice(self.transfers)
        self.transfers.remove(transfer)
        stimulus = {"worker": worker, "total_nbytes": total}
        how = self.random.random()
        if how < 0.65:
            sent = keys if self.random.random() < 0.7 else self.random.sample(keys, self.random.randint(0, len(keys)))
            if self.rude and self.random.random() < 0.1:
                sent = list({*sent, self.one(self.graph)})
            return {"op": "gather-dep-success", **stimulus, "data": self.data(sent)}
        if how < 0.77:
            self.busy.append(worker)
            return {"op": "gather-dep-busy", **stimulus}
        if how < 0.9:
            return {"op": "gather-dep-network-failure", **stimulus}
        return {"op": "gather-dep-failure", **stimulus, "exception_text": "TypeError('what')"}

    def free(self):
        keys = self.some(self.ws.tasks or self.graph, 5)
        if self.random.random() < 0.1:
            keys.append(self.one(self.graph))
        return {"op": "free-keys", "keys": list(dict.fromkeys(keys))}

    def remove(self):
        held = [k for k in self.ws.tasks if self.state(k) == "memory"]
        return {"op": "remove-replicas", "keys": self.some(held or self.graph, 4)}

    def acquire(self):
        unfit = () if self.rude else ("executing", "long-running", "waiting", "ready", "constrained")
        keys = self.some([k for k in self.graph if self.state(k) not in unfit] or self.graph, 4)
        if not self.rude and any(self.state(k) in unfit for k in keys):
            return None
        who_has = {k: self.some(self.peers) for k in keys}
        return {"op": "acquire-replicas", "who_has": who_has, "nbytes": {k: self.sizes[k] for k in keys}}

    def refresh(self):
        keys = self.some(self.ws.tasks or self.graph, 4)
        return {"op": "refresh-who-has", "who_has": {k: self.holders(k, at_least=0) for k in keys}}

    def steal(self):
        return {"op": "steal-request", "key": self.one(self.graph)}

    def cancel(self):
        loose = [k for k, ts in self.ws.tasks.items() if not ts.dependents]
        return {"op": "cancel-compute", "key": self.one(loose or self.graph)} if loose else None

    def secede(self):
        return {"op": "secede", "key": self.one(self.running), "compute_duration": 1.0} if self.running else None

    def missing(self):
        return {"op": "find-missing"}

    def pause(self):
        return {"op": "pause"}

    def unpause(self):
        return {"op": "unpause"}

    def scatter(self):
        fit = [k for k in self.graph if self.rude or self.state(k) in (None, "memory", "released", "fetch", "missing")]
        if not fit:
            return None
        return {"op": "update-data", "data": self.data(self.some(fit)), "report": self.random.random() < 0.5}

    def retry(self):
        if not self.busy:
            return None
        return {"op": "retry-busy-worker", "worker": self.busy.pop(self.random.randrange(len(self.busy)))}

    def poke(self):
        """Change a setting behind the engine's back; says nothing to it."""
        pick = self.random.choice
        what = pick(["nthreads", "transfer_incoming_count_limit", "transfer_message_bytes_limit", "resources"])
        if what == "resources" and self.config["total_resources"]:
            self.ws.total_resources["R"] += 1
            self.ws.available_resources["R"] += 1
        elif what == "nthreads":
            self.ws.nthreads = pick([1, 2, 4])
        elif what != "resources":
            replay.apply_settings(self.ws, {what: pick([2, 50, 120, UNLIMITED])})
        return None

    def batch(self):
        """Several moves of which none takes away what another one relies on."""
        moves = [self.compute, self.missing, self.refresh, self.steal, self.pause, self.unpause, self.finish]
        found = [move() for move in self.random.choices(moves, k=self.random.randint(2, 4))]
        return [s for s in found if s]

    # -- playing ------------------------------------------------------------------------------

    def play(self, steps: int) -> None:
        while self.trace.lines < steps and self.trace.alive:
            weights = [w for w, _ in self.moves]
            move = self.random.choices(self.moves, weights)[0][1]
            stimuli = move()
            if stimuli:
                self.tell(stimuli if isinstance(stimuli, list) else [stimuli])

    def tell(self, stimuli: list) -> None:
        events = []
        for stimulus in stimuli:
            stimulus["stimulus_id"] = f"{stimulus['op']}-{self.count}"
            self.count += 1
            events.append(replay.event_of(stimulus))
        handle = type(self.ws).handle_stimulus
        try:
            instructions = self.trace.step(handle, self.ws, events)
        except Exception:
            return
        for i in instructions:
            if isinstance(i, record.Execute):
                self.running.append(i.key)
            elif isinstance(i, record.GatherDep):
                self.transfers.append((i.worker, sorted(i.to_gather), i.total_nbytes))

    def misbehave(self) -> None:
        """One stimulus that should make the engine raise; if it does not, another one."""
        for attempt in range(30):
            if not self.trace.alive:
                return
            stimulus = self._wrong(self.random.randrange(9))
            if stimulus:
                self.tell([stimulus])

    def _wrong(self, which: int):
        known = list(self.ws.tasks)
        idle = [p for p in self.peers if p not in self.ws.in_flight_workers]
        resting = [k for k in known if k not in self.running]
        if which == 0:
            return {"op": "execute-success", "key": "never-heard-of", "nbytes": 1, "type": "int"}
        if which == 1 and idle:
            return {"op": "gather-dep-success", "worker": self.one(idle), "total_nbytes": 1, "data": {}}
        if which == 2 and resting:
            return {"op": "secede", "key": self.one(resting), "compute_duration": 1.0}
        if which == 3:
            with_dependents = [k for k, ts in self.ws.tasks.items() if ts.dependents]
            return {"op": "cancel-compute", "key": self.one(with_dependents)} if with_dependents else None
        if which == 4:
            free = next((k for k in self.graph if not self.graph[k] and self.state(k) is None), None)
            return free and {**self.task(free, []), "resource_restrictions": {"NO": 1}}
        if which == 5 and resting:
            return {"op": "execute-failure", "key": self.one(resting), "exception_text": "ValueError(1)"}
        if which == 6 and idle:
            return {"op": "gather-dep-network-failure", "worker": self.one(idle), "total_nbytes": 1}
        if which == 7 and resting:
            return {"op": "reschedule", "key": self.one(resting)}
        if which == 8:
            self.ws.transition_counter_max = self.ws.transition_counter + self.random.randint(1, 3)
            return self.task(self.one(self.graph), [])
        return None


def fuzz(seed: int, manner: str, steps: int) -> Fuzzer:
    """Play with the engine's self-checks on in every other polite trace.

    What raises there may do so only because of the self-checks, which a trace should not depend on:
    it is played again without them.
    """
    fuzzer = Fuzzer(seed, manner, validate=manner == "polite" and seed % 2 == 0)
    fuzzer.play(steps)
    if fuzzer.ws.validate and not fuzzer.trace.alive:
        fuzzer = Fuzzer(seed, manner, validate=False)
        fuzzer.play(steps)
    if manner == "wrong":
        fuzzer.misbehave()
    return fuzzer


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", required=True, metavar="FILE")
    parser.add_argument("--seeds", default="0:100", metavar="FROM:TO")
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--manner", choices=["polite", "rude", "wrong"], default="polite")
    options = parser.parse_args(arguments)
    first, last = map(int, options.seeds.split(":"))
    raised = 0
    with gzip.open(options.to, "wt", encoding="utf-8") as out:
        for seed in range(first, last):
            fuzzer = fuzz(seed, options.manner, options.steps)
            raised += not fuzzer.trace.alive
            out.write(record.encode_line(fuzzer.trace.header_line()))
            out.writelines(fuzzer.lines[1:])
    print(f"fuzzed: {last - first} traces, {raised} of them raised")
    return 0


if __name__ == "__main__":
    sys.exit(main())
