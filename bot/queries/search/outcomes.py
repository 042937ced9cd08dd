"""What can be asked about what somebody has found, and about placements, in SQL."""

from sqlalchemy import and_, case, literal, or_
from sqlmodel import col, select

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search import things
from bot.rules.search.outcomes import COMING, NOW, OVER
from storage.outcomes import Achievement
from storage.people import Participant
from storage.placements import Company, Placement
from storage.vocabulary import ClaimState, OutcomeKind


def counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether an outcome is the person's, and counts when these fields are asked for."""
    state = col(Achievement.state)
    known = state != ClaimState.DRAFT if things.CLAIM in asked else state.in_(things.KNOWN)
    return and_(col(Achievement.participant_id) == Participant.id, known)


def placement_counts(when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a placement is the person's, and counts when these fields are asked for."""
    theirs = col(Placement.participant_id) == Participant.id
    return theirs if things.WHEN in asked else and_(theirs, ~_is_over(when))


def _is_over(when: When) -> Condition:
    return or_(col(Placement.ended_at).is_not(None), col(Placement.until_on) < when.today)


def _kind(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.kind))


def _state(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.state))


def _employer(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.employer))


def _job_hours(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.hours))


def _starts(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.starts_on))


def _ends(_when: When, fits: Fits) -> Condition:
    return fits(col(Achievement.ends_on))


def _self_supporting(when: When, fits: Fits) -> Condition:
    starts, ends = col(Achievement.starts_on), col(Achievement.ends_on)
    now = select(Achievement.id).where(
        Achievement.participant_id == Participant.id,
        Achievement.kind == OutcomeKind.SELF_SUPPORTING,
        col(Achievement.state).in_(things.KNOWN),
        or_(starts.is_(None), starts <= when.today),
        or_(ends.is_(None), ends >= when.today),
    )
    return fits(case((now.exists(), literal("yes")), else_=literal("no")))


def _when(when: When, fits: Fits) -> Condition:
    ahead = col(Placement.from_on) > when.today
    return fits(case((_is_over(when), OVER), (ahead, COMING), else_=NOW))


def _company(_when: When, fits: Fits) -> Condition:
    return col(Placement.company_id).in_(select(Company.id).where(fits(col(Company.name))))


SOME: dict[str, Some] = {
    "outcome": _kind,
    "claim": _state,
    "start": _starts,
    "end": _ends,
    "employer": _employer,
    "job_hours": _job_hours,
    "self_supporting": _self_supporting,
    "placement": _when,
    "company": _company,
}
