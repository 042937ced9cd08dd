"""Whose a phone is, and how much may stand on its screen."""

from dataclasses import dataclass
from typing import TypedDict

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.texts import names
from storage import chats
from storage.chats import Link
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant


class OnThePhone(TypedDict):
    """The part of the facts that depends on the phone."""

    first_name: str
    sharers: tuple[tuple[int, str], ...]
    stays: bool
    discreet: bool


def of(db: Db, row: Outbox, person: Participant | None) -> OnThePhone:
    """Return who shares the phone that a notice goes to; a name only for what is one person's."""
    people = _people(db, row)
    shown = names.first_names({one.id or 0: one.called or one.name for one in people})
    sharers = tuple(shown.items()) if len(shown) > 1 else ()
    wish = person.is_discreet if person else None
    return OnThePhone(
        first_name=dict(sharers).get(row.participant_id or 0, ""),
        sharers=sharers,
        stays=bool(people),
        discreet=bool(sharers) if wish is None else wish,
    )


def _people(db: Db, row: Outbox) -> list[Participant]:
    """Return everybody whose phone it is, in the order in which they joined."""
    theirs = select(Link.chat_id).where(Link.participant_id == row.participant_id, chats.holds())
    here = [row.chat_id] if row.chat_id is not None else theirs
    return list(
        db.exec(
            select(Participant)
            .join(Link, col(Link.participant_id) == Participant.id)
            .where(col(Link.chat_id).in_(here), chats.holds())
            .order_by(col(Link.id))
        )
    )


@dataclass(frozen=True)
class SharedPhone:
    """What a caseworker sees of a phone that a person shares, or waits to share.

    `others` are the names of the other people on it; of somebody else's citizens none is told.
    """

    is_waiting: bool
    others: tuple[str, ...]
    elsewhere: int

    @property
    def sharers(self) -> tuple[str, ...]:
        """With whom it is shared already."""
        return () if self.is_waiting else self.others


def of_person(database: Database, caller: Caller, participant_id: int) -> SharedPhone:
    """Return with whom one of the caller's people shares a phone; raises NotThere."""
    with database.reading() as db:
        access.participant(db, caller, participant_id)
        waiting = chats.waiting_link(db, participant_id)
        link = waiting or chats.link_of_participant(db, participant_id)
        links = chats.links_of_chat(db, link.chat_id) if link else []
        numbers = [one.participant_id for one in links if one.participant_id != participant_id]
        people = [db.get_one(Participant, number) for number in numbers]
    home = caller.municipality_id
    own = tuple(one.name for one in people if home in {None, one.municipality_id})
    return SharedPhone(waiting is not None, own, len(people) - len(own))
