"""What can be asked about somebody's readiness for a job."""

from bot.rules.search.facts import GoalFacts, PersonFacts
from bot.rules.search.field import Field, Kind, Look, Named, Reading, Thing, Word
from bot.rules.search.people import NO, YES, YES_NO
from storage.vocabulary import Trend


def _category(facts: PersonFacts, _look: Look) -> Reading:
    return frozenset({facts.category_id} - {None})


def _category_since(facts: PersonFacts, _look: Look) -> Reading:
    return (facts.category_since,) if facts.category_since else ()


def _ready(facts: PersonFacts, _look: Look) -> Reading:
    if facts.is_ready is None:
        return frozenset()
    return frozenset({YES if facts.is_ready else NO})


def trend(scores: tuple[float, ...]) -> frozenset[Trend]:
    """Return where the latest score has gone from the one before; nowhere without two."""
    if len(scores) < 2:  # noqa: PLR2004  # two points make a line
        return frozenset()
    latest, before = scores[:2]
    if latest == before:
        return frozenset({Trend.STEADY})
    return frozenset({Trend.RISING if latest > before else Trend.FALLING})


def _readiness(facts: PersonFacts, _look: Look) -> Reading:
    return trend(facts.check_ins)


def _progression(facts: PersonFacts, _look: Look) -> Reading:
    return trend(facts.pulses)


def _check_in(facts: PersonFacts, _look: Look) -> Reading:
    return next(iter(facts.check_ins), None)


def _pulse(facts: PersonFacts, _look: Look) -> Reading:
    return next(iter(facts.pulses), None)


def _assessment(facts: PersonFacts, _look: Look) -> Reading:
    return facts.assessment


def _danish(facts: PersonFacts, _look: Look) -> Reading:
    return facts.level


def _hours(facts: PersonFacts, _look: Look) -> Reading:
    return facts.hours


def _skill(facts: PersonFacts, _look: Look) -> Reading:
    return facts.skills


OPEN, OVERDUE, REACHED = "open", "overdue", "reached"


def _goal(goal: GoalFacts, look: Look) -> Reading:
    if goal.reached_on is not None:
        return frozenset({REACHED})
    return frozenset({OPEN, OVERDUE} if goal.due_on < look.today else {OPEN})


def _due(goal: GoalFacts, _look: Look) -> Reading:
    return (goal.due_on,)


TRENDS = (
    Word(Trend.RISING, ("stigende",), ("rising",)),
    Word(Trend.STEADY, ("uændret", "stabil"), ("steady",)),
    Word(Trend.FALLING, ("faldende",), ("falling",)),
)

GOALS = (
    Word(OPEN, ("åbent", "åben"), ("open",)),
    Word(OVERDUE, ("overskredet",), ("overdue",)),
    Word(REACHED, ("nået",), ("reached",)),
)

FIELDS = (
    Field(
        "category",
        ("kategori", "match"),
        ("category",),
        Kind.NAMED,
        _category,
        named=Named.CATEGORY,
    ),
    Field("category_since", ("kategori-siden",), ("category-since",), Kind.DAY, _category_since),
    Field("ready", ("parat",), ("ready",), Kind.WORD, _ready, YES_NO),
    Field("readiness", ("udvikling", "trend"), ("readiness",), Kind.WORD, _readiness, TRENDS),
    Field("check_in", ("checkin", "check-in", "ugesvar"), ("check-in",), Kind.NUMBER, _check_in),
    Field("pulse", ("puls",), ("pulse",), Kind.NUMBER, _pulse),
    Field(
        "progression",
        ("progression",),
        ("progression", "progress"),
        Kind.WORD,
        _progression,
        TRENDS,
    ),
    Field("assessment", ("vurdering",), ("assessment",), Kind.NUMBER, _assessment),
    Field("danish", ("dansk", "danskniveau"), ("danish",), Kind.LEVEL, _danish),
    Field("hours", ("timer",), ("hours",), Kind.NUMBER, _hours, weekly=True),
    Field("skill", ("kompetence", "kan"), ("skill",), Kind.TEXT, _skill),
    Field("goal", ("mål",), ("goal",), Kind.WORD, _goal, GOALS, thing=Thing.GOAL),
    Field("due", ("frist",), ("due",), Kind.DAY, _due, thing=Thing.GOAL, ahead=True),
)
