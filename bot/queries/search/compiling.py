"""From the tree of what is asked to one condition on `Participant`."""

from sqlalchemy import and_, literal, not_, or_, select, true

from bot.queries.search import contact, courses, outcomes, people, readiness
from bot.queries.search.sql import Condition, Some, When, condition, known
from bot.rules.search import evaluate, things
from bot.rules.search.field import Operator, Thing
from bot.rules.search.tree import And, Not, One, Or, Query, Term

SOME: dict[str, Some] = {
    **people.SOME,
    **courses.SOME,
    **readiness.SOME,
    **contact.SOME,
    **outcomes.SOME,
}
"""By the key of the field."""

ROWS = {
    Thing.PLACE: courses.counts,
    Thing.OUTCOME: outcomes.counts,
    Thing.PLACEMENT: outcomes.placement_counts,
    Thing.GOAL: readiness.goal_counts,
}
"""Which rows of a kind are a person's and count."""


def compiled(query: Query, when: When) -> Condition:
    """Return who is asked for."""
    match query:
        case And(parts):
            return and_(true(), *(compiled(part, when) for part in parts))
        case Or(parts):
            return or_(*(compiled(part, when) for part in parts))
        case Not(part):
            return not_(known(compiled(part, when)))
        case One(thing, terms):
            rows = ROWS[thing](when, things.asked(terms))
            return select(literal(1)).where(rows, *(_term(term, when) for term in terms)).exists()
        case Term():
            return _term(query, when)


def _term(term: Term, when: When) -> Condition:
    looked = evaluate.look(term, when.today)
    found = condition(term, SOME[term.field.key], When(when.now, when.today, looked.since))
    return not_(known(found)) if term.operator is Operator.IS_NOT else found
