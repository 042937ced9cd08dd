"""Note what somebody can do: skills with where they were seen, and levels of Danish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.changes import Cause
from bot.actions.readiness import noting
from bot.rules import readiness as rules
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage.abilities import DanishLevel, Skill
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import ChangeKind


class NoSuchModule(Refused):
    """There is no such module: Danskuddannelse 1 to 3 have the modules 1 to 6."""


@dataclass(frozen=True)
class Can:
    """A skill, and where it was seen."""

    name: str
    evidence: str = ""


@dataclass(frozen=True)
class Level:
    """A module of a Danskuddannelse, since when, and whether it was passed."""

    education: int
    module: int
    since: date
    passed: bool = False


def note_skill(database: Database, participant_id: int, can: Can, *, cause: Cause) -> int:
    """Note a skill; return its number. Raises NotThere, CprNotAllowed, WordNotAllowed."""

    def write(db: Db, person: Participant) -> Skill:
        return note_skill_in(db, person, can, cause=cause)

    return noting.note(database, participant_id, write, thing="skill", cause=cause)


def note_skill_in(db: Db, person: Participant, can: Can, *, cause: Cause) -> Skill:
    """Note a skill within a transaction; raises CprNotAllowed, WordNotAllowed."""
    wording.check(db, person.municipality_id, {"name": can.name, "evidence": can.evidence})
    row = Skill(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        name=can.name.strip(),
        evidence=can.evidence.strip(),
        noted_at=cause.now,
        noted_by=cause.caller.staff_id,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.SKILL_NOTED, cause, after=_skill(db, row))
    return row


def remove_skill(database: Database, participant_id: int, skill_id: int, *, cause: Cause) -> None:
    """Remove a skill; that it was noted stays as history. Raises NotThere."""

    def stop(row: Skill) -> bool:
        was_there = row.removed_at is None
        row.removed_at = row.removed_at or cause.now
        return was_there

    kind = ChangeKind.SKILL_REMOVED
    noting.end(database, participant_id, Skill, skill_id, stop, kind=kind, says=_skill, cause=cause)


def note_danish(database: Database, participant_id: int, level: Level, *, cause: Cause) -> int:
    """Note a level of Danish; return its number. Raises NotThere, and what is raised within."""

    def write(db: Db, person: Participant) -> DanishLevel:
        return note_danish_in(db, person, level, cause=cause)

    return noting.note(database, participant_id, write, thing="danish", cause=cause)


def note_danish_in(db: Db, person: Participant, level: Level, *, cause: Cause) -> DanishLevel:
    """Note a level of Danish within a transaction; raises NoSuchModule, NotYet, TooLongAgo."""
    if level.education not in rules.EDUCATIONS:
        raise NoSuchModule(field="education")
    if level.module not in rules.MODULES:
        raise NoSuchModule(field="module")
    rules.check_past(level.since, today=local(cause.now).date(), field="since")
    row = DanishLevel(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        education=level.education,
        module=level.module,
        passed=level.passed,
        since=level.since,
        noted_at=cause.now,
        noted_by=cause.caller.staff_id,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.DANISH_NOTED, cause, after=_danish(db, row))
    return row


def withdraw_danish(
    database: Database, participant_id: int, level_id: int, *, cause: Cause
) -> None:
    """Withdraw a level of Danish; the one before it holds again. Raises NotThere."""

    def stop(row: DanishLevel) -> bool:
        is_standing = row.withdrawn_at is None
        row.withdrawn_at = row.withdrawn_at or cause.now
        return is_standing

    kind = ChangeKind.DANISH_WITHDRAWN
    noting.end(
        database, participant_id, DanishLevel, level_id, stop, kind=kind, says=_danish, cause=cause
    )


def _skill(_db: Db, row: Skill) -> Mapping[str, Any]:
    return {"skill": row.id, "noted": row.name, "evidence": row.evidence}


def _danish(_db: Db, row: DanishLevel) -> Mapping[str, Any]:
    return {
        "danish": row.id,
        "noted": f"DU{row.education}.{row.module}",
        "passed": row.passed,
        "on": row.since.isoformat(),
    }
