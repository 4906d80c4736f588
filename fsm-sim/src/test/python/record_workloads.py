"""Record the workers of real clusters under programs that are hard on a worker's state machine.

    python3 record_workloads.py DIR [--only NAME,...] [--seeds FROM:TO]

Every program runs on two to five workers in this process, on two loopback addresses so that some
peers are on another machine.  One trace file per worker, named ``PROGRAM-SEED-WORKER``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time

from distributed import Reschedule, get_client, rejoin, secede, wait, worker_client
from distributed.core import Status
from distributed.worker import get_worker

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from record_small_cluster import recorded_cluster, recorded_worker  # noqa: E402

NEAR, FAR = {"host": "127.0.0.1"}, {"host": "127.0.0.2"}


# ---------------------------------------------------------------------------------------------
# What tasks do
# ---------------------------------------------------------------------------------------------


def blob(size, *parts):
    """Bytes of a size, whatever it is made of."""
    return bytes(size)


def slow(seconds, *parts):
    time.sleep(seconds)
    return len(parts)


def slow_blob(seconds, size, *parts):
    time.sleep(seconds)
    return bytes(size)


def fail_at(n, x, *parts):
    if x == n:
        raise ArithmeticError(f"at {x}")
    return x


_attempts: dict = {}


def fail_first(name, times, *parts):
    """Fails the first few times, to be retried."""
    _attempts[name] = _attempts.get(name, 0) + 1
    if _attempts[name] <= times:
        raise OSError(f"attempt {_attempts[name]} of {name}")
    return name


def reschedule_first(name, *parts):
    _attempts[name] = _attempts.get(name, 0) + 1
    if _attempts[name] <= 2:
        raise Reschedule()
    return get_worker().name


def secede_for(seconds, back, *parts):
    secede()
    time.sleep(seconds)
    if back:
        rejoin()
    return seconds


def spawn(n, depth):
    """Tasks that submit tasks and wait for them."""
    if depth == 0:
        return n
    with worker_client() as client:
        return sum(client.gather(client.map(spawn, [n + i for i in range(2)], [depth - 1] * 2, pure=False)))


class Unpacked:
    """Travels badly: cannot be unpacked at the other end, the first times.

    An ``OSError`` looks like a broken connection to dask, which tries again; a ``TypeError`` does not.
    """

    def __init__(self, times, error):
        self.times = times
        self.error = error

    def __reduce__(self):
        return _unpack, (self.times, self.error, id(self))


def _unpack(times, error, identity):
    name = f"unpack-{identity}"
    _attempts[name] = _attempts.get(name, 0) + 1
    if _attempts[name] <= times:
        raise error(f"attempt {_attempts[name]}")
    return Unpacked(0, error)


class Tally:
    """An actor."""

    def __init__(self):
        self.total = 0

    def add(self, n):
        self.total += n
        return self.total


def use_actor(tally, n):
    return tally.add(n).result()


# ---------------------------------------------------------------------------------------------
# Programs: each gets the client, the scheduler, the workers and random numbers of its own
# ---------------------------------------------------------------------------------------------

PROGRAMS = {}


def program(workers, **config):
    """Register a program with the options of its workers and dask's settings."""

    def register(function):
        settings = {k.replace("__", ".").replace("_", "-"): v for k, v in config.items()}
        PROGRAMS[function.__name__] = (function, workers, settings)
        return function

    return register


@program([NEAR, NEAR, FAR])
async def stencil(client, scheduler, workers, rnd):
    """A grid in which every cell needs its neighbours of the row above."""
    row = [client.submit(blob, rnd.choice([10, 1000]), key=f"cell-0-{i}") for i in range(8)]
    for r in range(1, 9):
        row = [
            client.submit(blob, rnd.choice([10, 1000]), *row[max(0, i - 1) : i + 2], key=f"cell-{r}-{i}")
            for i in range(8)
        ]
    await wait(row)


@program([NEAR, FAR, {"host": "127.0.0.2", "nthreads": 2}])
async def butterfly(client, scheduler, workers, rnd):
    """The exchange pattern of a fast Fourier transform."""
    level = [client.submit(slow_blob, 0.001, 200, key=f"b-0-{i}") for i in range(16)]
    for step in range(4):
        level = [
            client.submit(blob, 200, level[i], level[i ^ (1 << step)], key=f"b-{step + 1}-{i}") for i in range(16)
        ]
    await wait(level)


