"""What a correction of an outcome has changed: each detail as it was, and as it became."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.queries.parts import Part
from storage.changes import Change
from storage.vocabulary import ChangeKind, OutcomeKind, Terms

SHOWN = (ChangeKind.OUTCOME_EDITED, ChangeKind.OUTCOME_CONFIRMED)


class Detail(StrEnum):
    """A part of an outcome."""

    KIND = "kind"
    EMPLOYER = "employer"
    TERMS = "terms"
    HOURS = "hours"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Edit:
    """One detail that was changed; None where there was nothing, or is nothing any more."""

    detail: Detail
    before: Part | None
    after: Part | None


READERS: dict[Detail, Callable[[Any], Part]] = {
    Detail.KIND: OutcomeKind,
    Detail.EMPLOYER: str,
    Detail.TERMS: Terms,
    Detail.HOURS: lambda value: f"{float(value):g}".replace(".", ","),
    Detail.STARTS_ON: date.fromisoformat,
    Detail.ENDS_ON: date.fromisoformat,
    Detail.EVIDENCE: str,
}
"""How to read what a change notes; what cannot be read is left out."""


def of(change: Change) -> tuple[Edit, ...]:
    """Return what a change has made different, in the order of the form."""
    if change.kind not in SHOWN:
        return ()
    return tuple(
        Edit(one, _read(one, change.before.get(one)), _read(one, change.after.get(one)))
        for one in Detail
        if one in change.before or one in change.after
    )


def _read(detail: Detail, value: object) -> Part | None:
    if value is None or value == "":
        return None
    with suppress(ValueError, TypeError):
        return READERS[detail](value)
    return None
