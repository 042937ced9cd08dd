"""How often people were there, as one source says."""

from dataclasses import dataclass

from bot.rules.reports.figures import Name
from bot.rules.reports.standing import Fact, Place, Standing, Tally

LATE = frozenset({Fact.READY})


@dataclass(frozen=True)
class Noted:
    """Of so many times that are noted: how often there, and how often of these late.

    None is hidden.
    """

    of: int | None = 0
    there: int | None = 0
    late: int | None = 0


def as_tally(noted: Noted) -> Tally:
    """Return the same as what is hidden by the rules for people: times in the place of people."""
    of, there, late = noted.of or 0, noted.there or 0, noted.late or 0
    return Tally(
        {
            Standing(Place.COMPLETED): there - late,
            Standing(Place.COMPLETED, LATE): late,
            Standing(Place.LEFT): of - there,
        }
    )


def hidden(noted: Noted, names: frozenset[Name]) -> Noted:
    """Return what may be shown of it when these figures of `as_tally` may."""
    return Noted(
        of=noted.of if Name.STARTED in names else None,
        there=noted.there if Name.COMPLETED in names else None,
        late=noted.late if Name.JOB_READY in names else None,
    )


def together(found: list[Noted]) -> Noted:
    """Return all of them as one."""
    return Noted(
        sum(one.of or 0 for one in found),
        sum(one.there or 0 for one in found),
        sum(one.late or 0 for one in found),
    )
