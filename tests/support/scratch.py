"""Folders in memory, where the system has one: databases there are made ten times faster."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # every folder in it gets a name of its own
ENOUGH = 2**30


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Make a folder, in memory if there is room, and remove it at the end of the block."""
    parent = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH else None
    with tempfile.TemporaryDirectory(
        prefix="brobygger-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)
