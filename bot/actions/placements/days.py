"""The days of a placement as sessions: the desired set minus the existing one, at each edit."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import planning
from bot.actions.calendar import is_holiday
from bot.rules.placements import Rhythm
from bot.texts import titles
from storage import answers, placements
from storage.placements import Company, Placement, Slot
from storage.schedule import Session
from storage.vocabulary import Language, Outcome, SessionKind

TELLING = ("starts_at", "ends_at", "place", "address")
"""What people must be told of when it changes."""


@dataclass(frozen=True)
class Day:
    """What a placement wants of one of its days; moments are aware UTC."""

    title_da: str
    title_en: str | None
    title_ar: str | None
    title_ti: str | None
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    latitude: float | None
    longitude: float | None
    contact: str


@dataclass
class Difference:
    """Which sessions an edit has touched, and the moments at which somebody acts on it.

    `moments` are starts as they were and as they are, of days that are still ahead.
    """

    sessions: list[Session] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)

    def note(self, session: Session, *moments: datetime) -> None:
        """Remember a touched session."""
        self.sessions.append(session)
        self.moments.extend(moments)


def rhythm_of(placement: Placement | Slot) -> Rhythm:
    """Return from when to when, and on which days."""
    names = Rhythm.__dataclass_fields__
    return Rhythm(**{name: getattr(placement, name) for name in names})


def picture(db: Db, placement: Placement) -> dict[str, Day]:
    """Return the days that a placement wants, by the key of their session; none once it ended."""
    if placement.ended_at is not None:
        return {}
    rhythm = rhythm_of(placement)
    shared = _shared(db, placement)
    found = {}
    for day in rhythm.days(is_holiday):
        starts_at, ends_at = rhythm.span(day)
        found[key_of(placement, day)] = Day(starts_at=starts_at, ends_at=ends_at, **shared)
    return found


def key_of(placement: Placement, day: date) -> str:
    """Return the name of a day among the person's own sessions."""
    return f"{day.isoformat()}-{placement.id}"


def follow(db: Db, placement: Placement, before: Mapping[str, Day], now: datetime) -> Difference:
    """Make the sessions what the placement wants now; `before` is what it wanted until now.

    Only what this edit changes is touched: a day that staff moved or cancelled by itself stays
    so. A day that has begun stays as it was. Its notices are taken back, none is owed here.
    """
    db.flush()
    wanted = picture(db, placement)
    known = {day.key: day for day in placements.days_of(db, placement.id or 0, lock=True)}
    difference = Difference()
    for key, day in wanted.items():
        session = known.get(key)
        if session is None:
            _add(db, placement, key, day, difference, now)
        elif session.starts_at > now and day != before.get(key):
            _change(db, session, day, difference, now)
    for key, session in known.items():
        if key in before and key not in wanted:
            _cancel(db, session, difference, now)
    db.flush()
    return difference


def plan(db: Db, placement: Placement, now: datetime) -> None:
    """Plan the reminders of the days that are reminded of; those of all others are taken back."""
    for session in placements.days_of(db, placement.id or 0, lock=True):
        if now < session.starts_at < now + planning.HORIZON:
            planning.plan_session(db, session, now)


def _shared(db: Db, placement: Placement) -> dict[str, Any]:
    """Return what all days have in common."""
    company = db.get_one(Company, placement.company_id)
    slot = db.get(Slot, placement.slot_id) if placement.slot_id else None
    return {
        **dict(_titles(slot)),
        "place": company.name,
        "address": company.address,
        "latitude": company.latitude,
        "longitude": company.longitude,
        "contact": placements.contact(placement, company),
    }


def _titles(slot: Slot | None) -> Iterator[tuple[str, str | None]]:
    """Return the trade in each language, or simply that it is a placement."""
    named = slot.trades if slot else titles.of_placement()
    for language in Language:
        yield f"title_{language.value}", named.get(language)


def _add(  # what one row is made of
    db: Db, placement: Placement, key: str, day: Day, difference: Difference, now: datetime
) -> None:
    session = Session(
        municipality_id=placement.municipality_id,
        participant_id=placement.participant_id,
        placement_id=placement.id,
        key=key,
        kind=SessionKind.PLACEMENT,
        **asdict(day),
    )
    db.add(session)
    if day.starts_at > now:
        difference.note(session, day.starts_at)


def _change(db: Db, session: Session, day: Day, difference: Difference, now: datetime) -> None:
    was = session.starts_at
    is_told = any(getattr(session, name) != getattr(day, name) for name in TELLING)
    is_back = session.cancelled_at is not None
    for name, value in asdict(day).items():
        setattr(session, name, value)
    session.cancelled_at = None
    if not is_told and not is_back:
        return
    session.revision += 1
    if session.starts_at != was or is_back:
        answers.clear(db, session.id or 0)  # "I am coming" was said of another time
    planning.take_back(db, session.id or 0, outcome=Outcome.SESSION_CHANGED)
    difference.note(session, *(moment for moment in (was, day.starts_at) if moment > now))


def _cancel(db: Db, session: Session, difference: Difference, now: datetime) -> None:
    if session.cancelled_at is not None or session.starts_at <= now:
        return
    session.cancelled_at = now
    session.revision += 1
    planning.take_back(db, session.id or 0, outcome=Outcome.SESSION_CANCELLED)
    difference.note(session, session.starts_at)