@program([NEAR, {"nthreads": 2}, FAR, FAR])
async def random_layers(client, scheduler, workers, rnd):
    """Random graphs whose futures are let go, asked for again and given priorities while they run."""
    for batch in range(3):
        layers = [[client.submit(slow_blob, 0.002, rnd.randrange(5000), key=f"l-{batch}-0-{i}") for i in range(10)]]
        for depth in range(1, 6):
            layers.append(
                [
                    client.submit(
                        slow_blob, rnd.choice([0, 0.004]), rnd.randrange(5000),
                        *rnd.sample(rnd.choice(layers[-2:]), rnd.randint(1, 4)),
                        key=f"l-{batch}-{depth}-{i}", priority=rnd.choice([0, 0, 5, -5]),
                    )
                    for i in range(10)
                ]
            )  # fmt: skip
        await asyncio.sleep(rnd.random() * 0.05)
        for future in rnd.sample(layers[2] + layers[3], 10):
            future.release()
        await wait(layers[-1])
        await asyncio.sleep(0.05)


@program([NEAR, NEAR, FAR, FAR, NEAR])
async def retirements(client, scheduler, workers, rnd):
    """Workers leave in an orderly way while others need what they hold."""
    first = [client.submit(slow_blob, 0.005, 1000, key=f"r-{i}") for i in range(40)]
    second = [client.submit(slow_blob, 0.005, 10, *rnd.sample(first, 3), key=f"s-{i}") for i in range(40)]
    await asyncio.sleep(0.05)
    for worker in rnd.sample(workers, 3):
        await scheduler.retire_workers(workers=[worker.address], close_workers=True, remove=True)
        await asyncio.sleep(0.03)
    await wait(second)


@program([{"nthreads": 2, "resources": {"GPU": 1, "MEM": 4}}, {"resources": {"MEM": 2}, **FAR}])
async def resources(client, scheduler, workers, rnd):
    """Tasks that need resources, the amounts of which change while they wait."""
    futures = []
    for i in range(40):
        needs = rnd.choice([{}, {"MEM": 1}, {"MEM": 2}, {"GPU": 1}, {"GPU": 1, "MEM": 3}])
        parts = rnd.sample(futures, min(len(futures), rnd.randint(0, 2)))
        futures.append(client.submit(slow, 0.004, *parts, key=f"res-{i}", resources=needs))
    await asyncio.sleep(0.06)
    await workers[0].set_resources(GPU=2, MEM=6)
    await asyncio.sleep(0.04)
    await workers[0].set_resources(MEM=3)
    await wait(futures)


@program([NEAR, NEAR, FAR], distributed__scheduler__active_memory_manager__start=True,
         distributed__scheduler__active_memory_manager__interval="20ms")  # fmt: skip
async def memory_manager(client, scheduler, workers, rnd):
    """Replicas made by hand and by need, and dropped by the active memory manager."""
    data = [client.submit(blob, 2000, key=f"d-{i}") for i in range(10)]
    await wait(data)
    for _ in range(3):
        await client.replicate(rnd.sample(data, 4), n=3)
        users = [client.submit(slow, 0.004, *rnd.sample(data, 3), pure=False) for _ in range(12)]
        await asyncio.sleep(0.05)
        await wait(users)
    del users
    await asyncio.sleep(0.1)


@program([NEAR, NEAR, FAR])
async def paused(client, scheduler, workers, rnd):
    """Workers are paused and resumed at all the wrong moments."""
    first = [client.submit(slow_blob, 0.004, 500, key=f"p-{i}") for i in range(30)]
    second = [client.submit(slow, 0.002, *rnd.sample(first, 3), key=f"q-{i}") for i in range(30)]
    for _ in range(8):
        worker = rnd.choice(workers)
        worker.status = Status.paused
        await asyncio.sleep(0.02)
        worker.status = Status.running
        await asyncio.sleep(0.005)
    await wait(second)


@program([NEAR, {"nthreads": 2, **FAR}, NEAR])
async def pokes(client, scheduler, workers, rnd):
    """Settings of the engine change under its feet."""
    first = [client.submit(slow_blob, 0.003, rnd.choice([10, 4000]), key=f"p-{i}") for i in range(40)]
    second = [client.submit(slow, 0.003, *rnd.sample(first, 4), key=f"q-{i}") for i in range(40)]
    for _ in range(8):
        state = rnd.choice(workers).state
        rnd.choice([
            lambda: setattr(state, "nthreads", rnd.randint(1, 4)),
            lambda: setattr(state, "transfer_incoming_count_limit", rnd.randint(1, 3)),
            lambda: setattr(state, "transfer_message_bytes_limit", rnd.choice([100, 5000, 50_000_000])),
            lambda: setattr(state, "transfer_incoming_bytes_throttle_threshold", rnd.choice([0, 10_000_000])),
            lambda: setattr(state, "transfer_incoming_bytes_limit", rnd.choice([3000, 9000, float("inf")])),
        ])()  # fmt: skip
        await asyncio.sleep(0.02)
    await wait(second)


