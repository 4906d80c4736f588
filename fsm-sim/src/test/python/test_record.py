"""What the recorder promises, tried out on bare engines and on real worker processes.

    python3 -m unittest test_record        (in this directory; needs python3-distributed)
"""

from __future__ import annotations

import glob
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import types
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON_FILES = os.path.normpath(os.path.join(HERE, "../../main/resources/python"))
sys.path[:0] = [PYTHON_FILES, HERE]

import check_trace  # noqa: E402
import record  # noqa: E402
import reference_replay as replay  # noqa: E402
from distributed.worker_state_machine import (  # noqa: E402
    ComputeTaskEvent,
    ExecuteSuccessEvent,
    FreeKeysEvent,
    SecedeEvent,
    UpdateDataEvent,
    WorkerState,
)

COUNTED = ("stimuli", "lines", "deterministic", "deterministic_lines")
DIGEST = "0123456789abcdef" * 2


def engine(**settings) -> WorkerState:
    return WorkerState(address="tcp://10.0.0.1:4000", **settings)


def compute(key="x", who_has=None, stimulus_id="compute-1", **more):
    return ComputeTaskEvent.dummy(key, who_has=who_has, stimulus_id=stimulus_id, **more)


class FakeWorker:
    def __init__(self, state, name="w"):
        self.state = state
        self.name = name


class RecordingTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="record-")
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)

    def start(self, state, name="w", **options) -> record.Recording:
        recording = record.start(FakeWorker(state, name), self.directory, **options)
        self.assertIsNotNone(recording)
        self.addCleanup(recording.close)
        return recording

    def lines(self, name="w.jsonl.gz"):
        path = os.path.join(self.directory, name)
        with replay.open_lines(path) as file:
            return [json.loads(line) for line in file]

    def files(self):
        return sorted(os.listdir(self.directory))

    def check(self):
        self.assertEqual(0, check_trace.main([self.directory, "--guided"]))


class Content(RecordingTest):
    def test_a_run_from_start_to_end(self):
        ws = engine()
        recording = self.start(ws)
        ws.handle_stimulus(compute("y", {"x": ["tcp://10.0.0.2:1"]}))
        ws.handle_stimulus(FreeKeysEvent(keys=["y"], stimulus_id="free-1"))
        recording.close()
        header, first, second = self.lines()
        self.assertEqual([2, 2, True, 2], [header[m] for m in COUNTED])
        self.assertEqual({"x": "flight", "y": "waiting"}, first["states"])
        cancelled = {"state": "cancelled", "previous": "flight", "next": None}
        self.assertEqual({"x": cancelled, "y": "forgotten"}, second["states"])
        self.check()

    def test_names_are_replaced_consistently(self):
        ws = engine()
        recording = self.start(ws)
        holders = {f"inc-{DIGEST}": ["tcp://10.0.0.1:9", "tcp://10.0.0.9:9"]}
        ws.handle_stimulus(compute(f"sum-{DIGEST}", holders, "compute-task-1671023456.25"))
        recording.close()
        header, line = self.lines()
        self.assertEqual("tcp://host-1:1", header["config"]["address"])
        self.assertEqual({"inc-~1": ["tcp://host-1:2", "tcp://host-2:3"]}, line["stimulus"]["who_has"])
        self.assertEqual(["sum-~1", "compute-task-1"], [line["stimulus"][m] for m in ("key", "stimulus_id")])
        self.assertNotIn("10.0.0", json.dumps([header, line]))

    def test_raw_keeps_names(self):
        ws = engine()
        recording = self.start(ws, raw=True)
        ws.handle_stimulus(compute(f"sum-{DIGEST}"))
        recording.close()
        header, line = self.lines()
        self.assertEqual("tcp://10.0.0.1:4000", header["config"]["address"])
        self.assertEqual(f"sum-{DIGEST}", line["stimulus"]["key"])

    def test_settings_changed_by_others_are_a_poke(self):
        ws = engine(resources={"GPU": 1})
        recording = self.start(ws)
        ws.handle_stimulus(compute("x", resource_restrictions={"GPU": 1}))
        ws.nthreads = 4
        ws.available_resources["GPU"] += 1
        ws.handle_stimulus(compute("y"))
        recording.close()
        self.assertEqual({"poke": {"nthreads": 4, "available_resources": {"GPU": 1}}}, self.lines()[2])
        self.check()

    def test_values_are_reduced_to_size_and_type(self):
        ws = engine()
        recording = self.start(ws)
        ws.handle_stimulus(UpdateDataEvent(data={"x": b"secret"}, report=True, stimulus_id="s"))
        recording.close()
        self.assertEqual({"x": {"nbytes": 6, "type": "bytes"}}, self.lines()[1]["stimulus"]["data"])
        self.assertNotIn("secret", json.dumps(self.lines()))

    def test_a_tie_ends_the_deterministic_lines(self):
        ws = engine()
        recording = self.start(ws)
        ws.handle_stimulus(compute("a"))
        ws.handle_stimulus(compute("y", {"x": ["tcp://10.0.0.2:1", "tcp://10.0.0.3:1"]}))
        ws.handle_stimulus(compute("b"))
        recording.close()
        header, *steps = self.lines()
        self.assertEqual([True, False, False], [s["deterministic"] for s in steps])
        self.assertEqual((False, 1), (header["deterministic"], header["deterministic_lines"]))

    def test_what_raises_is_the_last_line_and_is_raised(self):
        ws = engine(validate=False)
        recording = self.start(ws)
        ws.handle_stimulus(UpdateDataEvent(data={"x": 1}, report=False, stimulus_id="s"))
        with self.assertRaises(Exception) as caught:
            ws.handle_stimulus(SecedeEvent(key="x", compute_duration=1.0, stimulus_id="t"))
        ws.handle_stimulus(compute("y"))
        recording.close()
        self.assertEqual(type(caught.exception).__name__, self.lines()[-1]["raised"])
        self.assertEqual(3, len(self.lines()))
        self.check()


