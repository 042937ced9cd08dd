"""What can be asked about attendance, about contact, and about what waits for staff, in SQL."""

from sqlalchemy import and_, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot.queries.search.sql import Condition, Fits, Some, When, between
from bot.rules import dailies
from bot.rules.search.contact import UNANSWERED, UNREAD
from storage.absences import Absence
from storage.attendance import Attendance
from storage.changes import Change
from storage.messages import Message
from storage.people import Participant
from storage.schedule import Session
from storage.tasks import Task
from storage.vocabulary import Presence, Source


def _missed(when: When, fits: Fits) -> Condition:
    """Tell at how many sessions staff say that somebody was not, and nobody that they were."""
    there = aliased(Attendance)
    was_there = select(there.id).where(
        there.session_id == Attendance.session_id,
        there.participant_id == Attendance.participant_id,
        there.presence != Presence.ABSENT,
    )
    missed = (
        select(func.count(func.distinct(Attendance.session_id)))
        .join(Session, col(Session.id) == Attendance.session_id)
        .where(
            Attendance.participant_id == Participant.id,
            Attendance.presence == Presence.ABSENT,
            Attendance.source != Source.PARTICIPANT,
            col(Session.cancelled_at).is_(None),
            between(col(Session.starts_at), when.since, when.today),
            ~was_there.exists(),
        )
    )
    return fits(missed.scalar_subquery())


def _reported(when: When, fits: Fits) -> Condition:
    reported = select(func.count(col(Absence.id))).where(
        Absence.participant_id == Participant.id,
        col(Absence.undone_at).is_(None),
        between(col(Absence.on), when.since, when.today),
    )
    return fits(reported.scalar_subquery())


def _heard(_when: When, fits: Fits) -> Condition:
    latest = select(func.max(Change.at)).where(
        Change.participant_id == Participant.id,
        col(Change.staff_id).is_(None),
        col(Change.kind).in_(dailies.SIGNS_OF_LIFE),
    )
    return fits(latest.scalar_subquery())


def _message(_when: When, fits: Fits) -> Condition:
    """Tell what waits: written after the last answer, or read by nobody."""
    answered = aliased(Message)
    last = (
        select(func.coalesce(func.max(answered.id), 0))
        .where(answered.participant_id == Participant.id, col(answered.staff_id).is_not(None))
        .correlate(Participant)
        .scalar_subquery()
    )
    waiting = select(Message.id).where(
        Message.participant_id == Participant.id,
        col(Message.removed_at).is_(None),
        col(Message.staff_id).is_(None),
        or_(
            and_(col(Message.id) > last, fits(literal(UNANSWERED))),
            and_(col(Message.read_at).is_(None), fits(literal(UNREAD))),
        ),
    )
    return waiting.exists()


def _task(_when: When, fits: Fits) -> Condition:
    standing = select(Task.id).where(
        Task.participant_id == Participant.id, col(Task.closed_at).is_(None), fits(col(Task.kind))
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
