"""What will go to one person in the next days, what will not, and why; and what went."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session as Db, col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import ahead, deliveries, links, refs
from bot.queries.broadcasts import ahead as broadcasts
from bot.queries.deliveries import SILENT, Delivery
from bot.queries.refs import PersonRef, SessionRef
from bot.rules.quiet import QuietHours
from bot.rules.reminders import Span, read
from bot.rules.time import local
from bot.texts.message import Message, Text
from bot.texts.notices import Notice
from storage import tasks
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.reminders import ReminderRule
from storage.schedule import Session
from storage.vocabulary import (
    OPEN_STATES,
    Language,
    LinkState,
    NoticeState,
    Outcome,
    Priority,
    TaskKind,
)

DAYS = timedelta(days=14)
MOST = 200
HELD_BACK = (Outcome.MUTED, Outcome.NO_SHOWS, Outcome.NOT_COMING)
"""Why a reminder that is still ahead will not go."""

Compose = Callable[[Db, Outbox, datetime], Message | None]
Quiet = Callable[[Municipality], QuietHours]


class Moved(StrEnum):
    """Why something comes at another time than its rule names."""

    HOLIDAY = "holiday"
    NIGHT = "night"


class Condition(StrEnum):
    """On what it depends whether it goes."""

    NO_ANSWER = "no_answer"
    IN_AUDIENCE = "in_audience"


@dataclass(frozen=True)
class Coming:
    """One message that is ahead; with an `outcome` it does not go, and that is why.

    `text` is what the person will read, as far as that is known now.
    """

    at: datetime
    kind: str
    session: SessionRef | None = None
    outcome: Outcome | None = None
    moved: Moved | None = None
    condition: Condition | None = None
    text: Text | None = None


@dataclass(frozen=True)
class Forecast:
    """What is ahead of one person, the next first, and what is behind them, the newest first."""

    person: PersonRef
    language: Language
    link: LinkState
    muted_until: datetime | None
    wants_talk: bool
    coming: tuple[Coming, ...]
    past: tuple[Delivery, ...]


def of_person(
    database: Database,
    caller: Caller,
    participant_id: int,
    *,
    now: datetime,
    quiet_of: Quiet,
    compose: Compose,
) -> Forecast:
    """Return what one person has ahead and behind them; raises NotThere.

    `compose` says a row of the outbox as the dispatcher will.
    """
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        home = db.get_one(Municipality, person.municipality_id)
        quiet = quiet_of(home)
        sources = (_owed, _asked, _sent_to_many)
        found = [one for of in sources for one in of(db, person, quiet, compose, now)]
        found.sort(key=lambda one: (one.at, one.kind))
        return Forecast(
            person=refs.person(person),
            language=person.language,
            link=links.states(db, [person], now)[participant_id],
            muted_until=person.muted_until,
            wants_talk=bool(
                home.no_shows and tasks.whose_open(db, TaskKind.NO_SHOWS, [participant_id])
            ),
            coming=tuple(found),
            past=tuple(_past(db, caller, participant_id, now)),
        )


def _owed(
    db: Db, person: Participant, quiet: QuietHours, compose: Compose, now: datetime
) -> Iterator[Coming]:
    """Yield what stands in the outbox, also what is held back there."""
    held = col(Outbox.state) == NoticeState.SUPERSEDED, col(Outbox.outcome).in_(HELD_BACK)
    found = db.exec(
        select(Outbox, Session)
        .outerjoin(Session, col(Session.id) == Outbox.session_id)
        .where(
            Outbox.participant_id == person.id,
            Outbox.priority > int(Priority.ANSWER),
            Outbox.kind != SILENT,
            Outbox.due_at < now + DAYS,
            or_(
                col(Outbox.state).in_(OPEN_STATES),
                held[0] & held[1] & (col(Outbox.due_at) > now),
            ),
        )
    )
    for row, session in found:
        if not _is_past(row, session):
            is_open = row.state in OPEN_STATES
            said = compose(db, row, max(row.due_at, now)) if is_open else None
            yield Coming(
                at=max(row.due_at, now),
                kind=row.kind,
                session=_mentioned(session),
                outcome=None if is_open else row.outcome,
                moved=_moved(_named(db, row, session), row.due_at, quiet),
                text=said if isinstance(said, Text) else None,
            )


def _is_past(row: Outbox, session: Session | None) -> bool:
    """Tell whether a notice speaks of a session as it was before a change."""
    return session is not None and row.session_revision not in {None, session.revision}


def _mentioned(session: Session | None) -> SessionRef | None:
    return refs.session(session) if session is not None else None


def _asked(
    db: Db, person: Participant, quiet: QuietHours, compose: Compose, now: datetime
) -> Iterator[Coming]:
    """Yield what the ticks will ask, by the same rules."""
    home = db.get_one(Municipality, person.municipality_id)
    for one in ahead.questions(db, person, home, quiet, (now, now + DAYS)):
        yield Coming(
            at=one.due_at,
            kind=one.kind,
            outcome=one.outcome,
            moved=_moved(one.named, one.due_at, quiet),
            condition=Condition.NO_ANSWER if one.again else None,
            text=None if one.outcome else _text(db, person, one.notice, one.due_at, compose),
        )


def _sent_to_many(
    db: Db, person: Participant, quiet: QuietHours, compose: Compose, now: datetime
) -> Iterator[Coming]:
    """Yield the broadcasts that are scheduled."""
    for one in broadcasts.ahead(db, person, quiet, (now, now + DAYS)):
        yield Coming(
            at=one.due_at,
            kind=one.notice.kind,
            moved=_moved(one.named, one.due_at, quiet),
            condition=None if one.is_sure else Condition.IN_AUDIENCE,
            text=_text(db, person, one.notice, one.due_at, compose),
        )


def _text(
    db: Db, person: Participant, notice: Notice | None, due_at: datetime, compose: Compose
) -> Text | None:
    """Return what will be said by a notice that is not owed yet."""
    if notice is None:
        return None
    row = Outbox(
        bot="",
        participant_id=person.id,
        kind=notice.kind,
        params=notice.params(),
        dedupe_key="",
        state=NoticeState.PLANNED,
        priority=int(Priority.BROADCAST),
        due_at=due_at,
        not_after=due_at,
        created_at=due_at,
    )
    said = compose(db, row, due_at)
    return said if isinstance(said, Text) else None


def _named(db: Db, row: Outbox, session: Session | None) -> datetime | None:
    """Return the moment that the rule of a reminder names, quiet or not."""
    number = row.params.get("rule_id")
    rule = db.get(ReminderRule, number) if number else None
    if rule is None or session is None or row.urgent:
        return None
    return read(rule).moment(Span(session.starts_at, session.ends_at))


def _moved(named: datetime | None, due_at: datetime, quiet: QuietHours) -> Moved | None:
    if named is None or named == due_at or not quiet.covers(named):
        return None
    return Moved.HOLIDAY if quiet.is_holiday(local(named).date()) else Moved.NIGHT


def _past(db: Db, caller: Caller, participant_id: int, now: datetime) -> list[Delivery]:
    """Return what was due in the days behind, whatever became of it, the newest first."""
    rows = deliveries.found(
        db,
        caller,
        col(Outbox.participant_id) == participant_id,
        col(Outbox.due_at) > now - DAYS,
        col(Outbox.due_at) <= now,
        col(Outbox.state).not_in(OPEN_STATES),
        size=MOST,
    )
    return sorted(rows, key=lambda row: row.due_at, reverse=True)
