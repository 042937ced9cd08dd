"""What a report is broken down by: its groups, by their keys, with their names."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, literal, null
from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.queries.parts import Hint, Label, Part
from bot.rules.reports.figures import By
from storage.courses import Course
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Gender, Language


@dataclass(frozen=True)
class Group:
    """Some of a project's people; `key` names them to programs, `label` to readers."""

    by: By
    id: int | str | None
    key: str
    label: Part


OF_PEOPLE = frozenset({By.MUNICIPALITY, By.GENDER, By.LANGUAGE})
"""What is told by a column of Participant."""


def column(by: By | None) -> Any:  # noqa: ANN401  # SQLAlchemy's own types differ
    """Return the column of Participant that tells people's groups apart; courses have none."""
    match by:
        case By.MUNICIPALITY:
            return col(Participant.municipality_id)
        case By.GENDER:
            return col(Participant.gender)
        case By.LANGUAGE:
            return col(Participant.language)
        case _:
            return null()


def is_named(caller: Caller) -> Any:  # noqa: ANN401  # SQLAlchemy's own types differ
    """Tell in SQL whether the caller may see a participant by name."""
    if caller.is_operator:
        return literal(1)
    if caller.counts_only:
        return literal(0)
    return case((col(Participant.municipality_id) == caller.municipality_id, 1), else_=0)


def known(db: Db, by: By, project_id: int) -> list[Group]:
    """Return the groups that there can be, in the order in which they are shown."""
    match by:
        case By.COURSE:
            courses = select(Course).where(Course.project_id == project_id).order_by(Course.code)
            return [
                Group(by, row.id, row.code, Label(row.name_da, row.name_en))
                for row in db.exec(courses)
            ]
        case By.MUNICIPALITY:
            homes = select(Municipality).order_by(Municipality.name)
            return [Group(by, row.id, row.name, row.name) for row in db.exec(homes)]
        case By.GENDER:
            words: list[Gender] = list(Gender)
            unknown = Group(by, None, "unknown", Hint.NOT_KNOWN)
            return [*(Group(by, word, word.value, word) for word in words), unknown]
        case By.LANGUAGE:
            return [Group(by, word, word.value, word) for word in Language]
        case By.SESSION | By.WEEK | By.PERSON:
            return []
