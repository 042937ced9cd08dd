"""Who is coming: counted over everybody on a course, by name for the caller's own people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, func, select

from bot.queries import refs
from bot.queries.parts import Part
from bot.queries.reason_classes import Names
from bot.queries.refs import PersonRef
from storage import attendance
from storage.answers import Answer
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, LinkState


@dataclass(frozen=True)
class Counts:
    """How many of those on the course come, do not, or have not said."""

    enrolled: int
    coming: int
    not_coming: int

    @property
    def silent(self) -> int:
        """How many have not said."""
        return self.enrolled - self.coming - self.not_coming


@dataclass(frozen=True)
class Attendee:
    """What one person said, if anything."""

    person: PersonRef
    link: LinkState
    answer: AnswerKind | None
    reason: Part | None
    answered_at: datetime | None


def enrolled(db: Db, course_ids: Sequence[int]) -> dict[int, int]:
    """Return how many people are on each of these courses now."""
    found = db.exec(
        select(Enrolment.course_id, func.count())
        .where(col(Enrolment.course_id).in_(course_ids), col(Enrolment.ended_at).is_(None))
        .group_by(col(Enrolment.course_id))
    )
    return dict(found.all())


def counts(db: Db, sessions: Sequence[Session]) -> dict[int, Counts]:
    """Return the counts of each of these sessions by its id; `enrolled` are all whose it is."""
    places = enrolled(db, list({session.course_id for session in sessions if session.course_id}))
    said = _said(db, [session.id or 0 for session in sessions])
    return {
        number: Counts(
            enrolled=places.get(session.course_id, 0)
            if session.course_id
            else len(attendance.attendees(db, session)),
            coming=said.get((number, AnswerKind.COMING), 0),
            not_coming=said.get((number, AnswerKind.NOT_COMING), 0),
        )
        for session in sessions
        if (number := session.id or 0)
    }


def _said(db: Db, session_ids: Sequence[int]) -> dict[tuple[int, AnswerKind], int]:
    found = db.exec(
        select(Answer.session_id, Answer.kind, func.count())
        .join(Session, col(Session.id) == Answer.session_id)
        .where(
            col(Answer.session_id).in_(session_ids),
            attendance.concerns(col(Answer.participant_id)),
        )
        .group_by(col(Answer.session_id), col(Answer.kind))
    )
    return {(session_id, AnswerKind(kind)): number for session_id, kind, number in found}


def attendee(person: Participant, link: LinkState, answer: Answer | None, names: Names) -> Attendee:
    """Return what a person said, beside who it is."""
    return Attendee(
        person=refs.person(person),
        link=link,
        answer=answer.kind if answer else None,
        reason=names.of(person.municipality_id, answer.reason) if answer else None,
        answered_at=answer.answered_at if answer else None,
    )
