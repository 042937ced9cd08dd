"""The readiness profile: each statement about a person, with what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlmodel import Session as Db, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.readiness import hours, progression
from bot.queries.readiness.progression import Progression
from bot.queries.refs import PersonRef
from bot.rules import readiness as rules
from bot.rules.hours import Week
from bot.rules.time import local, monday
from storage import abilities, activities, readiness
from storage.abilities import DanishLevel, Skill
from storage.activities import Activity, Reduction
from storage.attendance import Attendance
from storage.database import Database
from storage.people import Participant
from storage.readiness import Category, Decision, Goal
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Language, Presence, Source

Row = TypeVar("Row", Activity, DanishLevel, Reduction, Skill)
SPANS = (30, 90)
"""Attendance is counted over so many days back."""

Names = dict[int | None, str]


@dataclass(frozen=True)
class Noted(Generic[Row]):
    """Something that staff have noted, and who has."""

    row: Row
    by: str | None


@dataclass(frozen=True)
class Decided:
    """A decision, what it put the person into, and who took it."""

    row: Decision
    category: Category
    by: str | None


@dataclass(frozen=True)
class Aim:
    """A goal, and who agreed on it; it is open until it is reached or dropped."""

    row: Goal
    by: str | None
    is_open: bool
    is_overdue: bool


@dataclass(frozen=True)
class Tally:
    """At how many of the sessions held in `days` somebody was there, late or away.

    So one source says; it may have said nothing of some.
    """

    days: int
    held: int
    present: int
    late: int
    absent: int

    @property
    def noted(self) -> int:
        """Of how many sessions the source has said anything."""
        return self.present + self.late + self.absent


@dataclass(frozen=True)
class Profile:
    """All of it. What was withdrawn or removed stands among the rest, and is shown as such."""

    person: PersonRef
    is_erased: bool
    decisions: tuple[Decided, ...]
    skills: tuple[Noted[Skill], ...]
    danish: tuple[Noted[DanishLevel], ...]
    goals: tuple[Aim, ...]
    activities: tuple[Noted[Activity], ...]
    reductions: tuple[Noted[Reduction], ...]
    weeks: tuple[Week, ...]
    this_week: Week
    attendance: tuple[tuple[Source, tuple[Tally, ...]], ...]
    progression: Progression

    @property
    def current(self) -> Decided | None:
        """The decision that holds."""
        return next((one for one in self.decisions if one.row.withdrawn_at is None), None)

    @property
    def level(self) -> Noted[DanishLevel] | None:
        """The level of Danish that holds."""
        return next((one for one in self.danish if one.row.withdrawn_at is None), None)


def of_person(
    database: Database, caller: Caller, participant_id: int, *, language: str, now: datetime
) -> Profile:
    """Return a person's profile; raises NotThere."""
    with database.reading() as db:
        access.caseworkers_only(caller)
        person = access.participant(db, caller, participant_id)
        names: Names = dict(db.exec(select(Staff.id, Staff.name)).all())
        weeks = hours.weeks(db, person, now)
        this = monday(local(now).date())
        return Profile(
            person=refs.person(person),
            is_erased=person.erased_at is not None,
            decisions=_decisions(db, person, names),
            skills=_noted(abilities.skills_of(db, participant_id), names),
            danish=_noted(abilities.danish_of(db, participant_id), names),
            goals=tuple(_aims(readiness.goals_of(db, participant_id), names, now)),
            activities=_noted(activities.activities_of(db, participant_id), names),
            reductions=_noted(activities.reductions_of(db, participant_id), names),
            weeks=tuple(weeks),
            this_week=next(one for one in weeks if one.monday == this),
            attendance=_attendance(db, participant_id, now),
            progression=progression.of_person(db, person, Language(language), now=now),
        )


def current(database: Database, caller: Caller, participant_id: int) -> Decided | None:
    """Return the decision about a person that holds, if any; raises NotThere."""
    with database.reading() as db:
        access.caseworkers_only(caller)
        person = access.participant(db, caller, participant_id)
        names: Names = dict(db.exec(select(Staff.id, Staff.name)).all())
        found = _decisions(db, person, names)
        return next((one for one in found if one.row.withdrawn_at is None), None)


def _decisions(db: Db, person: Participant, names: Names) -> tuple[Decided, ...]:
    given = {one.id: one for one in readiness.categories_of(db, person.municipality_id)}
    rows = readiness.decisions_of(db, person.id or 0)
    return tuple(Decided(row, given[row.category_id], names.get(row.author_id)) for row in rows)


def _noted(rows: Sequence[Row], names: Names) -> tuple[Noted[Row], ...]:
    return tuple(Noted(row, names.get(row.noted_by)) for row in rows)


def _aims(rows: Sequence[Goal], names: Names, now: datetime) -> Iterable[Aim]:
    """Yield the goals: first the open ones, then what became of the others."""
    today = local(now).date()
    found = [(row, row.reached_on is None and row.dropped_at is None) for row in rows]
    for row, is_open in sorted(found, key=lambda one: not one[1]):
        overdue = rules.is_overdue(row.due_on, is_open=is_open, today=today)
        yield Aim(row, names.get(row.set_by), is_open, overdue)


def _attendance(
    db: Db, participant_id: int, now: datetime
) -> tuple[tuple[Source, tuple[Tally, ...]], ...]:
    since = now - timedelta(days=max(SPANS))
    found = activities.sessions_of(db, participant_id, since=since, before=now)
    held = [(one, rows) for one, rows in found if one.cancelled_at is None]
    return tuple(
        (source, tuple(_tally(held, source, days, now) for days in SPANS)) for source in Source
    )


def _tally(
    held: Sequence[tuple[Session, Sequence[Attendance]]], source: Source, days: int, now: datetime
) -> Tally:
    lately = [rows for one, rows in held if one.starts_at >= now - timedelta(days=days)]
    said = [row.presence for rows in lately for row in rows if row.source is source]
    return Tally(
        days=days,
        held=len(lately),
        present=said.count(Presence.PRESENT),
        late=said.count(Presence.LATE),
        absent=said.count(Presence.ABSENT),
    )