class Manners(RecordingTest):
    def test_a_worker_with_tasks_is_refused_in_one_line(self):
        ws = engine()
        ws.handle_stimulus(compute("x"))
        with self.assertLogs(record.logger, "ERROR") as log:
            self.assertIsNone(record.start(FakeWorker(ws), self.directory))
        self.assertEqual(1, len(log.output))
        self.assertIn("cannot be recorded from the middle", log.output[0])
        self.assertEqual([], self.files())

    def test_a_failure_inside_ends_the_recording_and_not_the_worker(self):
        ws = engine(validate=False)
        recording = self.start(ws)
        ws.handle_stimulus(compute("x"))
        strange = ExecuteSuccessEvent.dummy("x", stimulus_id="s")
        strange.nbytes = float("nan")
        with self.assertLogs(record.logger, "ERROR") as log:
            ws.handle_stimulus(strange)
        self.assertEqual(1, len(log.output))
        ws.handle_stimulus(compute("y"))
        self.assertEqual({"x": "memory", "y": "executing"}, {k: t.state for k, t in ws.tasks.items()})
        recording.close()
        self.assertEqual(2, len(self.lines()))
        self.check()

    def test_a_full_disk_ends_the_recording_and_not_the_worker(self):
        ws = engine()
        recording = self.start(ws)

        def full(text):
            raise OSError(28, "No space left on device")

        recording.trace._sink = full
        with self.assertLogs(record.logger, "ERROR") as log:
            ws.handle_stimulus(compute("x"))
            ws.handle_stimulus(compute("y"))
        self.assertEqual(1, len(log.output))
        self.assertEqual(2, len(ws.tasks))

    def test_a_directory_that_cannot_be_written_is_refused_in_one_line(self):
        with self.assertLogs(record.logger, "ERROR") as log:
            self.assertIsNone(record.start(FakeWorker(engine()), "/proc/nowhere"))
        self.assertEqual(1, len(log.output))

    def test_not_a_worker_is_refused(self):
        with self.assertLogs(record.logger, "ERROR"):
            self.assertIsNone(record.start(types.SimpleNamespace(name="nanny"), self.directory))

    def test_an_earlier_recording_is_not_overwritten(self):
        for _ in range(2):
            ws = engine()
            recording = self.start(ws)
            ws.handle_stimulus(compute("x"))
            recording.close()
        self.assertEqual(["w-2.jsonl.gz", "w.jsonl.gz"], self.files())

    def test_a_worker_that_did_nothing_leaves_no_file(self):
        self.start(engine()).close()
        self.assertEqual([], self.files())

    def test_what_is_not_recorded_is_left_alone(self):
        self.start(engine())
        ws = engine()
        ws.handle_stimulus(compute("x"))
        self.assertEqual(["w.part.jsonl"], self.files())


