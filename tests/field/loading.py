"""Bring a programme from the field into a database, as the command line does."""

from collections.abc import Collection
from datetime import UTC, datetime

from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.imports import bring_in
from bot.imports import lists
from bot.imports.lists import Name
from storage.database import Database
from tests.field import counting

NOW = datetime(2020, 2, 3, 9, tzinfo=UTC)
"""After both programmes."""

LISTS = (
    "staff",
    "courses",
    "people",
    "enrolments",
    "sessions",
    "events",
    "companies",
    "slots",
    "placements",
    "attendance",
    "outcomes",
    "decisions",
    "danish",
    "activities",
)
"""What is named by a list stands in one before it."""


def load(database: Database, programme: str, *, only: Collection[str] = LISTS) -> None:
    """Bring in the lists of a programme."""
    for name in LISTS:
        if name not in only or not counting.is_there(programme, name):
            continue
        parsed = lists.parse(Name(name), counting.file_of(programme, name))
        cause = Cause(OPERATOR, f"field:{name}", NOW)
        report = bring_in(
            database, parsed.noun, parsed.lines, problems=parsed.problems, cause=cause, past=True
        )
        assert [str(problem) for problem in report.problems] == []
        assert report.added == len(counting.rows(programme, name))
