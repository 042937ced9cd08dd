"""Somebody's way to a job, for the person: row by row, also what was taken back."""

from sqlmodel import Session as Db, select

from bot.queries import statuses
from bot.texts import icons
from bot.texts.dossier import Row
from storage import abilities, activities, readiness
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language

Names = dict[int | None, str]


def sections(db: Db, person: Participant) -> dict[str, list[Row]]:
    """Return what staff have decided, noted and answered about a person, by its section."""
    names: Names = dict(db.exec(select(Staff.id, Staff.name)).all())
    number = person.id or 0
    return {
        "decisions": _decisions(db, person, names),
        "danish": _danish(db, number, names),
        "skills": _skills(db, number, names),
        "goals": _goals(db, number, names),
        "hours": [*_activities(db, number, names), *_reductions(db, number, names)],
        "assessments": _assessments(db, person, names),
    }


def _decisions(db: Db, person: Participant, names: Names) -> list[Row]:
    is_english = person.language is Language.ENGLISH
    called = {
        one.id: one.label_en if is_english else one.label_da  # the Danish word is on the letter
        for one in readiness.categories_of(db, person.municipality_id)
    }
    return [
        (
            ("title", called[row.category_id]),
            ("when", row.decided_on),
            ("reason", row.reason),
            ("caseworker", names.get(row.author_id)),
            ("withdrawn", row.withdrawn_at),
        )
        for row in readiness.decisions_of(db, person.id or 0)
    ]


def _danish(db: Db, number: int, names: Names) -> list[Row]:
    return [
        (
            ("education", row.education),
            ("module", row.module),
            ("passed", icons.YES if row.passed else None),
            ("from", row.since),
            ("caseworker", names.get(row.noted_by)),
            ("withdrawn", row.withdrawn_at),
        )
        for row in abilities.danish_of(db, number)
    ]


def _skills(db: Db, number: int, names: Names) -> list[Row]:
    return [
        (
            ("title", row.name),
            ("seen", row.evidence),
            ("when", row.noted_at),
            ("caseworker", names.get(row.noted_by)),
            ("withdrawn", row.removed_at),
        )
        for row in abilities.skills_of(db, number)
    ]


def _goals(db: Db, number: int, names: Names) -> list[Row]:
    return [
        (
            ("title", row.text),
            ("when", row.set_at),
            ("until", row.due_on),
            ("caseworker", names.get(row.set_by)),
            ("reached", row.reached_on),
            ("withdrawn", row.dropped_at),
        )
        for row in readiness.goals_of(db, number)
    ]


def _activities(db: Db, number: int, names: Names) -> list[Row]:
    return [
        (
            ("title", row.kind),
            ("text", row.note),
            ("hours", _digits(row.hours)),
            ("from", row.from_on),
            ("until", row.until_on),
            ("caseworker", names.get(row.noted_by)),
            ("withdrawn", row.removed_at),
        )
        for row in activities.activities_of(db, number)
    ]


def _reductions(db: Db, number: int, names: Names) -> list[Row]:
    return [
        (
            ("less", _digits(row.hours)),
            ("from", row.from_on),
            ("until", row.until_on),
            ("caseworker", names.get(row.noted_by)),
            ("withdrawn", row.removed_at),
        )
        for row in activities.reductions_of(db, number)
    ]


def _assessments(db: Db, person: Participant, names: Names) -> list[Row]:
    home, language = person.municipality_id, person.language
    return [
        (
            ("when", row.quarter),
            ("title", statuses.wording(db, home, row.key, language)),
            ("score", row.score),
            ("caseworker", names.get(row.staff_id)),
        )
        for row in readiness.assessments_of(db, person.id or 0)
    ]


def _digits(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")