class Crash(RecordingTest):
    def test_while_recording_there_is_a_readable_file_without_counts(self):
        ws = engine()
        self.start(ws)
        ws.handle_stimulus(compute("x"))
        header, line = self.lines("w.part.jsonl")
        self.assertEqual([None, None, None, None], [header[m] for m in COUNTED])
        self.assertEqual({"x": "executing"}, line["states"])
        self.check()

    def test_a_process_that_just_ends_leaves_a_finished_file(self):
        self.run_python("")
        self.assertEqual(["w.jsonl.gz"], self.files())
        self.check()

    def test_a_process_that_is_killed_leaves_the_part_file(self):
        self.run_python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", status=-signal.SIGKILL)
        self.assertEqual(["w.part.jsonl"], self.files())
        self.check()

    def run_python(self, ending: str, status: int = 0):
        script = f"""
            import sys
            sys.path[:0] = [{HERE!r}, {PYTHON_FILES!r}]
            from test_record import *
            ws = engine()
            record.start(FakeWorker(ws), {self.directory!r})
            ws.handle_stimulus(compute("x"))
            {ending}
        """
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], timeout=60)
        self.assertEqual(status, done.returncode)


class CommandLine(RecordingTest):
    """``dask worker --preload record.py``, as a user types it."""

    def test_a_worker_process(self):
        self.run_worker(["--trace-dir", self.directory], {})

    def test_the_directory_may_come_from_the_environment(self):
        self.run_worker([], {record.ENVIRONMENT: self.directory})

    def run_worker(self, arguments, environment):
        from distributed import Client, LocalCluster

        with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=None) as cluster:
            command = [
                sys.executable, "-m", "distributed.cli.dask_worker", cluster.scheduler_address,
                "--no-nanny", "--no-dashboard", "--nthreads", "2", "--name", "cli",
                "--preload", os.path.join(PYTHON_FILES, "record.py"),
            ]  # fmt: skip
            worker = subprocess.Popen(
                [*command, *arguments], env={**os.environ, **environment}, stderr=subprocess.DEVNULL, cwd=self.directory
            )
            try:
                with Client(cluster) as client:
                    client.wait_for_workers(1, timeout=30)
                    self.assertEqual(45, client.submit(sum, client.map(lambda x: x, range(10))).result(timeout=30))
            finally:
                worker.send_signal(signal.SIGINT)
                worker.wait(timeout=30)
        self.wait_for("cli.jsonl.gz")
        self.check()

    def wait_for(self, name):
        for _ in range(100):
            if name in self.files():
                return
            time.sleep(0.1)
        self.fail(f"{name} not in {self.files()}")


class Plugin(RecordingTest):
    def test_the_worker_plugin_records_workers_without_tasks(self):
        from distributed import Client, LocalCluster

        with LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster, Client(cluster) as client:
            client.register_worker_plugin(record.RecorderPlugin(self.directory))
            self.assertEqual(6, client.submit(sum, [1, 2, 3]).result(timeout=30))
        self.assertEqual(1, len(glob.glob(os.path.join(self.directory, "*.jsonl.gz"))))
        self.check()

    def test_the_pytest_plugin_records_every_engine(self):
        test = os.path.join(self.directory, "test_two.py")
        with open(test, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(f"""
                import sys
                sys.path[:0] = [{HERE!r}]
                from test_record import engine, compute
                def test_two_engines():
                    for _ in range(2):
                        engine().handle_stimulus(compute("x"))
            """))
        out = os.path.join(self.directory, "out")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "record", "--record-traces", out, test],
            env={**os.environ, "PYTHONPATH": PYTHON_FILES}, cwd=self.directory,
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        if "No module named pytest" in done.stderr:
            self.skipTest("pytest is not installed")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        with gzip.open(os.path.join(out, "test_two.jsonl.gz"), "rt") as file:
            names = [json.loads(line).get("name") for line in file][::2]
        self.assertEqual(["test_two.py::test_two_engines#1", "test_two.py::test_two_engines#2"], names)
        self.directory = out
        self.check()


if __name__ == "__main__":
    unittest.main()
