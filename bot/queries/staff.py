"""Who is signed in, and whether a sign-in link can still be used."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.rules import dailies
from bot.rules.refusals import NotThere
from bot.rules.secrets import digest
from storage import chats, daily, outbox, staff
from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import SignIn, Staff
from storage.vocabulary import DailyBy, NoticeState


@dataclass(frozen=True)
class SignedIn:
    """A member of staff at their browser."""

    id: int
    name: str
    language: str
    municipality: str
    caller: Caller


@dataclass(frozen=True)
class Latest:
    """The latest daily list of somebody, by which way it went, and how far it has come."""

    on: date
    by: DailyBy
    state: NoticeState


@dataclass(frozen=True)
class Own:
    """What a member of staff has chosen; `since` is when their own chat was connected, if it is."""

    email: str
    daily_by: DailyBy
    since: datetime | None
    latest: Latest | None


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


def own(database: Database, caller: Caller) -> Own:
    """Return what the caller has chosen for themselves; raises NotThere."""
    with database.reading() as db:
        member = db.get(Staff, caller.staff_id) if caller.staff_id else None
        if member is None:
            raise NotThere
        link = chats.staff_link_of(db, member.id or 0)
        return Own(
            email=member.email,
            daily_by=member.daily_by,
            since=link.since if link else None,
            latest=_latest(db, member.id or 0),
        )


def _latest(db: Db, staff_id: int) -> Latest | None:
    """Return the latest list; what became of one on Telegram stands in the outbox."""
    found = daily.latest(db, staff_id)
    if found is None:
        return None
    key = dailies.key_of(staff_id, found.on)
    return Latest(found.on, found.by, outbox.states(db, [key]).get(key, found.state))
