"""What can be asked about what somebody has found, and about placements."""

from bot.rules.search.facts import OutcomeFacts, PersonFacts, PlacementFacts
from bot.rules.search.field import Field, Kind, Look, Reading, Thing, Word
from bot.rules.search.people import NO, YES, YES_NO
from bot.rules.search.things import KNOWN
from storage.vocabulary import ClaimState, OutcomeKind

NOW, COMING, OVER = "now", "coming", "over"


def _kind(found: OutcomeFacts, _look: Look) -> Reading:
    return frozenset({found.kind})


def _state(found: OutcomeFacts, _look: Look) -> Reading:
    return frozenset({found.state})


def _employer(found: OutcomeFacts, _look: Look) -> Reading:
    return (found.employer,) if found.employer else ()


def _job_hours(found: OutcomeFacts, _look: Look) -> Reading:
    return found.hours


def _starts(found: OutcomeFacts, _look: Look) -> Reading:
    return (found.starts_on,) if found.starts_on else ()


def _ends(found: OutcomeFacts, _look: Look) -> Reading:
    return (found.ends_on,) if found.ends_on else ()


def _self_supporting(facts: PersonFacts, look: Look) -> Reading:
    is_now = any(
        found.kind is OutcomeKind.SELF_SUPPORTING
        and found.state in KNOWN
        and (found.starts_on is None or found.starts_on <= look.today)
        and (found.ends_on is None or found.ends_on >= look.today)
        for found in facts.outcomes
    )
    return frozenset({YES if is_now else NO})


def _when(placement: PlacementFacts, look: Look) -> Reading:
    if placement.is_ended or placement.until_on < look.today:
        return frozenset({OVER})
    return frozenset({COMING if placement.from_on > look.today else NOW})


def _company(placement: PlacementFacts, _look: Look) -> Reading:
    return (placement.company,)


KINDS = (
    Word(OutcomeKind.JOB, ("job", "arbejde"), ("job",)),
    Word(OutcomeKind.EDUCATION, ("uddannelse",), ("education",)),
    Word(OutcomeKind.IGU, ("igu",), ("IGU",)),
    Word(
        OutcomeKind.SELF_SUPPORTING,
        ("selvforsørgende", "selvforsørgelse"),
        ("self-supporting", "self supporting"),
    ),
    Word(OutcomeKind.MOVED, ("flyttet",), ("moved",)),
)

CLAIMS = (
    Word(ClaimState.CLAIMED, ("påstået", "ubekræftet"), ("claimed",)),
    Word(ClaimState.CONFIRMED, ("bekræftet",), ("confirmed",)),
    Word(ClaimState.WITHDRAWN, ("trukket-tilbage", "trukket"), ("withdrawn",)),
    Word(ClaimState.REJECTED, ("afvist",), ("rejected",)),
)

PLACEMENTS = (
    Word(NOW, ("igang", "nu", "i gang"), ("now", "current")),
    Word(COMING, ("kommende", "kommer"), ("coming", "ahead")),
    Word(OVER, ("afsluttet", "slut"), ("over", "ended")),
)

OUTCOME, PLACEMENT = Thing.OUTCOME, Thing.PLACEMENT

FIELDS = (
    Field("outcome", ("udfald", "resultat"), ("outcome",), Kind.WORD, _kind, KINDS, thing=OUTCOME),
    Field("claim", ("krav",), ("claim",), Kind.WORD, _state, CLAIMS, thing=OUTCOME),
    Field("start", ("start",), ("start", "starts"), Kind.DAY, _starts, thing=OUTCOME, ahead=True),
    Field("end", ("slut",), ("end", "ends"), Kind.DAY, _ends, thing=OUTCOME, ahead=True),
    Field("employer", ("arbejdsgiver",), ("employer",), Kind.TEXT, _employer, thing=OUTCOME),
    Field(
        "job_hours",
        ("jobtimer",),
        ("job-hours",),
        Kind.NUMBER,
        _job_hours,
        thing=OUTCOME,
        weekly=True,
    ),
    Field(
        "self_supporting",
        ("selvforsørgende",),
        ("self-supporting",),
        Kind.WORD,
        _self_supporting,
        YES_NO,
    ),
    Field("placement", ("praktik",), ("placement",), Kind.WORD, _when, PLACEMENTS, thing=PLACEMENT),
    Field("company", ("virksomhed",), ("company",), Kind.TEXT, _company, thing=PLACEMENT),
)
