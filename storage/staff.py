"""Staff, their one-time sign-in links and their browsers."""

from datetime import datetime

from sqlmodel import Field, Session as Db, SQLModel, col, select, update

from storage.columns import word
from storage.vocabulary import DailyBy, Role


class Staff(SQLModel, table=True):
    """A caseworker, coordinator or administrator of one municipality."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    email: str = Field(unique=True)
    name: str
    role: Role = Field(sa_type=word(Role))
    phone: str | None = None
    language: str = "da"
    active: bool = True
    daily_by: DailyBy = Field(default=DailyBy.TELEGRAM, sa_type=word(DailyBy))


class SignIn(SQLModel, table=True):
    """A one-time link; only the SHA-256 of its token is kept."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Browser(SQLModel, table=True):
    """A browser in which somebody is signed in; only the SHA-256 of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


def by_email(db: Db, email: str) -> Staff | None:
    """Return the member of staff with this address, compared without case."""
    return db.exec(select(Staff).where(Staff.email == email.strip().lower())).first()


def emails(db: Db) -> list[str]:
    """Return everybody's address."""
    return list(db.exec(select(Staff.email).order_by(Staff.email)))


def spend_sign_in(db: Db, token_hash: str, now: datetime) -> SignIn | None:
    """Use a link up; None when it is unknown, spent or too old."""
    taken = db.exec(
        update(SignIn)
        .where(
            col(SignIn.token_hash) == token_hash,
            col(SignIn.used_at).is_(None),
            col(SignIn.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(SignIn.id))
    ).first()
    return db.get(SignIn, taken[0]) if taken else None


def signed_in(db: Db, token_hash: str, now: datetime) -> Staff | None:
    """Return who is signed in with this browser token, if anybody."""
    return db.exec(
        select(Staff)
        .join(Browser, col(Browser.staff_id) == Staff.id)
        .where(
            Browser.token_hash == token_hash,
            col(Browser.ended_at).is_(None),
            Browser.expires_at > now,
            col(Staff.active).is_(True),
        )
    ).first()


def end_browser(db: Db, token_hash: str, now: datetime) -> None:
    """Sign a browser out."""
    db.exec(update(Browser).where(col(Browser.token_hash) == token_hash).values(ended_at=now))
