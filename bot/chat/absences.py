"""Buttons and words about not coming: the day, a session, why, and taking it back."""

import re
from collections.abc import Callable
from functools import partial

from bot.actions import receipts, reporting
from bot.actions.turns import Act
from bot.chat.data import day, number

_KEY = re.compile(r"[a-z0-9_]{1,32}")


def _reason(key: str, absence: str) -> Act:
    if not _KEY.fullmatch(key):
        raise ValueError(key)
    return partial(receipts.give_reason, absence_id=number(absence), key=key)


VERBS: dict[str, Callable[..., Act]] = {
    "off_days": lambda page: partial(reporting.ask_day, page=number(page)),
    "off": lambda on: partial(reporting.choose_day, on=day(on)),
    "off_which": lambda on, page: partial(reporting.see_choices, on=day(on), page=number(page)),
    "off_all": lambda on: partial(reporting.report_day, on=day(on)),
    "off_one": lambda session, revision: partial(
        reporting.report_session, session_id=number(session), revision=number(revision)
    ),
    "reason": _reason,
    "undo": lambda absence: partial(receipts.undo, absence_id=number(absence)),
}
"""What the data of a button begins with."""
