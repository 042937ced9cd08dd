"""Bring events in, which are of no course; the municipality and the key say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions import access, occasions, schedule as sessions
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.sessions import IsOver, WantedOccasion, plan_of, refuse_over
from bot.actions.imports.work import NoSuchCourse, PerhapsCourse, Work
from bot.actions.occasions import Groups
from bot.actions.people import CourseNotShared
from bot.rules.refusals import AlreadyOver, EndsBeforeStart, InThePast
from storage import attendance, courses, schedule
from storage.schedule import Session


@dataclass(frozen=True, kw_only=True)
class WantedEvent(WantedOccasion):
    """An event as a list names it; without `courses` it is open to the whole municipality."""

    municipality: str
    courses: tuple[str, ...] = ()


def lock(work: Work, wanted: Sequence[WantedEvent]) -> None:
    """Lock the events that may change, in the order of everybody who locks several."""
    found = [known for one in wanted if (known := _known(work, one))]
    for number in sorted(event.id or 0 for event in found):
        access.session(work.db, work.cause.caller, number, lock=True)


def bring(work: Work, wanted: WantedEvent, cause: Cause) -> Effect:
    """Add or change an event, with all that people are owed for it.

    Raises NoSuchCourse, PerhapsCourse, CourseNotShared, IsOver, EndsBeforeStart, InThePast,
    AlreadyOver, AlreadyCancelled.
    """
    known = _known(work, wanted)
    groups, plan = _groups(work, wanted), plan_of(wanted, known)
    if known is None:
        refuse_over(work, wanted)
        home = work.home(wanted.municipality).id or 0
        occasions.add_in(work.db, home, groups, wanted.key, plan, cause=cause, past=work.past)
        return Effect.ADDED
    is_open_to_the_same = set(groups) == set(attendance.groups_of(work.db, known))
    if plan == sessions.plan_of(known) and is_open_to_the_same:
        return Effect.UNCHANGED
    occasions.change_in(work.db, known, groups, plan, cause=cause)
    return Effect.CHANGED


def _known(work: Work, wanted: WantedEvent) -> Session | None:
    home = work.home(wanted.municipality).id or 0
    return schedule.own_session_by_key(work.db, home, wanted.key, participant_id=None)


def _groups(work: Work, wanted: WantedEvent) -> Groups:
    """Return to whom it is open; raises CourseNotShared and what an unknown code raises."""
    home = work.home(wanted.municipality).id or 0
    named = [work.course(code) for code in wanted.courses]
    for course in named:
        if home not in courses.municipalities_of(work.db, course.id or 0):
            raise CourseNotShared(course=course.code)
    return [course.id for course in named] or [None]


EVENTS = Noun(
    bring,
    "key",
    {
        NoSuchCourse: "courses",
        PerhapsCourse: "courses",
        CourseNotShared: "courses",
        EndsBeforeStart: "ends",
        InThePast: "starts",
        IsOver: "starts",
        AlreadyOver: "starts",
    },
    lock,
    {"title_da": "title"},
)
