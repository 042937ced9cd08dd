"""What was found: for the person's own messages, and for the caseworker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db, select

from bot.actions import access
from bot.actions.access import Caller
from bot.rules.outcomes import Told, told
from bot.rules.refusals import NotThere
from bot.texts.claims import AboutDraft, AskGoOn, AskPart, AskStep, AskToSend
from bot.texts.follow_ups import AskFollowUp
from bot.texts.notices import Notice
from bot.texts.outcomes import OutcomeCard, OutcomeDecided, OutcomeFacts, Outcomes, OutcomesFacts
from storage import outcomes
from storage.database import Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import ClaimState, FollowUpAnswer


@dataclass(frozen=True)
class FollowedUp:
    """A question some weeks after the start, and the answer if there is one."""

    weeks: int
    due_on: date
    answer: FollowUpAnswer | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Claim:
    """An outcome as the caseworker sees it.

    The person has told it unless it `is_entered`: by the member of staff `entered_by`, else from
    a list. `by` decided about it; nobody did where a list has.
    """

    id: int
    state: ClaimState
    told: Told
    claimed_at: datetime
    decided_at: datetime | None
    by: str | None
    is_entered: bool
    entered_by: str | None
    follow_ups: tuple[FollowedUp, ...]


def of_person(database: Database, caller: Caller, participant_id: int) -> list[Claim]:
    """Return all that a person has told, first what waits, then the newest; raises NotThere."""
    with database.reading() as db:
        access.participant(db, caller, participant_id)
        names = dict(db.exec(select(Staff.id, Staff.name)).all())
        found = outcomes.of_person(db, participant_id)
        found.sort(key=lambda row: row.state is not ClaimState.CLAIMED)
        entered = outcomes.entered(db, participant_id)
        return [_claim(db, row, names, is_entered=row.id in entered) for row in found]


def claim(database: Database, caller: Caller, achievement_id: int) -> tuple[Participant, Claim]:
    """Return one claim with whose it is; raises NotThere."""
    with database.reading() as db:
        row = db.get(Achievement, achievement_id)
        if row is None or row.state is ClaimState.DRAFT:
            raise NotThere
        person = access.participant(db, caller, row.participant_id)
        entered = outcomes.entered(db, row.participant_id)
        return person, _claim(db, row, {}, is_entered=row.id in entered)


def _claim(db: Db, row: Achievement, names: Mapping[int | None, str], *, is_entered: bool) -> Claim:
    asked = outcomes.follow_ups_of(db, row.id or 0)
    return Claim(
        id=row.id or 0,
        state=row.state,
        told=told(row),
        claimed_at=row.claimed_at,
        decided_at=row.decided_at,
        by=names.get(row.decided_by),
        is_entered=is_entered,
        entered_by=names.get(row.entered_by),
        follow_ups=tuple(
            FollowedUp(one.weeks, one.due_on, one.answer, one.answered_at) for one in asked
        ),
    )


def _one(db: Db, notice: Notice, person: Participant, _now: datetime) -> OutcomeFacts | None:
    """Return what a message speaks of, unless it was given up or is not this person's."""
    if not isinstance(notice, AboutDraft | OutcomeCard | AskFollowUp):
        return None
    row = db.get(Achievement, notice.achievement_id)
    if row is None or row.participant_id != person.id:
        return None
    return _facts(row)


def _all(db: Db, _notice: Notice, person: Participant, _now: datetime) -> OutcomesFacts:
    return OutcomesFacts(tuple(_facts(row) for row in outcomes.of_person(db, person.id or 0)))


def _facts(row: Achievement) -> OutcomeFacts:
    return OutcomeFacts(row.id or 0, row.state, told(row), is_listed=row.decided_by is None)


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    **dict.fromkeys(
        (
            kind.kind
            for kind in (
                AskStep,
                AskToSend,
                AskPart,
                AskGoOn,
                OutcomeCard,
                OutcomeDecided,
                AskFollowUp,
            )
        ),
        _one,
    ),
    Outcomes.kind: _all,
}
"""By the kind of the notice."""
