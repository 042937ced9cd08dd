"""Everything that can be asked for, by each of its names."""

from bot.rules.search import contact, courses, outcomes, people, readiness
from bot.rules.search.field import Field

FIELDS: tuple[Field, ...] = (
    *people.FIELDS,
    *courses.FIELDS,
    *readiness.FIELDS,
    *contact.FIELDS,
    *outcomes.FIELDS,
)

BY_NAME = {name.lower(): field for field in FIELDS for name in field.names}
"""A name that is there twice would be lost: a test counts them."""

AND, OR, NOT = ("og", "and"), ("eller", "or"), ("ikke", "not")
KEYWORDS = (*AND, *OR, *NOT)


def named(word: str) -> Field | None:
    """Return the field with this name."""
    return BY_NAME.get(word.lower())
