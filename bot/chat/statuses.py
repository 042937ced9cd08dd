"""What the buttons of the check-in and of the pulse ask for."""

from collections.abc import Callable
from functools import partial

from bot.actions import pulses, statuses
from bot.actions.turns import Act
from bot.chat.data import day, number
from bot.rules.statuses import HIGHEST, LOWEST
from bot.texts.statuses import PAUSES
from storage.vocabulary import Wish


def _score(text: str) -> int:
    if not LOWEST <= number(text) <= HIGHEST:
        raise ValueError(text)
    return number(text)


def _how(score: int, week: str, shown: str) -> Act:
    return partial(statuses.report, week=day(week), shown=number(shown), score=score)


def _answer(score: int, pulse: str, index: str) -> Act:
    return partial(pulses.answer, pulse_id=number(pulse), index=number(index), score=score)


_FACES: dict[str, Callable[..., Act]] = {"week": _how, "pulse": _answer}


def _face(score: str, about: str, *rest: str) -> Act:
    return _FACES[about](_score(score), *rest)


def _pause(weeks: str, week: str) -> Act:
    if number(weeks) not in PAUSES:
        raise ValueError(weeks)
    return partial(statuses.pause, week=day(week), weeks=number(weeks))


VERBS: dict[str, Callable[..., Act]] = {
    "face": _face,
    "helps": lambda wish, week: partial(statuses.wish, week=day(week), wish=Wish(wish)),
    "helps_more": lambda week, page: partial(
        statuses.see_wishes, week=day(week), page=number(page)
    ),
    "week": lambda week: partial(statuses.ask_again, week=day(week)),
    "notnow": lambda week: partial(statuses.not_now, week=day(week)),
    "pause": _pause,
    "unpause": lambda week: partial(statuses.unpause, week=day(week)),
    "later": lambda pulse: partial(pulses.later, pulse_id=number(pulse)),
    "again": lambda pulse, index: partial(pulses.back, pulse_id=number(pulse), index=number(index)),
    "pulse": lambda pulse: partial(pulses.go_on, pulse_id=number(pulse)),
}
"""What the data of a button begins with."""
