"""What a municipality asks, and when: the day of the check-in, and the questions of the pulse."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.access import Caller
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere, Refused
from bot.texts import pulses
from storage import statuses
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.statuses import PulseQuestion
from storage.vocabulary import ChangeKind, Language

MOST = 8
"""So many questions at a time: more than that nobody answers with care."""

Texts = Mapping[Language, str]


class QuietThen(Refused):
    """At {time} nobody is disturbed. Choose a time between {begin} and {end}."""


class TooManyQuestions(Refused):
    """There are {limit} questions already, and more are a burden. Retire one first."""


class LastQuestion(Refused):
    """This is the last question. Switch the questions off instead, or add another one first."""


@dataclass(frozen=True)
class Habits:
    """Whether and when people are asked; `check_in_weekday` 0 is Monday, Copenhagen time."""

    check_ins: bool
    check_in_weekday: int
    check_in_at: time
    pulses: bool


def habits_of(home: Municipality) -> Habits:
    """Return what a municipality has chosen."""
    return Habits(**{name: getattr(home, name) for name in Habits.__dataclass_fields__})


def choose(database: Database, habits: Habits, *, cause: Cause) -> None:
    """Let the caller's municipality ask so; raises NotThere, QuietThen."""
    with database.transaction() as db:
        home = _home(db, cause.caller)
        before = habits_of(home)
        if changes.is_done(db, cause) or habits == before:
            return
        quiet = quiet_hours(home)
        if quiet.covers_clock(habits.check_in_at):
            raise QuietThen(
                time=f"{habits.check_in_at:%H:%M}",
                begin=f"{quiet.end:%H:%M}",
                end=f"{quiet.begin:%H:%M}",
            )
        for name, value in asdict(habits).items():
            setattr(home, name, value)
        _record(db, home, cause, before=_plain(before), after=_plain(habits))


def add(database: Database, texts: Texts, *, cause: Cause) -> None:
    """Ask one question more, at the end.

    Raises NotThere, TooManyQuestions, CprNotAllowed, WordNotAllowed.
    """

    def edit(db: Db, home: Municipality) -> dict[str, Any]:
        _check_room(db, home)
        wording.check(db, home.id or 0, {one.value: text for one, text in texts.items()})
        last = max((one.position for one in statuses.questions_ever(db, home.id or 0)), default=0)
        question = _question(home, f"own{last + 1}", last + 1, texts)
        db.add(question)
        return {"added": question.key}

    _edit(database, edit, cause)


def change(database: Database, key: str, texts: Texts, *, cause: Cause) -> None:
    """Word a question anew; its answers stay what they were.

    Raises NotThere, CprNotAllowed, WordNotAllowed.
    """

    def edit(db: Db, home: Municipality) -> dict[str, Any]:
        question = _own(db, home, key)
        said = {one.value: text for one, text in texts.items()}
        was = {one: getattr(question, f"text_{one}") for one in said}
        wording.check(db, home.id or 0, said, before=was)
        for language, text in texts.items():
            setattr(question, f"text_{language.value}", text)
        return {"changed": key}

    _edit(database, edit, cause)


def retire(database: Database, key: str, *, cause: Cause) -> None:
    """Ask a question no more; what was answered stays. Raises NotThere, LastQuestion."""

    def edit(db: Db, home: Municipality) -> dict[str, Any]:
        question = _own(db, home, key)
        if [one.key for one in statuses.questions_of(db, home.id or 0)] == [key]:
            raise LastQuestion
        question.active = False
        return {"retired": key}

    _edit(database, edit, cause)


def restore(database: Database, key: str, *, cause: Cause) -> None:
    """Ask a retired question again; raises NotThere, TooManyQuestions."""

    def edit(db: Db, home: Municipality) -> dict[str, Any]:
        question = _own(db, home, key)
        if not question.active:
            _check_room(db, home)
        question.active = True
        return {"restored": key}

    _edit(database, edit, cause)


def _edit(
    database: Database, edit: Callable[[Db, Municipality], dict[str, Any]], cause: Cause
) -> None:
    """Edit the municipality's own questions; the first edit makes the shipped ones its own."""
    with database.transaction() as db:
        home = _home(db, cause.caller)
        if changes.is_done(db, cause):
            return
        if not statuses.questions_ever(db, home.id or 0):
            for position, key in enumerate(pulses.SHIPPED, 1):
                db.add(_question(home, key, position, pulses.wordings(key)))
            db.flush()
        _record(db, home, cause, after=edit(db, home))


def _home(db: Db, caller: Caller) -> Municipality:
    if caller.municipality_id is None or caller.counts_only or caller.participant_id is not None:
        raise NotThere
    return db.get_one(Municipality, caller.municipality_id, with_for_update=FOR_CHANGE)


def _own(db: Db, home: Municipality, key: str) -> PulseQuestion:
    found = statuses.question_by_key(db, home.id or 0, key)
    if found is None:
        raise NotThere
    return found


def _question(home: Municipality, key: str, position: int, texts: Texts) -> PulseQuestion:
    return PulseQuestion(
        municipality_id=home.id or 0,
        key=key,
        position=position,
        text_da=texts[Language.DANISH],
        text_en=texts[Language.ENGLISH],
        text_ar=texts[Language.ARABIC],
        text_ti=texts[Language.TIGRINYA],
    )


def _check_room(db: Db, home: Municipality) -> None:
    if len(statuses.questions_of(db, home.id or 0)) >= MOST:
        raise TooManyQuestions(limit=MOST)


def _plain(habits: Habits) -> dict[str, Any]:
    return asdict(habits) | {"check_in_at": f"{habits.check_in_at:%H:%M}"}


def _record(
    db: Db,
    home: Municipality,
    cause: Cause,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any],
) -> None:
    changes.record(
        db,
        cause,
        ChangeKind.SETTINGS_EDITED,
        municipality_id=home.id,
        before=before,
        after=after,
    )
