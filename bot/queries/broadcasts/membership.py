"""Why somebody is in an audience, or is not: for everybody who is in one of its groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.broadcasts import naming
from bot.queries.broadcasts.naming import BroadcastRef, Named
from bot.queries.refs import PersonRef
from bot.rules.audiences import Audience
from bot.rules.time import local
from storage import audiences
from storage.audiences import Wanted, Why
from storage.broadcasts import Broadcast, Recipient
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import BroadcastState, Language

MOST = 300
"""So many are shown at once; a name finds the others."""


@dataclass(frozen=True)
class Member:
    """Somebody in one of the groups; `why` they are left out, if they are.

    Who `is_in` without a group was written down in it, and has left it since.
    """

    person: PersonRef
    language: Language
    groups: Sequence[Named]
    why: Sequence[Why]
    is_in: bool


@dataclass(frozen=True)
class Membership:
    """Everybody in an audience and everybody left out of it, by name; the first of them."""

    broadcast: BroadcastRef
    state: BroadcastState
    is_live: bool
    is_settled: bool
    audience: Sequence[Named]
    members: Sequence[Member]
    left_out: Sequence[Member]
    counts: tuple[int, int]


def of(
    database: Database, caller: Caller, broadcast_id: int, *, text: str = "", now: datetime
) -> Membership:
    """Return who is in a broadcast's audience and why; `text` is a part of a name or a reference.

    Raises NotThere.
    """
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        audience = Audience.read(row.audience)
        wanted = audiences.of(db, row, audience, now=now, today=local(now).date())
        named = naming.of(db, audience.groups, row.author_id)
        everybody = _everybody(db, row, wanted, named)
        found = [one for one in everybody if _fits(one.person, text)]
        inside = [one for one in found if one.is_in]
        outside = [one for one in found if not one.is_in]
        return Membership(
            broadcast=naming.broadcasts(db, [row])[0],
            state=row.state,
            is_live=row.is_live or row.recurs,
            is_settled=audiences.is_written_down(row),
            audience=named,
            members=inside[:MOST],
            left_out=outside[:MOST],
            counts=(len(inside), len(outside)),
        )


def _everybody(db: Db, row: Broadcast, wanted: Wanted, named: Sequence[Named]) -> list[Member]:
    """Return who is in a group now, or was when it was written down whom it goes to."""
    settled = audiences.is_written_down(row)
    recipients = {one.participant_id: one.groups for one in _recipients(db, row)} if settled else {}
    stays = [case((kept, 1), else_=0) for kept in wanted.stays.values()]
    listed = col(Participant.id).in_(
        select(Recipient.participant_id).where(Recipient.broadcast_id == row.id)
    )
    either = or_(wanted.somewhere, wanted.home & listed) if settled else wanted.somewhere
    found = db.execute(select(Participant, wanted.bits, *stays).where(either))
    members = []
    for person, bits, *kept in found:
        why = [one for one, stays_in in zip(wanted.stays, kept, strict=True) if not stays_in]
        is_in = person.id in recipients if settled else not why
        groups = recipients.get(person.id, bits)
        members.append(
            Member(
                person=refs.person(person),
                language=person.language,
                groups=[one for place, one in enumerate(named) if groups >> place & 1],
                why=[] if is_in else why,
                is_in=is_in,
            )
        )
    return sorted(members, key=lambda one: (one.person.name.casefold(), one.person.reference))


def _recipients(db: Db, row: Broadcast) -> list[Recipient]:
    return list(db.exec(select(Recipient).where(Recipient.broadcast_id == row.id)))


def _fits(person: PersonRef, text: str) -> bool:
    return text.strip().casefold() in f"{person.name}\n{person.reference}".casefold()
