"""Real workers in processes of their own, for tests that kill them."""

import asyncio
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from tests.support import scratch
from tests.support.nursery import Birth


class Worker:
    """A worker that lives; `died` holds its exit code, negative for a signal."""

    def __init__(self, pid: int, died: "Future[int]") -> None:
        self.pid = pid
        self.died = died

    def kill(self) -> None:
        """End it as a power cut does."""
        if not self.died.done():
            os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to finish what it has begun and to go."""
        os.kill(self.pid, signal.SIGTERM)

    async def death(self, seconds: float = 20) -> int | None:
        """Wait until it is dead; return its exit code, None if it still lives by then."""
        await asyncio.wait({waiting := asyncio.wrap_future(self.died)}, timeout=seconds)
        return waiting.result() if waiting.done() else None


class Workers:
    """The nursery, seen from the test."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._born: queue.Queue[Worker] = queue.Queue()
        self._practised: queue.Queue[None] = queue.Queue()
        self._living: dict[int, Worker] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def bear(self, birth: Birth) -> Worker:
        """Start a worker."""
        assert self._process.stdin
        self._process.stdin.write(f"{birth.order()}\n")
        self._process.stdin.flush()
        return self._born.get(timeout=20)

    @contextlib.contextmanager
    def practising(self, birth: Birth) -> Iterator[None]:
        """Let the nursery itself be the worker meanwhile; those born later know all that it did."""
        assert self._process.stdin
        self._process.stdin.write(f"{replace(birth, is_practice=True).order()}\n")
        self._process.stdin.flush()
        yield
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._practised.get(timeout=20)

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            event = json.loads(line)
            if "born" in event:
                worker = self._living[event["born"]] = Worker(event["born"], Future())
                self._born.put(worker)
            elif "practised" in event:
                self._practised.put(None)
            else:
                self._living.pop(event["died"]).died.set_result(event["code"])


@contextlib.contextmanager
def nursery() -> Iterator[Workers]:
    """Run a nursery until the end of the block."""
    command = [sys.executable, "-m", "tests.support.nursery"]
    with (
        scratch.folder() as nothing,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=without_certificates(nothing),
        ) as process,
    ):
        yield Workers(process)
        assert process.stdin
        process.stdin.close()


def without_certificates(empty: Path) -> dict[str, str]:
    """Return an environment in which no certificate is read: there is none on the loopback.

    Reading all that there are takes every worker a tenth of a second.
    """
    kept = {name: value for name, value in os.environ.items() if name != "SSL_CERT_FILE"}
    return kept | {"SSL_CERT_DIR": str(empty)}
