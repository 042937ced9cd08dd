"""The people whom a broadcast goes to: what became of it with each, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session as Db, col, func, or_, select

from bot.queries import refs
from bot.queries.refs import PersonRef
from bot.rules.progress import LOST, part
from storage.broadcasts import REACHED, Recipient, is_owed
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import Language, NoticeState, Outcome

PAGE = 50

Condition = ColumnElement[bool]


class Part(StrEnum):
    """Some of the people of a broadcast, by what became of it; named as the figure is."""

    LOST = "lost"
    UNCERTAIN = "uncertain"
    WAITING = "waiting"
    SENT = "sent"
    TO_GO = "to_go"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Row:
    """One person and what became of the message to them; moments are aware UTC."""

    person: PersonRef
    phone: str | None
    language: Language
    state: NoticeState
    outcome: Outcome | None
    due_at: datetime
    finished_at: datetime | None
    choice: int | None
    answered_at: datetime | None

    @property
    def is_to_be_called(self) -> bool:
        """Whether it did not reach them, or nobody knows whether it did."""
        return part(self.state, self.outcome) in {Part.LOST, Part.UNCERTAIN}


@dataclass(frozen=True)
class People:
    """A page of the people."""

    rows: Sequence[Row]
    page: int
    pages: int


def reached() -> Condition:
    """Return the condition for those who have it, or are about to."""
    return col(Outbox.state).in_(REACHED)


def answered(choice: int | None) -> Condition:
    """Return the condition for those who have it and tapped this button, or none yet."""
    said = col(Recipient.choice)
    return and_(reached(), said.is_(None) if choice is None else said == choice)


def of_part(part: Part) -> Condition:
    """Return the condition for those whom a figure counts; as `rules.progress.part` does."""
    state = col(Outbox.state)
    stopped = and_(state == NoticeState.CANCELLED, _is(Outcome.BROADCAST_STOPPED))
    waiting = and_(state == NoticeState.HELD, _is(Outcome.AWAITING_TRANSLATION))
    at_an_end = (*LOST, NoticeState.SENT, NoticeState.UNCERTAIN, NoticeState.CANCELLED)
    return {
        Part.SENT: state == NoticeState.SENT,
        Part.UNCERTAIN: state == NoticeState.UNCERTAIN,
        Part.STOPPED: stopped,
        Part.WAITING: waiting,
        Part.LOST: or_(state.in_(LOST), and_(state == NoticeState.CANCELLED, ~stopped)),
        Part.TO_GO: and_(state.not_in(at_an_end), ~waiting),
    }[part]


def found(db: Db, broadcast_id: int, *where: Condition, page: int = 1) -> People:
    """Return those of a broadcast's people who meet the conditions, by name; 50 to a page."""
    theirs = [col(Outbox.broadcast_id) == broadcast_id, *where]
    total = db.exec(
        select(func.count()).select_from(Outbox).outerjoin(Recipient, is_owed()).where(*theirs)
    ).one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = db.exec(
        select(Outbox, Participant, Recipient)
        .join(Participant, col(Participant.id) == Outbox.participant_id)
        .outerjoin(Recipient, is_owed())
        .where(*theirs)
        .order_by(col(Participant.name), col(Participant.id))
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    )
    return People([_row(*row) for row in rows], page, pages)


def by_language(db: Db, broadcast_id: int, *where: Condition) -> dict[Language, int]:
    """Return how many of a broadcast's people who meet the conditions read which language."""
    rows = db.exec(
        select(Participant.language, func.count())
        .join(Outbox, col(Outbox.participant_id) == Participant.id)
        .where(Outbox.broadcast_id == broadcast_id, *where)
        .group_by(col(Participant.language))
    ).all()
    counts = {Language(language): number for language, number in rows}
    return {language: counts[language] for language in Language if language in counts}


def _is(wanted: Outcome) -> Condition:
    """Return whether there is an outcome and it is this one; never unknown, so it can be denied."""
    outcome = col(Outbox.outcome)
    return and_(outcome.is_not(None), outcome == wanted)


def _row(notice: Outbox, person: Participant, answer: Recipient | None) -> Row:
    return Row(
        person=refs.person(person),
        phone=person.phone,
        language=person.language,
        state=notice.state,
        outcome=notice.outcome,
        due_at=notice.due_at,
        finished_at=notice.finished_at,
        choice=answer.choice if answer else None,
        answered_at=answer.answered_at if answer else None,
    )
