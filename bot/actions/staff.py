"""Staff: add and edit them, let them in by a one-time link, and see them out again."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session as Db, col, select, update

from bot.actions import changes
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere, Refused
from bot.rules.secrets import digest
from storage import staff
from storage.database import Database
from storage.staff import Browser, SignIn, Staff
from storage.vocabulary import ChangeKind, Role

SIGN_IN_LIFE = timedelta(minutes=30)
BROWSER_LIFE = timedelta(days=14)


class LinkSpent(Refused):
    """This sign-in link has been used, is too old, or was never given out. Ask for a new one."""


class NotAnAddress(Refused):
    """“{text}” is not an e-mail address."""


class ElsewhereAlready(Refused):
    """{email} belongs to a member of staff of another municipality."""


@dataclass(frozen=True)
class Member:
    """What is known of a member of staff; the address says who it is.

    A telephone that is None stays as it is, an empty one is taken away.
    """

    email: str
    name: str
    municipality_id: int
    role: Role
    phone: str | None = None


def keep(database: Database, member: Member, *, cause: Cause) -> int:
    """Add a member of staff, or change the one with this address; return the id.

    For the operator only. Raises NotAnAddress, ElsewhereAlready.
    """
    with database.transaction() as db:
        return keep_in(db, member, cause=cause).id or 0


def keep_in(db: Db, member: Member, *, cause: Cause) -> Staff:
    """Add or change a member of staff within a transaction; nothing new changes nothing."""
    if not cause.caller.is_operator:
        raise NotThere
    email = address(member.email)
    known = staff.by_email(db, email)
    if known is None:
        return _add(db, email, member, cause)
    if known.municipality_id != member.municipality_id:
        raise ElsewhereAlready(email=email)
    _edit(db, known, member, cause)
    return known


def address(text: str) -> str:
    """Return an e-mail address as it is kept; raises NotAnAddress."""
    email = text.strip().lower()
    name, at, domain = email.partition("@")
    if not (name and at and "." in domain) or any(c.isspace() for c in email):
        raise NotAnAddress(text=text)
    return email


def invite_sign_in(database: Database, staff_id: int, *, now: datetime) -> str:
    """Return the token of a new one-time link, good for 30 minutes; older links end.

    Raises NotThere when there is nobody with this number.
    """
    token = secrets.token_urlsafe(32)
    with database.transaction() as db:
        member = db.get(Staff, staff_id)
        if member is None or not member.active:
            raise NotThere
        _end_links(db, staff_id, now)
        expires_at = now + SIGN_IN_LIFE
        link = SignIn(
            staff_id=staff_id, token_hash=digest(token), created_at=now, expires_at=expires_at
        )
        db.add(link)
    return token


def sign_in(database: Database, token: str, *, now: datetime) -> str:
    """Spend a one-time link; return the token of the browser that is signed in now.

    Raises LinkSpent.
    """
    with database.transaction() as db:
        link = staff.spend_sign_in(db, digest(token), now)
        member = db.get(Staff, link.staff_id) if link else None
        if member is None or not member.active:
            raise LinkSpent
        return _open_browser(db, member.id or 0, now)


def open_browser(database: Database, staff_id: int, *, now: datetime) -> str:
    """Sign somebody in without a link, as the demo does; return the browser's token."""
    with database.transaction() as db:
        return _open_browser(db, staff_id, now)


def sign_out(database: Database, browser: str, *, now: datetime) -> None:
    """End a browser's session."""
    with database.transaction() as db:
        staff.end_browser(db, digest(browser), now)


def choose_language(database: Database, staff_id: int, language: str) -> None:
    """Remember the language in which somebody reads the console."""
    with database.transaction() as db:
        db.exec(update(Staff).where(col(Staff.id) == staff_id).values(language=language))


def _add(db: Db, email: str, member: Member, cause: Cause) -> Staff:
    added = Staff(
        municipality_id=member.municipality_id,
        email=email,
        name=member.name,
        role=member.role,
        phone=member.phone or None,
    )
    db.add(added)
    db.flush()
    _record(db, added, ChangeKind.STAFF_ADDED, cause)
    return added


def _edit(db: Db, known: Staff, member: Member, cause: Cause) -> None:
    phone = known.phone if member.phone is None else member.phone or None
    wanted = {"name": member.name, "role": member.role, "phone": phone}
    if all(getattr(known, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(known, name, value)
    _record(db, known, ChangeKind.STAFF_EDITED, cause)


def _record(db: Db, member: Staff, kind: ChangeKind, cause: Cause) -> None:
    after = {"staff_id": member.id, "role": member.role}
    changes.record(db, cause, kind, municipality_id=member.municipality_id, after=after)


def _end_links(db: Db, staff_id: int, now: datetime) -> None:
    mine = select(SignIn.id).where(SignIn.staff_id == staff_id, col(SignIn.used_at).is_(None))
    db.exec(update(SignIn).where(col(SignIn.id).in_(mine)).values(used_at=now))


def _open_browser(db: Db, staff_id: int, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    expires_at = now + BROWSER_LIFE
    db.add(
        Browser(staff_id=staff_id, token_hash=digest(token), created_at=now, expires_at=expires_at)
    )
    return token
