"""What the data of a button asks for. It comes from the network: anything can stand in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.actions import answers, chats, joining, listening, pages, sharing
from bot.actions.turns import Act
from bot.chat import (
    absences,
    broadcasts,
    commands,
    messages,
    mydata,
    outcomes,
    placements,
    staff,
    staff_broadcasts,
    staff_edits,
    statuses,
)
from bot.chat.data import number
from bot.texts.calendars import CalendarFile
from bot.texts.cards import ShowThis
from bot.texts.details import SessionMap
from bot.texts.schedule import Tab
from bot.texts.sessions import AboutSession
from storage.vocabulary import AnswerKind, Language


def read(data: str) -> Act:
    """Return what to do; for data that we never made, to say that the button is out of date."""
    verb, *values = data.split(":")
    try:
        return _VERBS[verb](*values)
    except (KeyError, TypeError, ValueError):
        return chats.tap_nothing


def _language(code: str, invitation: str = "") -> Act:
    joins = number(invitation) if invitation else None
    return partial(joining.choose_language, language=Language(code), invitation_id=joins)


def _languages(invitation: str = "") -> Act:
    joins = number(invitation) if invitation else None
    return partial(joining.languages, invitation_id=joins)


def _who(person: str) -> Act:
    chosen = number(person)
    return lambda desk, turn: sharing.choose(desk, replace(turn, chooses=chosen))


def _agree(invitation: str) -> Act:
    return partial(joining.agree, invitation_id=number(invitation))


def _decline(invitation: str) -> Act:
    return partial(joining.decline, invitation_id=number(invitation))


def _tab(tab: str, page: str = "0") -> Act:
    return partial(pages.see_schedule, tab=Tab(tab), page=number(page))


def _more(page: str) -> Act:
    return partial(pages.see_more, page=number(page))


def _session(session: str, tab: str = "", *, more: bool = False) -> Act:
    back = Tab(tab) if tab else None
    return partial(pages.see_session, session_id=number(session), tab=back, more=more)


def _about(notice: type[AboutSession], session: str) -> Act:
    return partial(pages.see_about, session_id=number(session), notice=notice)


def _calendar(session: str = "") -> Act:
    return _about(CalendarFile, session) if session else pages.see_plan


def _answer(kind: AnswerKind, session: str, revision: str) -> Act:
    return partial(
        answers.respond, session_id=number(session), revision=number(revision), kind=kind
    )


def _seen(session: str, revision: str) -> Act:
    return partial(answers.confirm, session_id=number(session), revision=number(revision))


_OWN: dict[str, Callable[..., Act]] = {
    "menu": commands.meant,
    "more": _more,
    "lang": _language,
    "languages": _languages,
    "who": _who,
    "agree": _agree,
    "decline": _decline,
    "tab": _tab,
    "see": _session,
    "rare": partial(_session, more=True),
    "map": partial(_about, SessionMap),
    "ics": _calendar,
    "card": partial(_about, ShowThis),
    "come": partial(_answer, AnswerKind.COMING),
    "miss": partial(_answer, AnswerKind.NOT_COMING),
    "call": partial(_answer, AnswerKind.CALL_ME),
    "seen": _seen,
    "hear": lambda: listening.hear,
    **mydata.VERBS,
    "ask_stop": lambda: chats.ask_to_stop,
    "stop": lambda: chats.stop,
    "stay": lambda: chats.stay,
}

PARTS = (
    _OWN,
    absences.VERBS,
    broadcasts.VERBS,
    messages.VERBS,
    outcomes.VERBS,
    placements.VERBS,
    staff.VERBS,
    staff_broadcasts.VERBS,
    staff_edits.VERBS,
    statuses.VERBS,
)
"""What buttons are for, each part in its own module; no two know the same verb."""

_VERBS = {verb: act for part in PARTS for verb, act in part.items()}
