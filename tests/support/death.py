"""Die at a named point: from the outside of our code, by SIGKILL, like a machine without power.

A transaction is recognised by what it writes.
"""

import os
import re
import signal
import threading
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

WRITING = re.compile(r"\b(UPDATE|INSERT INTO) (\w+) (?!LOCKED)")


class Point(StrEnum):
    """Where a worker can die: just before or just after the commit of a transaction.

    A notice or an update is then in the state that the name says.
    """

    READY = "before leased"
    LEASED = "after leased"
    SENDING = "after sending"
    ANSWERED = "before settled"
    SETTLED = "after settled"
    FETCHED = "before kept"
    RECEIVED = "after kept"
    COUNTED = "after counted"
    HALF_DONE = "before acted"
    ACTED = "after acted"
    FINISHED = "after finished"


class Death:
    """Comes at the `nth` time that the point is reached."""

    def __init__(self, point: Point, nth: int) -> None:
        self._point = point
        self._left = nth
        self._lock = threading.Lock()
        self._thread = threading.local()

    def lurk(self) -> None:
        """Watch every transaction of this process."""
        event.listen(Engine, "begin", self._begun)
        event.listen(Engine, "before_cursor_execute", self._executing)
        event.listen(Engine, "commit", self._committing)
        event.listen(Session, "after_commit", self._committed)

    def meet(self, moment: str, marks: Iterable[str]) -> None:
        """Be at a point; this may be the last thing that the process does."""
        if str(self._point) not in {f"{moment} {mark}" for mark in marks}:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def _begun(self, _connection: Connection) -> None:
        self._thread.marks = set()

    def _executing(
        self, _connection: Connection, _cursor: object, sql: str, values: object, *_: object
    ) -> None:
        marks: set[str] = getattr(self._thread, "marks", set())
        marks |= _marks(sql, _flat(values), marks)

    def _committing(self, _connection: Connection) -> None:
        self.meet("before", getattr(self._thread, "marks", ()))

    def _committed(self, _session: Session) -> None:
        marks, self._thread.marks = getattr(self._thread, "marks", ()), set()
        self.meet("after", marks)


def _flat(values: object) -> list[object]:
    if isinstance(values, dict):
        return list(values.values())
    if isinstance(values, list | tuple):
        return [part for value in values for part in _flat(value)]
    return [values]


def _marks(sql: str, values: list[object], before: set[str]) -> set[str]:
    """Tell what a statement does, in a transaction that has done `before`."""
    if sql.startswith("SELECT") and "claiming" in before and values:
        return {"leased"}  # the rows that it claimed are read by their numbers
    writing = WRITING.search(sql)
    match writing and writing.groups():
        case ("UPDATE", "outbox"):
            return _outbox_marks(sql, values)
        case ("UPDATE", "inbox"):
            return {"counted"} if "attempts=" in sql else {"finished"}
        case ("INSERT INTO", "inbox"):
            return {"kept"}
        case ("INSERT INTO", "outbox" | "answer" | "change"):
            return {"acted"}
        case _:
            return set()


def _outbox_marks(sql: str, values: list[object]) -> set[str]:
    if "RETURNING" in sql and "leased" in values:
        return {"claiming"}
    if "attempts=" in sql and "sending" in values:
        return {"sending"}
    if "sent" in values:
        return {"settled"}
    return set()
