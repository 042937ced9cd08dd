"""Why somebody is in an audience, or is not: for everybody who is in one of its groups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, select as sql_select
from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.actions.broadcasts import audience as people
from bot.queries.broadcasts import naming
from bot.queries.broadcasts.naming import BroadcastRef, Named
from bot.queries.refs import PersonRef
from bot.rules.audiences import Audience
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


class _Found(NamedTuple):
    person: PersonRef
    language: Language
    bits: int
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
        wanted = people.of(db, row, now)
        named = naming.of(db, audience.groups, row.author_id)
        found = [one for one in _everybody(db, row, wanted) if _fits(one.person, text)]
        inside = [one for one in found if one.is_in]
        outside = [one for one in found if not one.is_in]
        return Membership(
            broadcast=naming.broadcasts(db, [row])[0],
            state=row.state,
            is_live=row.is_live or row.recurs,
            is_settled=audiences.is_written_down(row),
            audience=named,
            members=_first(inside, named),
            left_out=_first(outside, named),
            counts=(len(inside), len(outside)),
        )


def _everybody(db: Db, row: Broadcast, wanted: Wanted) -> Iterator[_Found]:
    """Yield who is in a group now, or was when it was written down whom it goes to."""
    settled = audiences.is_written_down(row)
    recipients = _recipients(db, row) if settled else {}
    stays = [case((kept, 1), else_=0) for kept in wanted.stays.values()]
    listed = col(Participant.id).in_(
        select(Recipient.participant_id).where(Recipient.broadcast_id == row.id)
    )
    either = or_(wanted.somewhere, wanted.home & listed) if settled else wanted.somewhere
    # Their columns alone: a whole town of objects takes seconds.
    shown = (Participant.id, Participant.name, Participant.reference, Participant.language)
    columns: list[Any] = [col(one) for one in shown]
    for number, name, reference, language, bits, *kept in db.connection().execute(
        sql_select(*columns, wanted.bits, *stays).where(either)
    ):
        why = [one for one, stays_in in zip(wanted.stays, kept, strict=True) if not stays_in]
        is_in = number in recipients if settled else not why
        yield _Found(
            PersonRef(number, name, reference),
            Language(language),
            recipients.get(number, bits),
            [] if is_in else why,
            is_in,
        )


def _first(found: Iterable[_Found], named: Sequence[Named]) -> list[Member]:
    """Return the first of these people by name, with the groups that they are in."""
    ordered = sorted(found, key=lambda one: (one.person.name.casefold(), one.person.reference))
    return [
        Member(
            person=one.person,
            language=one.language,
            groups=[group for place, group in enumerate(named) if one.bits >> place & 1],
            why=one.why,
            is_in=one.is_in,
        )
        for one in ordered[:MOST]
    ]


def _recipients(db: Db, row: Broadcast) -> dict[int, int]:
    """Return by person in which groups everybody was who was written down."""
    found = select(Recipient.participant_id, Recipient.groups)
    return dict(db.exec(found.where(Recipient.broadcast_id == row.id)).all())


def _fits(person: PersonRef, text: str) -> bool:
    return text.strip().casefold() in f"{person.name}\n{person.reference}".casefold()