@program([NEAR, NEAR, FAR])
async def second_thoughts(client, scheduler, workers, rnd):
    """The same keys submitted, cancelled and released again and again."""
    for round_ in range(10):
        first = [client.submit(slow_blob, 0.004, 500, key=f"a-{i}") for i in range(6)]
        second = [client.submit(slow_blob, 0.004, 50, *first[i : i + 3], key=f"b-{i}") for i in range(6)]
        third = [client.submit(slow, 0.001, *second[i : i + 2], key=f"c-{i}") for i in range(6)]
        await asyncio.sleep(rnd.random() * 0.03)
        if rnd.random() < 0.5:
            await client.cancel(rnd.sample(first + second + third, 6))
        else:
            for future in first + second + third:
                future.release()
        await asyncio.sleep(rnd.random() * 0.01)
    await wait([client.submit(slow, 0, key=f"end-{i}") for i in range(3)])
    await asyncio.sleep(0.1)


@program([NEAR, {"nthreads": 2, **FAR}])
async def long_running(client, scheduler, workers, rnd):
    """Seceding tasks, cancelled and wanted again, with and without a way back."""
    for round_ in range(4):
        inputs = [client.submit(blob, 100, key=f"in-{i}") for i in range(6)]
        futures = [
            client.submit(secede_for, 0.02, rnd.random() < 0.3, inputs[i % 6], key=f"long-{i}") for i in range(10)
        ]
        await asyncio.sleep(rnd.random() * 0.05)
        if round_ < 3:
            await client.cancel(rnd.sample(futures, 5))
    await wait([f for f in futures if not f.cancelled()])


@program([{"nthreads": 2}, {"nthreads": 2, **FAR}])
async def tasks_from_tasks(client, scheduler, workers, rnd):
    assert await client.submit(spawn, 1, 4) > 0


@program([NEAR, NEAR, FAR, FAR])
async def crashes(client, scheduler, workers, rnd):
    """Workers go without a word, in the middle of transfers; others come."""
    first = [client.submit(slow_blob, 0.003, 20_000, key=f"c-{i}") for i in range(40)]
    second = [client.submit(slow_blob, 0.003, 10, *rnd.sample(first, 4), key=f"d-{i}") for i in range(40)]
    await asyncio.sleep(0.06)
    for number, worker in enumerate(rnd.sample(workers[1:], 2), 5):
        await worker.close(executor_wait=False, nanny=False)
        newcomer = recorded_worker(scheduler, client.trace_directory, f"{client.trace_name}-{number}", **NEAR)
        workers.append(await newcomer)
        await asyncio.sleep(0.03)
    await wait(second)


@program([NEAR, NEAR, FAR], distributed__worker__connections__outgoing=1, distributed__worker__connections__incoming=2)
async def busy(client, scheduler, workers, rnd):
    """Everybody wants everything from everybody, and nobody serves two at a time."""
    for worker in workers:
        worker.transfer_outgoing_count_limit = 1
        worker.transfer_incoming_count_limit = 2
    data = [
        client.submit(slow_blob, 0.001, 300_000, key=f"big-{i}", workers=[workers[i % 3].address]) for i in range(18)
    ]
    users = [
        client.submit(slow, 0.001, *rnd.sample(data, 6), key=f"u-{i}", workers=[workers[i % 3].address])
        for i in range(18)
    ]
    await wait(users)


@program([NEAR, FAR])
async def damaged(client, scheduler, workers, rnd):
    """Values that cannot be unpacked at the other end."""
    here, there = [workers[0].address], [workers[1].address]
    errors = [rnd.choice([OSError, TypeError]) for _ in range(9)]
    data = [client.submit(Unpacked, i % 3, errors[i], key=f"x-{i}", workers=here) for i in range(9)]
    fine = [client.submit(blob, 100, key=f"y-{i}", workers=here) for i in range(3)]
    users = [client.submit(slow, 0.001, data[i], fine[i % 3], key=f"z-{i}", workers=there) for i in range(9)]
    await wait(users)
    for future in users:
        future.release()
    await asyncio.sleep(0.05)
    await wait([client.submit(slow, 0, fine[0], key="after", workers=there)])


