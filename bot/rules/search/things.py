"""What a person has several of, and which of it counts when it is not asked for more exactly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.rules.search.facts import GoalFacts, OutcomeFacts, PersonFacts, PlaceFacts, PlacementFacts
from bot.rules.search.field import Operator, Thing
from bot.rules.search.tree import And, Anything, Not, Nothing, One, Or, Query, Term
from storage.vocabulary import ClaimState

ENDING, CLAIM, WHEN, GOAL = "ending", "claim", "placement", "goal"
"""The fields that choose otherwise: how a place ended, what is known, when a placement is."""

KNOWN = (ClaimState.CLAIMED, ClaimState.CONFIRMED)


def of(thing: Thing, facts: PersonFacts) -> Sequence[object]:
    """Return what somebody has of this kind."""
    match thing:
        case Thing.PLACE:
            return facts.places
        case Thing.OUTCOME:
            return facts.outcomes
        case Thing.PLACEMENT:
            return facts.placements
        case Thing.GOAL:
            return facts.goals


def asked(terms: Sequence[Term]) -> frozenset[str]:
    """Return the fields that are asked for; “anything” asks for nothing more than what counts."""
    return frozenset(
        term.field.key
        for term in terms
        if term.field.key == ENDING or not isinstance(term.value, Anything)
    )


def counts(row: object, asked: frozenset[str], today: date) -> bool:
    """Tell whether a thing counts when these fields are asked for."""
    match row:
        case PlaceFacts():
            return ENDING in asked or row.ended_on is None
        case OutcomeFacts():
            return CLAIM in asked or row.state in KNOWN
        case PlacementFacts():
            return WHEN in asked or not (row.is_ended or row.until_on < today)
        case GoalFacts():
            return GOAL in asked or row.reached_on is None
        case _:
            return False


def grouped(query: Query) -> Query:
    """Return a query in which what is asked of one thing together stands together.

    `udfald:job start>1/12/2026` is one job that starts then. A second `udfald:` begins another
    thing; what is denied or asked for elsewhere stands alone.
    """
    match query:
        case And(parts):
            return _and(tuple(parts))
        case Or(parts):
            return Or(tuple(dict.fromkeys(grouped(part) for part in parts)))
        case Not(part):
            return Not(grouped(part))
        case Term():
            return _alone(query)
        case One():
            return query


def _alone(term: Term) -> Query:
    if term.field.thing is None:
        return term
    if isinstance(term.value, Nothing):
        found = One(term.field.thing, (replace(term, operator=Operator.HAS, value=Anything()),))
        return found if term.operator is Operator.IS_NOT else Not(found)
    if term.operator is Operator.IS_NOT:
        return Not(One(term.field.thing, (replace(term, operator=Operator.HAS),)))
    return One(term.field.thing, (term,))


def _and(parts: tuple[Query, ...]) -> Query:
    together: list[Query] = []
    latest: dict[Thing, int] = {}
    for part in parts:
        found = grouped(part)
        if not isinstance(found, One):
            together.append(found)
            continue
        before = together[latest[found.thing]] if found.thing in latest else None
        if isinstance(before, One) and not _says_again(before, found):
            together[latest[found.thing]] = One(found.thing, before.terms + found.terms)
        else:
            latest[found.thing] = len(together)
            together.append(found)
    distinct = tuple(dict.fromkeys(together))
    return distinct[0] if len(distinct) == 1 else And(distinct)


def _says_again(before: One, found: One) -> bool:
    """Tell whether a thing is named anew: a field is there already that has one value only."""
    known = {term.field.key for term in before.terms if not term.field.is_ranged}
    return any(term.field.key in known for term in found.terms)
