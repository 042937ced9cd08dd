"""Why each task stands on the list: one describer a kind, asked once for all of its rows."""

from collections.abc import Callable, Collection

from sqlmodel import Session as Db, col, func, select

from bot.queries.parts import Hint, Label, Number, Parts, Score, typed
from storage.absences import Absence, ReasonClass
from storage.answers import Answer
from storage.attendance import Attendance
from storage.messages import Attachment, Message
from storage.outcomes import Achievement, FollowUp
from storage.placements import Company, Interest, Nomination, Placement, Slot
from storage.schedule import Session
from storage.searches import Search, SearchHit
from storage.statuses import CheckIn
from storage.vocabulary import AnswerKind, FollowUpAnswer, Presence, Reason, TaskKind, Wish

Describer = Callable[[Db, Collection[int]], dict[int, Parts]]
"""Takes the rows that tasks are about, returns what to say of each of them by its id."""


def absences(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return when somebody is away, and the reason that they chose."""
    found = db.exec(
        select(Absence, Session, ReasonClass)
        .outerjoin(Session, col(Session.id) == Absence.session_id)
        .outerjoin(
            ReasonClass,
            (col(ReasonClass.municipality_id) == Absence.municipality_id)
            & (col(ReasonClass.key) == Absence.reason),
        )
        .where(col(Absence.id).in_(ids))
    )
    return {
        row.id or 0: (
            *_when(row, session),
            *reason(row.reason, own),
            Number(row.number),
        )
        for row, session, own in found
    }


def _when(row: Absence, session: Session | None) -> Parts:
    if session is None:
        return row.on, Hint.WHOLE_DAY
    return session.starts_at, Label(session.title_da, session.title_en)


def reason(key: str | None, own: ReasonClass | None) -> Parts:
    """Return the reason that was chosen: the municipality's own class, else a shipped one."""
    if own is not None:
        return (Label(own.label_da, own.label_en),)
    return (Reason(key),) if key in set(Reason) else ()


def check_ins(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return how it goes, what would help, and what was written beside it."""
    found = db.exec(
        select(CheckIn, Message)
        .outerjoin(Message, col(Message.id) == CheckIn.note_id)
        .where(col(CheckIn.id).in_(ids))
    )
    return {
        row.id or 0: (
            *([Score(row.score)] if row.score else []),
            *(Wish(wish) for wish in row.wishes if wish in set(Wish)),
            *words(note),
        )
        for row, note in found
    }


def messages(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return the beginning of each message, and what was sent with it."""
    found = db.exec(
        select(Message, Attachment)
        .outerjoin(Attachment, col(Attachment.message_id) == Message.id)
        .where(col(Message.id).in_(ids))
        .order_by(col(Attachment.id))
    )
    said: dict[int, Parts] = {}
    for row, attached in found:
        so_far = said.setdefault(row.id or 0, words(row))
        if attached is not None:
            said[row.id or 0] = (*so_far, attached.kind)
    return said


def words(message: Message | None) -> Parts:
    """Return the beginning of a message, if there is one, or that it is hidden in lists."""
    if message is None or message.removed_at is not None:
        return ()
    return (Hint.MASKED,) if message.is_sensitive else typed(message.text)


def outcomes(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return what was found, where, and from when on."""
    found = db.exec(select(Achievement).where(col(Achievement.id).in_(ids)))
    return {
        row.id or 0: (
            row.kind,
            *typed(row.employer),
            *([row.starts_on] if row.starts_on else []),
        )
        for row in found
    }


def claims(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return what was found, and what was said of it later if it is not as it was."""
    found = outcomes(db, ids)
    later = db.exec(
        select(FollowUp.achievement_id, FollowUp.answer)
        .where(
            col(FollowUp.achievement_id).in_(ids),
            col(FollowUp.answer).in_((FollowUpAnswer.CHANGED, FollowUpAnswer.ENDED)),
        )
        .order_by(col(FollowUp.answered_at))
    )
    news = {number: (answer,) for number, answer in later if answer}
    return {number: (*news.get(number, ()), *parts) for number, parts in found.items()}


def interests(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return what the slot is, where, and from when on."""
    found = db.exec(
        select(Interest, Slot, Company)
        .join(Slot, col(Slot.id) == Interest.slot_id)
        .join(Company, col(Company.id) == Slot.company_id)
        .where(col(Interest.id).in_(ids))
    )
    return {
        row.id or 0: (Label(slot.trade, slot.trade_en), *typed(company.name), slot.from_on)
        for row, slot, company in found
    }


def nominations(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return the company that somebody knows, where it is, and whom to ask."""
    found = db.exec(select(Nomination).where(col(Nomination.id).in_(ids)))
    return {row.id or 0: typed(row.company, row.place, row.contact) for row in found}


def placements(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return where somebody is placed, and from when on."""
    found = db.exec(
        select(Placement, Company)
        .join(Company, col(Company.id) == Placement.company_id)
        .where(col(Placement.id).in_(ids))
    )
    return {row.id or 0: (*typed(company.name), row.from_on) for row, company in found}


def latest_messages(db: Db, people: Collection[int]) -> dict[int, Parts]:
    """Return the newest message of each of these people."""
    newest = (
        select(func.max(Message.id))
        .where(
            col(Message.participant_id).in_(people),
            col(Message.staff_id).is_(None),
            col(Message.removed_at).is_(None),
        )
        .group_by(col(Message.participant_id))
    )
    found = db.exec(select(Message).where(col(Message.id).in_(newest))).all()
    said = messages(db, [row.id or 0 for row in found])
    return {row.participant_id: said[row.id or 0] for row in found}


def calls(db: Db, people: Collection[int]) -> dict[int, Parts]:
    """Return the session about which each of these people asked last to be called."""
    found = db.exec(
        select(Answer, Session)
        .join(Session, col(Session.id) == Answer.session_id)
        .where(col(Answer.participant_id).in_(people), Answer.kind == AnswerKind.CALL_ME)
        .order_by(col(Answer.answered_at))
    )
    return {
        answer.participant_id: (session.starts_at, Label(session.title_da, session.title_en))
        for answer, session in found
    }


def missed(db: Db, people: Collection[int]) -> dict[int, Parts]:
    """Return the session that each of these people has missed last, as is noted."""
    found = db.exec(
        select(Attendance.participant_id, Session)
        .join(Session, col(Session.id) == Attendance.session_id)
        .where(col(Attendance.participant_id).in_(people), Attendance.presence == Presence.ABSENT)
        .order_by(col(Session.starts_at))
    )
    return {
        person: (session.starts_at, Label(session.title_da, session.title_en))
        for person, session in found
    }


def searches(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return the saved search that somebody has entered."""
    found = db.exec(
        select(SearchHit.id, Search.name)
        .join(Search, col(Search.id) == SearchHit.search_id)
        .where(col(SearchHit.id).in_(ids))
    )
    return {number or 0: typed(name) for number, name in found}


DESCRIBERS: dict[TaskKind, Describer] = {
    TaskKind.ABSENCE: absences,
    TaskKind.LOW_CHECK_IN: check_ins,
    TaskKind.HELP_WANTED: check_ins,
    TaskKind.MESSAGE: messages,
    TaskKind.OUTCOME: claims,
    TaskKind.INTEREST: interests,
    TaskKind.NOMINATION: nominations,
    TaskKind.SEARCH: searches,
}
"""A kind that is not here is said by its own words alone."""

OF_PEOPLE: dict[TaskKind, Describer] = {
    TaskKind.CALL_ME: calls,
    TaskKind.MESSAGE: latest_messages,
    TaskKind.NO_SHOWS: missed,
}
"""The same for tasks that are about no row of their own: by the person."""
