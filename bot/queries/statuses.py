"""How it goes: what the notices about it speak of, and what a caseworker sees of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import reminders
from bot.rules import statuses as rules
from bot.rules.time import local
from bot.texts import pulses
from bot.texts.notices import Notice
from bot.texts.pulses import AskPulse, PulseFacts
from bot.texts.statuses import AboutWeek, AskCheckIn, AskPause, AskWish, CheckInFacts
from storage import stages, statuses
from storage.database import Database
from storage.messages import Message
from storage.people import Participant
from storage.statuses import CheckIn, Pulse
from storage.vocabulary import Language, Wish

WEEKS = 12
ROUNDS = 4


@dataclass(frozen=True)
class Week:
    """A check-in of the week that begins on this Monday; `note` is None when it is hidden."""

    week: date
    score: int | None
    wishes: tuple[Wish, ...]
    answered_at: datetime | None
    has_note: bool
    note: str | None

    @property
    def is_low(self) -> bool:
        """Whether somebody should look at it."""
        return self.score is not None and self.score <= rules.LOW


@dataclass(frozen=True)
class Line:
    """One question of the pulse, and its answers by the quarter, None where there is none."""

    text: str
    scores: tuple[int | None, ...]


@dataclass(frozen=True)
class Statuses:
    """How somebody says that it goes: the latest first."""

    weeks: tuple[Week, ...]
    quarters: tuple[date, ...]
    lines: tuple[Line, ...]
    paused_until: datetime | None


def check_in(db: Db, notice: Notice, person: Participant, now: datetime) -> CheckInFacts:
    """Return a check-in as it stands."""
    week = date.fromisoformat(notice.week) if isinstance(notice, AboutWeek) else date.min
    row = statuses.check_in_of(db, person.id or 0, week)
    return CheckInFacts(
        stage=stages.of(db, person.id or 0, local(now).date()),
        score=row.score if row else None,
        wishes=_wishes(row) if row else (),
        answered_at=row.answered_at if row else None,
        counts=rules.counts(week, now),
        paused_until=person.check_ins_paused_until,
        pulse_id=_unfinished(db, person, now),
        words=reminders.words_of(db, notice, person.language),
    )


def pulse(db: Db, notice: Notice, person: Participant, now: datetime) -> PulseFacts:
    """Return a pulse as it stands; nothing of somebody else's."""
    row = db.get(Pulse, notice.pulse_id) if isinstance(notice, AskPulse) else None
    if row is None or row.participant_id != person.id:
        return PulseFacts(index=0)
    said = statuses.pulse_answers(db, row.id or 0)
    index = next((n for n, key in enumerate(row.keys) if key not in said), None)
    key = row.keys[index] if index is not None else ""
    own = statuses.question_by_key(db, row.municipality_id, key)
    return PulseFacts(
        size=len(row.keys),
        index=index,
        key=key,
        text=getattr(own, f"text_{person.language.value}") if own else None,
        counts=rules.pulse_counts(row.asked_at, now),
    )


def of_person(
    database: Database, caller: Caller, participant_id: int, *, language: str
) -> Statuses:
    """Return how one person says that it goes; raises NotThere."""
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        rounds = statuses.pulses_of(db, participant_id, limit=ROUNDS)
        weeks = statuses.check_ins_of(db, participant_id, limit=WEEKS)
        return Statuses(
            weeks=tuple(_week(db, row) for row in weeks),
            quarters=tuple(row.quarter for row in rounds),
            lines=tuple(_lines(db, rounds, Language(language))),
            paused_until=person.check_ins_paused_until,
        )


def _week(db: Db, row: CheckIn) -> Week:
    note = db.get(Message, row.note_id) if row.note_id else None
    is_there = note is not None and note.removed_at is None
    return Week(
        week=row.week,
        score=row.score,
        wishes=_wishes(row),
        answered_at=row.answered_at,
        has_note=is_there,
        note=note.text if note and is_there and not note.is_sensitive else None,
    )


def _wishes(row: CheckIn) -> tuple[Wish, ...]:
    return tuple(Wish(word) for word in row.wishes)


def _unfinished(db: Db, person: Participant, now: datetime) -> int | None:
    latest = statuses.pulses_of(db, person.id or 0, limit=1)
    is_open = latest and latest[0].finished_at is None
    return latest[0].id if is_open and rules.pulse_counts(latest[0].asked_at, now) else None


def _lines(db: Db, rounds: list[Pulse], language: Language) -> list[Line]:
    """Return every question that was asked in these quarters, in the order of the newest."""
    said = [statuses.pulse_answers(db, row.id or 0) for row in rounds]
    keys = dict.fromkeys(key for row in rounds for key in row.keys)
    home = rounds[0].municipality_id if rounds else 0
    return [
        Line(wording(db, home, key, language), tuple(answers.get(key) for answers in said))
        for key in keys
    ]


def wording(db: Db, municipality_id: int, key: str, language: Language) -> str:
    """Return a question's own wording, else the shipped one."""
    own = statuses.question_by_key(db, municipality_id, key)
    if own is not None:
        return str(getattr(own, f"text_{language.value}"))
    return pulses.wordings(key)[language]


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    **dict.fromkeys((kind.kind for kind in (AskCheckIn, AskPause, AskWish)), check_in),
    AskPulse.kind: pulse,
}
