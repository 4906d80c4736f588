"""Record the workers of a small real cluster, the way a user would.

    python3 record_small_cluster.py DIR

Starts a scheduler and two workers in this process, on loopback, each with ``record.py`` as a preload;
runs a few small programs; closes everything; leaves ``DIR/small-1.jsonl.gz`` and ``DIR/small-2.jsonl.gz``.
Then checks that the recorder refuses what it must refuse.  Takes a few seconds; exit 1 if the files
are not there or a refusal failed.  Last line: ``recorded: 2 workers, N lines``.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import logging
import os
import sys

import dask
from distributed import Client, Scheduler, Worker, secede, wait
from distributed.worker import get_worker

RECORDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../main/resources/python/record.py")

QUIET = {
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.scheduler.worker-ttl": None,
}

OPEN = ("running", "paused", "closing_gracefully")


def recorded_worker(scheduler, directory: str, name: str, **options) -> Worker:
    """A worker that records itself; the options are those of ``dask worker``."""
    return Worker(
        scheduler.address,
        name=name,
        preload=[os.path.normpath(RECORDER)],
        preload_argv=[["--trace-dir", directory, "--trace-kind", "workload"]],
        **{"host": "127.0.0.1", "nthreads": 1, "memory_limit": 0, "dashboard": False, **options},
    )


@contextlib.asynccontextmanager
async def recorded_cluster(directory: str, name: str, workers, config=None):
    """A scheduler, recorded workers (one per dict of options) and a client."""
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with dask.config.set({**QUIET, **(config or {})}):
        async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
            started = [recorded_worker(scheduler, directory, f"{name}-{i}", **o) for i, o in enumerate(workers, 1)]
            await asyncio.gather(*started)
            try:
                async with Client(scheduler.address, asynchronous=True) as client:
                    yield client, scheduler, started
            finally:
                await asyncio.gather(*(w.close() for w in started if w.status.name in OPEN))


# ---------------------------------------------------------------------------------------------
# The programs
# ---------------------------------------------------------------------------------------------


def count_words(text):
    counts: dict = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


def add_up(*parts):
    total: dict = {}
    for part in parts:
        for word, n in part.items():
            total[word] = total.get(word, 0) + n
    return total


def fail(x):
    raise ValueError(f"no good: {x}")


def long_run(x):
    secede()
    return (x, get_worker().name)


async def map_reduce(client, workers) -> None:
    texts = [f"the quick brown fox {i} and the lazy dog {i % 3}" for i in range(12)]
    maps = [
        client.submit(count_words, t, workers=[workers[i % 2].address], key=f"count-{i}")
        for i, t in enumerate(texts)
    ]
    halves = [client.submit(add_up, *maps[i::2], key=f"half-{i}") for i in range(2)]
    total = await client.submit(add_up, *halves, key="total")
    assert total["the"] == 24, total


async def failure_and_release(client) -> None:
    broken = client.submit(fail, 1, key="broken")
    late = client.submit(add_up, broken, key="late")
    await wait([broken, late])
    assert broken.status == late.status == "error"
    kept = client.map(len, ["a", "bb", "ccc"], key=["len-a", "len-b", "len-c"])
    await wait(kept)
    broken.release()
    late.release()
    for future in kept:
        future.release()


async def seceding(client) -> None:
    futures = client.map(long_run, range(4), key=[f"long-{i}" for i in range(4)])
    assert [x for x, _ in await client.gather(futures)] == [0, 1, 2, 3]


async def run(directory: str) -> None:
    async with recorded_cluster(directory, "small", [{}, {"nthreads": 2}]) as (client, _, workers):
        await map_reduce(client, workers)
        await failure_and_release(client)
        await seceding(client)
        data = await client.scatter({"x": 1, "y": 2}, workers=[workers[0].address])
        await client.submit(lambda a, b: a + b, data["x"], data["y"], key="sum", workers=[workers[1].address])
        await asyncio.sleep(0.1)
        refuse_from_the_middle(workers[0], directory)


def refuse_from_the_middle(worker, directory: str) -> None:
    """A worker with tasks is not recorded, and goes on."""
    import record

    before = sorted(os.listdir(directory))
    assert worker.state.tasks
    assert record.start(worker, directory) is None
    assert sorted(os.listdir(directory)) == before


def lines_of(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main() -> int:
    directory = sys.argv[1]
    os.makedirs(directory, exist_ok=True)
    sys.path.insert(0, os.path.dirname(RECORDER))
    asyncio.run(run(directory))
    expected = ["small-1.jsonl.gz", "small-2.jsonl.gz"]
    if sorted(os.listdir(directory)) != expected:
        print(f"expected {expected}, found {sorted(os.listdir(directory))}")
        return 1
    total = sum(len(lines_of(os.path.join(directory, f))) - 1 for f in expected)
    print(f"recorded: 2 workers, {total} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
