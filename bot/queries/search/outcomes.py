"""What can be asked about what somebody has found, and about placements, in SQL."""

from sqlalchemy import and_, or_, select

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search import things
from bot.rules.search.outcomes import COMING, NOW, OVER
from bot.rules.search.people import NO, YES
from storage.columns import columns
from storage.outcomes import Achievement
from storage.people import Participant
from storage.placements import Company, Placement
from storage.vocabulary import ClaimState, OutcomeKind

PERSON = columns(Participant)
OUTCOME = columns(Achievement)
COMPANY = columns(Company)
PLACEMENT = columns(Placement)


def counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether an outcome is the person's, and counts when these fields are asked for."""
    state = OUTCOME.state
    known = state != ClaimState.DRAFT if things.CLAIM in asked else state.in_(things.KNOWN)
    return and_(OUTCOME.participant_id == PERSON.id, known)


def placement_counts(when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a placement is the person's, and counts when these fields are asked for."""
    theirs = PLACEMENT.participant_id == PERSON.id
    return theirs if things.WHEN in asked else and_(theirs, ~_is_over(when))


def _is_over(when: When) -> Condition:
    return or_(PLACEMENT.ended_at.is_not(None), PLACEMENT.until_on < when.today)


def _kind(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.kind)


def _state(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.state)


def _employer(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.employer)


def _job_hours(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.hours)


def _starts(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.starts_on)


def _ends(_when: When, fits: Fits) -> Condition:
    return fits(OUTCOME.ends_on)


def _self_supporting(when: When, fits: Fits) -> Condition:
    starts, ends = OUTCOME.starts_on, OUTCOME.ends_on
    now = select(OUTCOME.id).where(
        OUTCOME.participant_id == PERSON.id,
        OUTCOME.kind == OutcomeKind.SELF_SUPPORTING,
        OUTCOME.state.in_(things.KNOWN),
        or_(starts.is_(None), starts <= when.today),
        or_(ends.is_(None), ends >= when.today),
    )
    is_now = now.exists()
    return or_(and_(fits.word(YES), is_now), and_(fits.word(NO), ~is_now))


def _when(when: When, fits: Fits) -> Condition:
    is_over, is_ahead = _is_over(when), PLACEMENT.from_on > when.today
    return or_(
        and_(fits.word(OVER), is_over),
        and_(fits.word(COMING), ~is_over, is_ahead),
        and_(fits.word(NOW), ~is_over, ~is_ahead),
    )


def _company(_when: When, fits: Fits) -> Condition:
    companies = select(COMPANY.id).where(fits(COMPANY.name))
    found: Condition = PLACEMENT.company_id.in_(companies)
    return found


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
