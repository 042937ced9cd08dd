"""Write down what was changed, once for each cause."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions.access import Caller
from bot.rules.sentences import Sentence
from storage import changes
from storage.changes import Change
from storage.people import Participant
from storage.vocabulary import ChangeKind


@dataclass(frozen=True)
class Cause:
    """Who does something, when, and by what: `key` is the same when the same thing comes again.

    Keys look like `update:BOT:NUMBER`, `form:TOKEN`, `import:TOKEN:ROW`. What they add in words
    of their own goes with the news of it.
    """

    caller: Caller
    key: str
    now: datetime
    adds: Sentence | None = None

    def part(self, name: object) -> "Cause":
        """Return the cause of one change out of several."""
        return replace(self, key=f"{self.key}:{name}")


def is_done(db: Db, cause: Cause) -> bool:
    """Tell whether this cause has already brought its change about."""
    return changes.with_cause(db, cause.key) is not None


def made(db: Db, cause: Cause, thing: str) -> int | None:
    """Return the number of the thing that this cause has already made, as its change names it."""
    change = changes.with_cause(db, cause.key)
    found = change.after.get(thing) if change else None
    return int(found) if found is not None else None


def record_of(  # the parts of one row
    db: Db,
    person: Participant,
    kind: ChangeKind,
    cause: Cause,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **about: int | None,
) -> Change:
    """Add a change of one person to the transaction; `about` names session_id, course_id."""
    return record(
        db,
        cause,
        kind,
        municipality_id=person.municipality_id,
        before=before,
        after=after,
        participant_id=person.id,
        **about,
    )


def record(  # the columns of one row
    db: Db,
    cause: Cause,
    kind: ChangeKind,
    *,
    municipality_id: int | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **about: int | None,
) -> Change:
    """Add the change to the transaction; `about` names participant_id, session_id, course_id."""
    change = Change(
        municipality_id=municipality_id,
        kind=kind,
        at=cause.now,
        cause=cause.key,
        staff_id=cause.caller.staff_id,
        before=dict(before or {}),
        after=dict(after or {}),
        **about,
    )
    db.add(change)
    db.flush()
    return change
