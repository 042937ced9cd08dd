"""What can be asked about attendance, about contact, and about what waits for staff, in SQL."""

from sqlalchemy import and_, func, or_, select

from bot.queries.search.sql import ONE_DAY, Condition, Fits, Some, When, between
from bot.rules import dailies
from bot.rules.search.contact import UNANSWERED, UNREAD
from storage.absences import Absence
from storage.attendance import Attendance
from storage.changes import Change
from storage.columns import columns
from storage.messages import Message
from storage.people import Participant
from storage.schedule import Session
from storage.tasks import Task
from storage.vocabulary import Presence, Source

PERSON = columns(Participant)
ABSENCE = columns(Absence)
NOTED = columns(Attendance)
CHANGE = columns(Change)
MESSAGE = columns(Message)
SESSION = columns(Session)
TASK = columns(Task)
THERE, ANSWERED = NOTED.id.table.alias().c, MESSAGE.id.table.alias().c


def _missed(when: When, fits: Fits) -> Condition:
    """Tell at how many sessions staff say that somebody was not, and nobody that they were."""
    was_there = select(THERE.id).where(
        THERE.session_id == NOTED.session_id,
        THERE.participant_id == NOTED.participant_id,
        THERE.presence != Presence.ABSENT,
    )
    missed = select(func.count(func.distinct(NOTED.session_id))).where(
        NOTED.participant_id == PERSON.id,
        NOTED.presence == Presence.ABSENT,
        NOTED.source != Source.PARTICIPANT,
        SESSION.id == NOTED.session_id,
        SESSION.cancelled_at.is_(None),
        between(SESSION.starts_at, when.since, when.today),
        ~was_there.exists(),
    )
    return fits(missed.scalar_subquery())


def _reported(when: When, fits: Fits) -> Condition:
    reported = select(func.count(ABSENCE.id)).where(
        ABSENCE.participant_id == PERSON.id,
        ABSENCE.undone_at.is_(None),
        between(ABSENCE.on, when.since, when.today),
    )
    return fits(reported.scalar_subquery())


def _heard(_when: When, fits: Fits) -> Condition:
    """Tell when the latest sign of life was: there is one that fits, and none that is later.

    To look whether there is one stops at the first; to find the latest reads them all.
    """
    signs = select(CHANGE.id).where(
        CHANGE.participant_id == PERSON.id,
        CHANGE.staff_id.is_(None),
        CHANGE.kind.in_(dailies.SIGNS_OF_LIFE),
    )
    found = signs.where(fits(CHANGE.at)).exists()
    if fits.last is None:
        return found
    return and_(found, ~signs.where(between(CHANGE.at, fits.last + ONE_DAY, None)).exists())


def _message(_when: When, fits: Fits) -> Condition:
    """Tell what waits: written after the last answer, or read by nobody."""
    last = (
        select(func.coalesce(func.max(ANSWERED.id), 0))
        .where(ANSWERED.participant_id == PERSON.id, ANSWERED.staff_id.is_not(None))
        .correlate(PERSON.id.table)
        .scalar_subquery()
    )
    waiting = select(MESSAGE.id).where(
        MESSAGE.participant_id == PERSON.id,
        MESSAGE.removed_at.is_(None),
        MESSAGE.staff_id.is_(None),
        or_(
            and_(fits.word(UNANSWERED), MESSAGE.id > last),
            and_(fits.word(UNREAD), MESSAGE.read_at.is_(None)),
        ),
    )
    return waiting.exists()


def _task(_when: When, fits: Fits) -> Condition:
    standing = select(TASK.id).where(
        TASK.participant_id == PERSON.id, TASK.closed_at.is_(None), fits(TASK.kind)
    )
    return standing.exists()


SOME: dict[str, Some] = {
    "missed": _missed,
    "reported": _reported,
    "contact": _heard,
    "silent": _heard,
    "message": _message,
    "task": _task,
}
