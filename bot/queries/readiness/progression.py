"""The same questions, answered by a person and by staff, quarter by quarter."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import statuses as worded
from bot.rules import readiness as rules, statuses as times
from bot.rules.time import local
from bot.texts import pulses
from storage import readiness, statuses
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import Language

QUARTERS = 8
"""So many are shown, the latest."""

Scores = tuple[int | None, ...]


@dataclass(frozen=True)
class Indicator:
    """One question, and both answers by the quarter, None where there is none."""

    key: str
    text: str
    own: Scores
    staff: Scores

    @property
    def differences(self) -> Scores:
        """By how much they differ where it is to be named; above 0 where staff see more."""
        return tuple(map(rules.divergence, self.own, self.staff))


@dataclass(frozen=True)
class Progression:
    """Both curves of each question, over the same quarters (their first days).

    `is_due` tells that staff have answered nothing this quarter.
    """

    quarters: tuple[date, ...]
    indicators: tuple[Indicator, ...]
    is_due: bool


@dataclass(frozen=True)
class Question:
    """A question of this quarter, and what staff have answered so far."""

    key: str
    text: str
    score: int | None


def of_person(db: Db, person: Participant, language: Language, *, now: datetime) -> Progression:
    """Return both curves of each question that was ever answered in these quarters."""
    number, home = person.id or 0, person.municipality_id
    own = {
        (row.quarter, key): score
        for row in statuses.pulses_of(db, number, limit=QUARTERS)
        for key, score in statuses.pulse_answers(db, row.id or 0).items()
    }
    staff = {(row.quarter, row.key): row.score for row in readiness.assessments_of(db, number)}
    quarters = _quarters({quarter for quarter, _ in (*own, *staff)})
    answered = {key for quarter, key in (*own, *staff) if quarter in quarters}
    asked = [key for key in _asked(db, home) if key in answered]
    order = dict.fromkeys((*asked, *sorted(answered)))
    return Progression(
        quarters=quarters,
        indicators=tuple(
            Indicator(
                key=key,
                text=worded.wording(db, home, key, language),
                own=tuple(own.get((quarter, key)) for quarter in quarters),
                staff=tuple(staff.get((quarter, key)) for quarter in quarters),
            )
            for key in order
        ),
        is_due=times.quarter(local(now).date()) not in {quarter for quarter, _ in staff},
    )


def questions(
    database: Database, caller: Caller, participant_id: int, *, language: str, now: datetime
) -> list[Question]:
    """Return what staff are asked about a person this quarter; raises NotThere."""
    with database.reading() as db:
        access.caseworkers_only(caller)
        person = access.participant(db, caller, participant_id)
        home, quarter = person.municipality_id, times.quarter(local(now).date())
        said = {
            row.key: row.score
            for row in readiness.assessments_of(db, participant_id)
            if row.quarter == quarter
        }
        return [
            Question(key, worded.wording(db, home, key, Language(language)), said.get(key))
            for key in _asked(db, home)
        ]


def _quarters(answered: set[date]) -> tuple[date, ...]:
    """Return the quarters from the first answer to the last: one without any is there, too."""
    found: list[date] = []
    day = max(answered, default=None)
    while day is not None and day >= min(answered) and len(found) < QUARTERS:
        found.append(day)
        before = day.year * 12 + day.month - 1 - 3
        day = date(before // 12, before % 12 + 1, 1)
    return tuple(reversed(found))


def _asked(db: Db, municipality_id: int) -> tuple[str, ...]:
    """Return the questions that the municipality asks now, in order."""
    own = tuple(one.key for one in statuses.questions_of(db, municipality_id))
    return own or pulses.SHIPPED
