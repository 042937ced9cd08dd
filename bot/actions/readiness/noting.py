"""How something is noted about a person, and how it ends: once a cause, by staff only."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sqlmodel import Session as Db

from bot.actions import access, changes
from bot.actions.access import Personal
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere
from storage.database import FOR_CHANGE, Database
from storage.people import Participant
from storage.vocabulary import ChangeKind


class Row(Protocol):
    """Something with a number."""

    id: int | None


def note(
    database: Database,
    participant_id: int,
    write: Callable[[Db, Participant], Row],
    *,
    thing: str,
    cause: Cause,
) -> int:
    """Let `write` note something about a person; return its number.

    `thing` is what the change calls that number, so that the same cause finds it again. Raises
    NotThere, and what `write` raises.
    """
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        person = access.participant(db, cause.caller, participant_id)
        # A form that comes twice at once waits here, and is found to be done.
        db.refresh(person, with_for_update=FOR_CHANGE)
        made = changes.made(db, cause, thing)
        return made if made is not None else write(db, person).id or 0


def end(
    database: Database,
    participant_id: int,
    of: type[Personal],
    number: int,
    stop: Callable[[Personal], bool],
    *,
    kind: ChangeKind,
    says: Callable[[Db, Personal], Mapping[str, Any]],
    cause: Cause,
) -> None:
    """Let `stop` end what was noted, and tell whether it did; what it `says` stays as history.

    Raises NotThere, of what is noted about somebody else, too, and what `stop` raises.
    """
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        row = access.personal(db, cause.caller, of, number, lock=True)
        if row.participant_id != participant_id:
            raise NotThere
        if not changes.is_done(db, cause) and stop(row):
            person = db.get_one(Participant, participant_id)
            changes.record_of(db, person, kind, cause, after=says(db, row))
