"""Compare texts without capitals, in every script and on both databases."""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

NAME = "folded"


def fold(text: str | None) -> str | None:
    """Return a text without capitals: SQLite's own knows those of English only."""
    return None if text is None else text.lower()


class folded(GenericFunction[str]):  # noqa: N801  # SQLAlchemy names functions as SQL does
    """A text without capitals."""

    type = String()
    inherit_cache = True


@compiles(folded, "postgresql")
def _lower(element: folded, compiler: Any, **options: Any) -> str:  # noqa: ANN401  # its own types
    return f"lower({compiler.process(element.clauses, **options)})"


def holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Tell in SQL whether a text has this one in it."""
    return folded(column).contains(text.lower(), autoescape=True)


def equals(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Tell in SQL whether a text is this one."""
    return folded(column) == text.lower()
