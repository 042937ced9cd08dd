"""What the buttons of the check-in and of the pulse ask for."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.actions import pulses, statuses
from bot.actions.turns import Act
from bot.chat.data import number
from bot.rules.statuses import HIGHEST, LOWEST
from bot.texts.statuses import PAUSES
from storage.vocabulary import Wish

WEEK = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _score(text: str) -> int:
    if not LOWEST <= number(text) <= HIGHEST:
        raise ValueError(text)
    return number(text)


def _week(text: str) -> date:
    """Return the week as we write it; Python reads other forms too."""
    if not WEEK.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _how(score: int, week: str, shown: str) -> Act:
    return partial(statuses.report, week=_week(week), shown=number(shown), score=score)


def _answer(score: int, pulse: str, index: str) -> Act:
    return partial(pulses.answer, pulse_id=number(pulse), index=number(index), score=score)


_FACES: dict[str, Callable[..., Act]] = {"week": _how, "pulse": _answer}


def _face(score: str, about: str, *rest: str) -> Act:
    return _FACES[about](_score(score), *rest)


def _pause(weeks: str, week: str) -> Act:
    if number(weeks) not in PAUSES:
        raise ValueError(weeks)
    return partial(statuses.pause, week=_week(week), weeks=number(weeks))


VERBS: dict[str, Callable[..., Act]] = {
    "face": _face,
    "helps": lambda wish, week: partial(statuses.wish, week=_week(week), wish=Wish(wish)),
    "helps_more": lambda week, page: partial(
        statuses.see_wishes, week=_week(week), page=number(page)
    ),
    "week": lambda week: partial(statuses.ask_again, week=_week(week)),
    "notnow": lambda week: partial(statuses.not_now, week=_week(week)),
    "pause": _pause,
    "unpause": lambda week: partial(statuses.unpause, week=_week(week)),
    "later": lambda pulse: partial(pulses.later, pulse_id=number(pulse)),
    "again": lambda pulse, index: partial(pulses.back, pulse_id=number(pulse), index=number(index)),
    "pulse": lambda pulse: partial(pulses.go_on, pulse_id=number(pulse)),
}
