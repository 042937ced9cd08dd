"""What the data of a button asks for. It comes from the network: anything can stand in it."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.actions import answers, chats, joining, pages, receipts, reporting
from bot.actions.turns import Act
from bot.chat.commands import COMMANDS
from bot.texts.schedule import Tab
from storage.vocabulary import AnswerKind, Language

_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY = re.compile(r"[a-z0-9_]{1,32}")


def read(data: str) -> Act:
    """Return what to do; for data that we never made, to say that the button is out of date."""
    verb, *values = data.split(":")
    try:
        return _VERBS[verb](*values)
    except (KeyError, TypeError, ValueError):
        return chats.tap_nothing


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _date(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _language(code: str) -> Act:
    return partial(joining.choose_language, language=Language(code))


def _agree(invitation: str) -> Act:
    return partial(joining.agree, invitation_id=_number(invitation))


def _decline(invitation: str) -> Act:
    return partial(joining.decline, invitation_id=_number(invitation))


def _tab(tab: str, page: str = "0") -> Act:
    return partial(pages.see_schedule, tab=Tab(tab), page=_number(page))


def _more(page: str) -> Act:
    return partial(pages.see_more, page=_number(page))


def _session(session: str, tab: str) -> Act:
    return partial(pages.see_session, session_id=_number(session), tab=Tab(tab))


def _map(session: str) -> Act:
    return partial(pages.see_map, session_id=_number(session))


def _answer(kind: AnswerKind, session: str, revision: str) -> Act:
    return partial(
        answers.respond, session_id=_number(session), revision=_number(revision), kind=kind
    )


def _days(page: str) -> Act:
    return partial(reporting.ask_day, page=_number(page))


def _day(day: str) -> Act:
    return partial(reporting.choose_day, on=_date(day))


def _which(day: str, page: str) -> Act:
    return partial(reporting.see_choices, on=_date(day), page=_number(page))


def _whole_day(day: str) -> Act:
    return partial(reporting.report_day, on=_date(day))


def _one(session: str, revision: str) -> Act:
    return partial(
        reporting.report_session, session_id=_number(session), revision=_number(revision)
    )


def _reason(key: str, absence: str) -> Act:
    if not _KEY.fullmatch(key):
        raise ValueError(key)
    return partial(receipts.give_reason, absence_id=_number(absence), key=key)


def _undo(absence: str) -> Act:
    return partial(receipts.undo, absence_id=_number(absence))


def _seen(session: str, revision: str) -> Act:
    return partial(answers.confirm, session_id=_number(session), revision=_number(revision))


_VERBS: dict[str, Callable[..., Act]] = {
    "menu": COMMANDS.__getitem__,
    "more": _more,
    "lang": _language,
    "languages": lambda: joining.languages,
    "agree": _agree,
    "decline": _decline,
    "tab": _tab,
    "see": _session,
    "map": _map,
    "come": partial(_answer, AnswerKind.COMING),
    "miss": partial(_answer, AnswerKind.NOT_COMING),
    "call": partial(_answer, AnswerKind.CALL_ME),
    "off_days": _days,
    "off": _day,
    "off_which": _which,
    "off_all": _whole_day,
    "off_one": _one,
    "reason": _reason,
    "undo": _undo,
    "seen": _seen,
    "ask_stop": lambda: chats.ask_to_stop,
    "stop": lambda: chats.stop,
    "stay": lambda: chats.stay,
}
