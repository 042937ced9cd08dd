"""Whom to call, because a broadcast did not reach them, or nobody knows whether it did."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.broadcasts import people
from bot.queries.broadcasts.people import Part
from bot.queries.refs import PersonRef
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language, NoticeState, Outcome


@dataclass(frozen=True)
class Call:
    """Somebody to call, and why the message did not reach them."""

    person: PersonRef
    phone: str | None
    language: Language
    caseworker: str | None
    state: NoticeState
    outcome: Outcome | None


def calls(database: Database, caller: Caller, broadcast_id: int) -> Sequence[Call]:
    """Return whom to call, by caseworker and name; raises NotThere.

    Those to whom it was stopped before are not among them, for somebody wanted it so.
    """
    with database.reading() as db:
        access.broadcast(db, caller, broadcast_id)
        wanted = or_(people.of_part(Part.LOST), people.of_part(Part.UNCERTAIN))
        rows = db.exec(
            select(Outbox, Participant, Staff.name)
            .join(Participant, col(Participant.id) == Outbox.participant_id)
            .outerjoin(Staff, col(Staff.id) == Participant.caseworker_id)
            .where(Outbox.broadcast_id == broadcast_id, wanted)
            .order_by(col(Staff.name).is_(None), Staff.name, Participant.name, col(Participant.id))
        )
        return [_call(*row) for row in rows]


def _call(notice: Outbox, person: Participant, caseworker: str | None) -> Call:
    return Call(
        person=refs.person(person),
        phone=person.phone,
        language=person.language,
        caseworker=caseworker,
        state=notice.state,
        outcome=notice.outcome,
    )
