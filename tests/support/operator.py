"""Whoever installs and runs Brobygger: real commands in processes of their own, on SQLite."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
SECRET_KEY = "k7Qm2xVb9sLw4zTn8cRf5yHd3gJp6aUe"
TOKEN = "7000000002:a-bot-at-somebody-elses-server"
STOP_SECONDS = 30


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Stopped:
    """How a service ended."""

    code: int
    seconds: float
    log: str


@dataclass
class Operator:
    """One installation in a folder; `telegram` is the address of its Bot API server."""

    folder: Path
    telegram: str
    token: str = TOKEN
    port: int = 8080
    uses_webhook: bool = False

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "brobygger.db"

    @property
    def telegram_port(self) -> int:
        """The port of the Bot API server."""
        return urlsplit(self.telegram).port or 80

    @property
    def address(self) -> str:
        """Where the console and the webhook are served."""
        return f"http://127.0.0.1:{self.port}"

    def types(self, *arguments: object) -> list[str]:
        """Run a command to its end; return its lines."""
        done = subprocess.run(
            self._command(*arguments), env=self._environment(), capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout.splitlines()

    @contextlib.contextmanager
    def serving(self, command: str) -> Iterator["Service"]:
        """Run a command that serves until the end of the block."""
        log = self.folder / f"{command}.log"
        with (
            log.open("w", encoding="utf-8") as stderr,
            subprocess.Popen(
                self._command(command), env=self._environment(), stdout=stderr, stderr=stderr
            ) as process,
        ):
            try:
                yield Service(process, log)
            finally:
                process.kill()

    def _command(self, *arguments: object) -> Sequence[str]:
        return [sys.executable, "-m", "bot", *map(str, arguments)]

    def _environment(self) -> dict[str, str]:
        webhook = {
            "TELEGRAM_WEBHOOK_URL": f"{self.address}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": "only-the-server-knows-this",
        }
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "TELEGRAM_API_URL": self.telegram,
            "TELEGRAM_BOT_TOKEN": self.token,
            "SECRET_KEY": SECRET_KEY,
            "PORT": str(self.port),
            "CONSOLE_URL": f"{self.address}/console",
            **(webhook if self.uses_webhook else {}),
        }


@dataclass
class Service:
    """A process that serves."""

    process: "subprocess.Popen[bytes]"
    _log: Path

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text(encoding="utf-8")

    def stop(self) -> Stopped:
        """Ask it to finish, as a platform does, and wait until it has."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=STOP_SECONDS)
        return Stopped(code, time.monotonic() - begun, self.log)