@program([NEAR, FAR])
async def actors(client, scheduler, workers, rnd):
    tallies = [client.submit(Tally, actor=True, key=f"tally-{i}", workers=[workers[i].address]) for i in range(2)]
    futures = [client.submit(use_actor, rnd.choice(tallies), i, key=f"use-{i}") for i in range(10)]
    await wait(futures)
    for tally in tallies:
        tally.release()
    del futures
    await asyncio.sleep(0.05)


@program([NEAR, NEAR, FAR])
async def scatter(client, scheduler, workers, rnd):
    """Data from outside, to one and to all, over keys that exist; moved about; deleted."""
    for round_ in range(3):
        data = await client.scatter({f"s-{i}": bytes(rnd.randrange(2000)) for i in range(8)}, broadcast=round_ == 1)
        futures = list(data.values())
        users = [client.submit(slow_blob, 0.002, 100, *rnd.sample(futures, 3), pure=False) for _ in range(9)]
        await wait(users)
        await client.rebalance()
        await client.scatter({"s-0": 1}, workers=[rnd.choice(workers).address])
        del users, futures
    await asyncio.sleep(0.1)


@program([{"nthreads": 2}, FAR])
async def mistakes(client, scheduler, workers, rnd):
    """Failures, failures that pass, and tasks that would rather run elsewhere."""
    base = [client.submit(fail_at, 3, i, key=f"f-{i}") for i in range(6)]
    above = [client.submit(slow, 0.001, *rnd.sample(base, 2), key=f"g-{i}") for i in range(10)]
    again = [client.submit(fail_first, f"{id(client)}-{i}", i % 3, retries=3, key=f"h-{i}") for i in range(8)]
    moved = [client.submit(reschedule_first, f"{id(client)}-m{i}", key=f"m-{i}") for i in range(8)]
    await wait(base + above + again + moved)
    await client.retry([base[3]])
    await wait(base)


@program([{"nthreads": 2}, FAR, NEAR], distributed__worker__memory__transfer=False)
async def narrow(client, scheduler, workers, rnd):
    """Transfers through the eye of a needle."""
    for worker in workers:
        worker.state.transfer_message_bytes_limit = rnd.choice([1500, 4000])
        worker.state.transfer_incoming_bytes_limit = rnd.choice([2500, 8000])
        worker.state.transfer_incoming_count_limit = rnd.choice([1, 2])
        worker.state.transfer_incoming_bytes_throttle_threshold = rnd.choice([0, 2000])
    data = [client.submit(blob, rnd.choice([100, 900, 3000]), key=f"n-{i}", priority=i) for i in range(30)]
    users = [
        client.submit(slow_blob, 0.001, rnd.choice([100, 900]), *rnd.sample(data, 5), key=f"o-{i}", priority=-i)
        for i in range(30)
    ]
    await wait(users)


@program([NEAR, NEAR, FAR, {"nthreads": 4, **FAR}], distributed__scheduler__work_stealing_interval="10ms")
async def thieves(client, scheduler, workers, rnd):
    """All the work on one worker, and everybody else idle."""
    root = client.submit(blob, 1000, key="root", workers=[workers[0].address])
    await wait(root)
    futures = [client.submit(slow, rnd.choice([0.005, 0.02]), root, key=f"t-{i}") for i in range(60)]
    extra = [
        client.submit(slow, 0.01, key=f"v-{i}", workers=[workers[0].address], allow_other_workers=True)
        for i in range(40)
    ]
    await asyncio.sleep(0.1)
    for future in rnd.sample(futures, 15):
        future.release()
    await wait(extra)
    await asyncio.sleep(0.05)


@program([NEAR, FAR, FAR])
async def restarts(client, scheduler, workers, rnd):
    """Everything forgotten in the middle of work, twice."""
    for round_ in range(2):
        first = [client.submit(slow_blob, 0.005, 500, key=f"r-{round_}-{i}") for i in range(20)]
        second = [client.submit(slow, 0.005, *rnd.sample(first, 3), key=f"t-{round_}-{i}") for i in range(20)]
        await asyncio.sleep(0.06)
        keys = [f.key for f in first + second]
        scheduler.client_releases_keys(keys=keys, client=client.id, stimulus_id=f"all-go-{round_}")
        await asyncio.sleep(0.05)


