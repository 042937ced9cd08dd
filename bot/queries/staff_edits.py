"""What a member of staff is shown of sessions that they move or cancel in their own chat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.queries import session_facts
from bot.rules.refusals import NotThere
from bot.rules.time import days, local
from bot.texts.facts import SessionFacts
from bot.texts.notices import Notice
from bot.texts.staff.edits import (
    Ahead,
    AskEdit,
    EditDone,
    EditSample,
    EditSummary,
    Foretold,
    StaffSessions,
)
from storage import attendance, courses, dialogues
from storage.courses import Course
from storage.dialogues import Dialogue
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import DialogueKind, Language


def ahead(db: Db, _notice: Notice, to: Staff, now: datetime) -> Ahead:
    """Return the municipality's sessions of today and tomorrow that have not begun."""
    if access.staff(to).counts_only:
        return Ahead(())
    _, before = days(local(now).date(), count=2)
    shared = [course.id for course in courses.courses_of(db, to.municipality_id)]
    theirs = or_(col(Session.course_id).in_(shared), attendance.events_of(to.municipality_id))
    found = db.exec(
        select(Session)
        .where(
            Session.starts_at > now,
            Session.starts_at < before,
            col(Session.cancelled_at).is_(None),
            theirs,
        )
        .order_by(col(Session.starts_at), col(Session.id))
    )
    return Ahead(tuple(_facts(db, one) for one in found))


def session(db: Db, notice: Notice, to: Staff, _now: datetime) -> SessionFacts | None:
    """Return the session that a notice is about, while it is one of the reader's."""
    return _session(db, to, notice.params()["session_id"])


def foretold(db: Db, notice: Notice, to: Staff, _now: datetime) -> Foretold | None:
    """Return what the edit with this mark would lead to, while it is the one that is open."""
    dialogue = dialogues.of_staff(db, to.id or 0, DialogueKind.EDIT)
    if dialogue is None or dialogue.said.get("mark") != notice.params()["mark"]:
        return None
    found = _session(db, to, dialogue.said["session"])
    return _foretold(db, dialogue, found) if found else None


def _foretold(db: Db, dialogue: Dialogue, found: SessionFacts) -> Foretold:
    said = dialogue.said
    people = (db.get(Participant, number) for number in said["to_call"])
    return Foretold(
        session=found,
        is_off=said["starts"] is None,
        told={Language(code): number for code, number in said["told"].items()},
        says={Language(code): html for code, html in said["says"].items()},
        to_call=tuple(person.name for person in people if person is not None),
        to_call_elsewhere=said["elsewhere"],
        has_sentence=bool(said["sentence"]),
    )


def _session(db: Db, to: Staff, number: int) -> SessionFacts | None:
    try:
        return _facts(db, access.session(db, access.staff(to), number))
    except NotThere:
        return None


def _facts(db: Db, session: Session) -> SessionFacts:
    """Return a session with the name of its course: several courses may have the same workshop."""
    course = db.get(Course, session.course_id) if session.course_id else None
    return replace(session_facts.of(session), course=course.name_da if course else "")


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {
    StaffSessions.kind: ahead,
    AskEdit.kind: session,
    EditDone.kind: session,
    EditSample.kind: foretold,
    EditSummary.kind: foretold,
}
"""By the kind of the notice."""
