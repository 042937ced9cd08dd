"""What the data of a button asks for. It comes from the network: anything can stand in it."""

import re
from collections.abc import Callable
from functools import partial

from bot.actions import answers, chats, joining, pages
from bot.actions.turns import Act
from bot.chat.commands import COMMANDS
from bot.texts.calendars import CalendarFile
from bot.texts.cards import ShowThis
from bot.texts.details import SessionMap
from bot.texts.schedule import Tab
from bot.texts.sessions import AboutSession
from storage.vocabulary import AnswerKind, Language, Reason

_NUMBER = re.compile(r"[0-9]{1,9}")


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


def _session(session: str, tab: str = "", *, more: bool = False) -> Act:
    back = Tab(tab) if tab else None
    return partial(pages.see_session, session_id=_number(session), tab=back, more=more)


def _about(notice: type[AboutSession], session: str) -> Act:
    return partial(pages.see_about, session_id=_number(session), notice=notice)


def _calendar(session: str = "") -> Act:
    return _about(CalendarFile, session) if session else pages.see_plan


def _answer(kind: AnswerKind, session: str, revision: str) -> Act:
    return partial(
        answers.respond, session_id=_number(session), revision=_number(revision), kind=kind
    )


def _why(session: str, revision: str, reason: str) -> Act:
    return partial(
        answers.give_reason,
        session_id=_number(session),
        revision=_number(revision),
        reason=Reason(reason),
    )


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
    "rare": partial(_session, more=True),
    "map": partial(_about, SessionMap),
    "ics": _calendar,
    "show": partial(_about, ShowThis),
    "come": partial(_answer, AnswerKind.COMING),
    "miss": partial(_answer, AnswerKind.NOT_COMING),
    "why": _why,
    "seen": _seen,
    "ask_stop": lambda: chats.ask_to_stop,
    "stop": lambda: chats.stop,
    "stay": lambda: chats.stay,
}
