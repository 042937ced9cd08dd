"""Chats on Telegram, and the links from a chat to a participant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, and_, col, func, select

from storage.columns import document, telegram_number, word
from storage.vocabulary import ChatState, Language

REMEMBERED = 10
"""So many messages with buttons; who types looks at the last one."""


class Chat(SQLModel, table=True):
    """A private chat with a bot; what it awaits is a state here, never a memory.

    `choices` holds the newest messages that have buttons, the newest last, each with its
    `message` number and the `data` of its buttons, so that a typed number can stand for a tap.
    `participant_id` is who holds a shared phone, as was said or shown last at `heard_at`. In
    `unheard` is each `update` that came before that was known, and `whose` it is once somebody
    has said so. Until `hushed_until` there were too many updates, and what comes has no effect.
    """

    __table_args__ = (UniqueConstraint("bot", "telegram_id"),)

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    telegram_id: int = Field(sa_column=telegram_number())
    state: ChatState = Field(default=ChatState.NEW, sa_type=word(ChatState))
    language: Language | None = Field(default=None, sa_type=word(Language))
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id")
    choices: list[dict[str, Any]] = Field(default_factory=list, sa_column=document())
    since: datetime
    participant_id: int | None = Field(default=None, foreign_key="participant.id")
    heard_at: datetime | None = None
    unheard: list[dict[str, Any]] = Field(default_factory=list, sa_column=document())
    hushed_until: datetime | None = None


class Link(SQLModel, table=True):
    """A participant's consent to be written to in a chat, until it is ended.

    The second person on one phone waits for the caseworker: until then `is_confirmed` is false.
    `ended_by` is the member of staff who ended it: that phone does not come back by itself.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    chat_id: int = Field(foreign_key="chat.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    consented_at: datetime
    ended_at: datetime | None = None
    is_confirmed: bool = True
    ended_by: int | None = Field(default=None, foreign_key="staff.id")


class StaffLink(SQLModel, table=True):
    """A member of staff's own chat with the bot, until it is ended."""

    __tablename__ = "staff_link"

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    chat_id: int = Field(foreign_key="chat.id", index=True)
    staff_id: int = Field(foreign_key="staff.id", index=True)
    since: datetime
    ended_at: datetime | None = None


def remember_buttons(chat: Chat, message_id: int, data: Sequence[str]) -> None:
    """Note which buttons a message has now; none when it has lost them."""
    others = [one for one in chat.choices if one["message"] != message_id]
    these = [{"message": message_id, "data": list(data)}] if data else []
    chat.choices = sorted([*others, *these], key=lambda one: one["message"])[-REMEMBERED:]


def by_telegram(db: Db, bot: str, telegram_id: int) -> Chat | None:
    """Return the chat with this number, if it ever wrote to this bot."""
    return db.exec(select(Chat).where(Chat.bot == bot, Chat.telegram_id == telegram_id)).first()


def holds() -> ColumnElement[bool]:
    """Tell in SQL whether a link holds: it is confirmed and not ended."""
    return and_(col(Link.ended_at).is_(None), col(Link.is_confirmed).is_(True))


def links_of_chat(db: Db, chat_id: int) -> list[Link]:
    """Return the links that hold for this chat, the first that was made first."""
    return list(
        db.exec(select(Link).where(Link.chat_id == chat_id, holds()).order_by(col(Link.id)))
    )


def link_of_chat(db: Db, chat_id: int) -> Link | None:
    """Return the link of whoever holds the phone; None when several share it and nobody said."""
    links = links_of_chat(db, chat_id)
    if len(links) <= 1:
        return next(iter(links), None)
    chosen = db.get_one(Chat, chat_id).participant_id
    return next((link for link in links if link.participant_id == chosen), None)


def link_of_participant(db: Db, participant_id: int) -> Link | None:
    """Return the link that holds for this participant."""
    return db.exec(select(Link).where(Link.participant_id == participant_id, holds())).first()


def chat_of_participant(db: Db, participant_id: int) -> Chat | None:
    """Return the chat in which this participant is written to."""
    linked = select(Chat).join(Link, col(Link.chat_id) == Chat.id)
    return db.exec(linked.where(Link.participant_id == participant_id, holds())).first()


def waiting_link(db: Db, participant_id: int) -> Link | None:
    """Return the link to a shared phone that the caseworker has not confirmed yet."""
    return db.exec(
        select(Link).where(
            Link.participant_id == participant_id,
            col(Link.ended_at).is_(None),
            col(Link.is_confirmed).is_(False),
        )
    ).first()


def links_ever(db: Db, participant_id: int) -> list[Link]:
    """Return all links of a participant, the newest first."""
    return list(
        db.exec(
            select(Link).where(Link.participant_id == participant_id).order_by(col(Link.id).desc())
        )
    )


def staff_link_of_chat(db: Db, chat_id: int) -> StaffLink | None:
    """Return the link by which this chat is somebody's of the staff."""
    return db.exec(
        select(StaffLink).where(StaffLink.chat_id == chat_id, col(StaffLink.ended_at).is_(None))
    ).first()


def staff_link_of(db: Db, staff_id: int) -> StaffLink | None:
    """Return the link that holds for a member of staff."""
    return db.exec(
        select(StaffLink).where(StaffLink.staff_id == staff_id, col(StaffLink.ended_at).is_(None))
    ).first()


def staff_linked(db: Db, municipality_id: int) -> set[int]:
    """Return who of a municipality's staff has a chat of their own."""
    return set(
        db.exec(
            select(StaffLink.staff_id).where(
                StaffLink.municipality_id == municipality_id, col(StaffLink.ended_at).is_(None)
            )
        )
    )


def staff_links_ever(db: Db, staff_id: int) -> int:
    """Return how many chats a member of staff has ever connected."""
    found = select(func.count()).select_from(StaffLink).where(StaffLink.staff_id == staff_id)
    return db.exec(found).one()
