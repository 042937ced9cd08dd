"""Who is signed in, and whether a sign-in link can still be used."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.rules.secrets import digest
from storage import chats, staff
from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import SignIn, Staff


@dataclass(frozen=True)
class SignedIn:
    """A member of staff at their browser."""

    id: int
    name: str
    language: str
    municipality: str
    caller: Caller


def signed_in(database: Database, browser: str, *, now: datetime) -> SignedIn | None:
    """Return who is signed in with this browser token, if anybody."""
    with database.reading() as db:
        member = staff.signed_in(db, digest(browser), now)
        if member is None:
            return None
        home = db.get_one(Municipality, member.municipality_id)
        return SignedIn(
            member.id or 0, member.name, member.language, home.name, access.staff(member)
        )


def service_behind(database: Database, token: str, *, now: datetime) -> str | None:
    """Return the municipality to whose console a one-time link leads, None when it is spent."""
    with database.reading() as db:
        return db.exec(
            select(Municipality.name)
            .join(Staff, col(Staff.municipality_id) == Municipality.id)
            .join(SignIn, col(SignIn.staff_id) == Staff.id)
            .where(
                SignIn.token_hash == digest(token),
                col(SignIn.used_at).is_(None),
                SignIn.expires_at > now,
                col(Staff.active).is_(True),
            )
        ).first()


def connected_since(database: Database, caller: Caller) -> datetime | None:
    """Return since when the caller has a chat of their own with the bot, if they have one."""
    with database.reading() as db:
        link = chats.staff_link_of(db, caller.staff_id or 0)
        return link.since if link else None
