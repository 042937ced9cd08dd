"""Buttons and words about what somebody has found."""

from collections.abc import Callable
from functools import partial

from bot.actions import claims, follow_ups
from bot.actions.turns import Act
from bot.chat.data import day, number
from bot.rules.outcomes import CLAIMABLE, MOST_HOURS, Step, steps
from bot.texts.claims import GIVEN_UP, OTHER
from storage.vocabulary import FollowUpAnswer, OutcomeKind, Terms


def _kind(kind: str) -> Act:
    if kind == GIVEN_UP:
        return claims.choose_nothing
    if kind not in CLAIMABLE:
        raise ValueError(kind)
    return partial(claims.choose_kind, kind=OutcomeKind(kind))


def _terms(terms: str, draft: str) -> Act:
    return partial(claims.choose_terms, draft_id=number(draft), terms=Terms(terms))


def _hours(hours: str, draft: str) -> Act:
    if hours == OTHER:
        return partial(claims.type_it, draft_id=number(draft), step=Step.HOURS)
    if not 0 < number(hours) <= MOST_HOURS:
        raise ValueError(hours)
    return partial(claims.choose_hours, draft_id=number(draft), hours=number(hours))


def _day(on: str, draft: str) -> Act:
    if on == OTHER:
        return partial(claims.type_it, draft_id=number(draft), step=Step.STARTS)
    return partial(claims.choose_day, draft_id=number(draft), starts_on=day(on))


def _step(step: str) -> Step:
    if step not in steps(OutcomeKind.JOB):
        raise ValueError(step)
    return Step(step)


def _about(act: Callable[..., None]) -> Callable[[str], Act]:
    """Return how to read the data of a button that names nothing but what it is about."""
    return lambda found: partial(act, achievement_id=number(found))


def _draft(act: Callable[..., None]) -> Callable[[str], Act]:
    return lambda draft: partial(act, draft_id=number(draft))


VERBS: dict[str, Callable[..., Act]] = {
    "found": _kind,
    "found_new": lambda: claims.begin_anew,
    "found_see": _about(claims.see),
    "found_back": _about(claims.withdraw),
    "found_terms": _terms,
    "found_hours": _hours,
    "found_day": _day,
    "found_skip": lambda step, draft: partial(
        claims.skip, draft_id=number(draft), step=_step(step)
    ),
    "found_on": _draft(claims.go_on),
    "found_alter": _draft(claims.alter),
    "found_part": lambda step, draft: partial(
        claims.alter_part, draft_id=number(draft), step=_step(step)
    ),
    "found_drop": _draft(claims.give_up),
    "found_send": _draft(claims.send),
    "found_now": lambda said, found, weeks: partial(
        follow_ups.answer,
        achievement_id=number(found),
        weeks=number(weeks),
        said=FollowUpAnswer(said),
    ),
}
"""What the data of a button begins with."""
