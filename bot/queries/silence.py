"""Who has not been heard of: no sign of life for long, or a check-in that was asked twice."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session as Db

from bot.rules import dailies as rules
from bot.rules.time import local
from storage import stages, statuses

MISSED = timedelta(days=7)
"""Whoever was asked for the second time since then is counted: one round of check-ins."""


class Unheard(StrEnum):
    """In which way somebody was not heard of."""

    SILENT = "silent"
    CHECK_IN = "check_in"


def of(db: Db, municipality_id: int, kind: Unheard, now: datetime) -> set[int]:
    """Return the ids of a municipality's people who were not heard of in this way."""
    if kind is Unheard.CHECK_IN:
        return statuses.missed(db, municipality_id, since=now - MISSED)
    people = stages.silent(
        db,
        municipality_id,
        on=local(now).date(),
        since=now - rules.SILENT_AFTER,
        now=now,
        signs=rules.SIGNS_OF_LIFE,
    )
    return {person.id or 0 for person in people}
