"""Bring sessions in; the course and the key say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions import access, schedule as actions
from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCourse, PerhapsCourse, Work
from bot.actions.schedule import Plan
from bot.rules.refusals import AlreadyOver, EndsBeforeStart, InThePast, Refused
from bot.rules.time import local
from storage import courses, schedule
from storage.schedule import Session
from storage.vocabulary import SessionKind


class IsOver(Refused):
    """{time} has passed. Choose a time in the future; --past takes what is over as it was."""


@dataclass(frozen=True, kw_only=True)
class WantedOccasion:
    """When something is, where and what; moments are aware UTC; what is None stays as it is."""

    key: str
    kind: SessionKind
    title: str
    starts: datetime
    ends: datetime
    place: str
    title_en: str | None = None
    title_ar: str | None = None
    title_ti: str | None = None
    address: str | None = None
    bring: str | None = None
    contact: str | None = None
    position: tuple[float, float] | None = None
    has_position: bool = False


@dataclass(frozen=True, kw_only=True)
class WantedSession(WantedOccasion):
    """A session of a course as a list names it."""

    course: str


def lock(work: Work, wanted: Sequence[WantedSession]) -> None:
    """Lock the sessions that will change, in the order of everybody who locks several."""
    numbers = []
    for one in wanted:
        course = courses.course_by_code(work.db, one.course)
        known = course and schedule.session_by_key(work.db, course.id or 0, one.key)
        if known and plan_of(one, known) != actions.plan_of(known):
            numbers.append(known.id or 0)
    for number in sorted(numbers):
        access.session(work.db, work.cause.caller, number, lock=True)


def bring(work: Work, wanted: WantedSession, cause: Cause) -> Effect:
    """Add or change a session, with all that people are owed for it.

    Raises NoSuchCourse, PerhapsCourse, IsOver, EndsBeforeStart, InThePast, AlreadyOver,
    AlreadyCancelled.
    """
    course_id = work.course(wanted.course).id or 0
    known = schedule.session_by_key(work.db, course_id, wanted.key)
    plan = plan_of(wanted, known)
    if known is None:
        refuse_over(work, wanted)
        actions.add_in(work.db, course_id, wanted.key, plan, cause=cause, past=work.past)
        return Effect.ADDED
    if plan == actions.plan_of(known):
        return Effect.UNCHANGED
    locked = access.session(work.db, cause.caller, known.id or 0, lock=True)
    changed = actions.change_in(work.db, locked, plan_of(wanted, locked), cause=cause)
    return Effect.CHANGED if changed else Effect.UNCHANGED


def refuse_over(work: Work, wanted: WantedOccasion) -> None:
    """Raise IsOver for something new that has begun, unless the past is wanted."""
    if wanted.starts <= work.cause.now and not work.past:
        raise IsOver(time=f"{local(wanted.starts):%Y-%m-%d %H:%M}")


def plan_of(wanted: WantedOccasion, known: Session | None) -> Plan:
    """Return what is wanted; what the list does not name is as it is `known`."""
    latitude, longitude = kept.position(wanted, known)
    return Plan(
        kind=wanted.kind,
        title_da=wanted.title,
        title_en=kept.text("title_en", wanted, known) or None,
        title_ar=kept.text("title_ar", wanted, known) or None,
        title_ti=kept.text("title_ti", wanted, known) or None,
        starts_at=wanted.starts,
        ends_at=wanted.ends,
        place=wanted.place,
        address=kept.text("address", wanted, known),
        bring=kept.text("bring", wanted, known),
        contact=kept.text("contact", wanted, known),
        latitude=latitude,
        longitude=longitude,
    )


SESSIONS = Noun(
    bring,
    "key",
    {
        NoSuchCourse: "course",
        PerhapsCourse: "course",
        EndsBeforeStart: "ends",
        InThePast: "starts",
        IsOver: "starts",
        AlreadyOver: "starts",
    },
    lock,
    {"title_da": "title"},
)