@program([{"nthreads": 2}, {"nthreads": 2, **FAR}], distributed__scheduler__worker_saturation=1.1)
async def queued(client, scheduler, workers, rnd):
    """The scheduler hands out tasks one by one."""
    first = [client.submit(slow_blob, 0.002, 100, key=f"q-{i}") for i in range(80)]
    trees = first
    while len(trees) > 1:
        trees = [client.submit(slow, 0, *trees[i : i + 4], key=f"q-{trees[i].key}") for i in range(0, len(trees), 4)]
    await wait(trees)


@program([NEAR, NEAR, FAR, FAR])
async def replicas(client, scheduler, workers, rnd):
    """Several holders of everything, some of which vanish; peers that tie."""
    data = [client.submit(blob, 1000, key=f"w-{i}") for i in range(12)]
    await wait(data)
    await client.replicate(data, n=3)
    users = [client.submit(slow_blob, 0.002, 10, *rnd.sample(data, 3), key=f"x-{i}") for i in range(24)]
    await asyncio.sleep(0.02)
    await workers[-1].close(executor_wait=False, nanny=False)
    for worker in workers[:2]:
        scheduler.send_all({}, {worker.address: [{
            "op": "remove-replicas", "keys": [f.key for f in rnd.sample(data, 5)], "stimulus_id": f"drop-{worker.name}",
        }]})  # fmt: skip
    await wait(users)


@program([NEAR, FAR], distributed__worker__memory__target=0.0001, distributed__worker__memory__spill=False)
async def spilling(client, scheduler, workers, rnd):
    """Values that live on disk; the engine must not notice."""
    data = [client.submit(slow_blob, 0.001, 50_000, key=f"sp-{i}") for i in range(20)]
    users = [client.submit(slow, 0.001, *rnd.sample(data, 3), key=f"us-{i}") for i in range(20)]
    await wait(users)


@program([{"nthreads": 2}, {"nthreads": 2, **FAR}, NEAR])
async def arrays(client, scheduler, workers, rnd):
    """What dask itself makes of arrays and bags."""
    import dask.array as da
    import dask.bag as db

    x = da.random.random((300, 300), chunks=(rnd.choice([50, 100]), 100))
    y = (x @ x.T + x.mean(axis=0)).rechunk((100, 60))
    words = db.from_sequence([f"w{rnd.randrange(30)}" for _ in range(400)], npartitions=8)
    wanted = [y.sum(), (y[::2] - y[1::2]).std(axis=1), words.frequencies(), words.distinct()]
    await client.gather(client.compute(wanted))
    await client.compute(words.groupby(len, shuffle="tasks"))


@program([{"nthreads": 2}, NEAR, FAR])
async def wide(client, scheduler, workers, rnd):
    """Many small tasks."""
    leaves = client.map(blob, [rnd.randrange(300) for _ in range(900)], pure=False)
    while len(leaves) > 1:
        leaves = [client.submit(blob, 50, *leaves[i : i + 6], pure=False) for i in range(0, len(leaves), 6)]
    await wait(leaves)


# ---------------------------------------------------------------------------------------------


async def run(directory: str, name: str, seed: int) -> None:
    function, workers, config = PROGRAMS[name]
    rnd = random.Random(f"{name}-{seed}")
    if name == "spilling":
        workers = [{**w, "memory_limit": "2 GiB"} for w in workers]
    workers = [{**w, "validate": seed % 2 == 0} for w in workers]
    async with recorded_cluster(directory, f"{name}-{seed}", workers, config) as (client, scheduler, started):
        client.trace_directory, client.trace_name = directory, f"{name}-{seed}"
        try:
            await asyncio.wait_for(function(client, scheduler, started, rnd), 10)
        except asyncio.TimeoutError:
            print(f"{name}-{seed}: did not finish in time; recorded so far all the same")
        await asyncio.sleep(0.02)


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory")
    parser.add_argument("--only", default=",".join(PROGRAMS))
    parser.add_argument("--seeds", default="0:1", metavar="FROM:TO")
    options = parser.parse_args(arguments)
    first, last = map(int, options.seeds.split(":"))
    failed = 0
    for name in options.only.split(","):
        for seed in range(first, last):
            start = time.monotonic()
            try:
                asyncio.run(run(options.directory, name, seed))
                print(f"{name}-{seed}: {time.monotonic() - start:.1f} s", flush=True)
            except Exception as error:
                failed += 1
                print(f"{name}-{seed}: {type(error).__name__}: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
