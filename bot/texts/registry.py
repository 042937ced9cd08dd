"""All notices by their kind."""

from typing import Any

from bot.texts.answers import AnswerState
from bot.texts.calendars import CalendarFile, PlanFile
from bot.texts.cards import ShowThis
from bot.texts.changes import Refresh, SessionAdded, SessionCancelled, SessionMoved
from bot.texts.details import SessionDetail, SessionMap
from bot.texts.guidance import Help, Pointer, Privacy
from bot.texts.joining import (
    AskConsent,
    AskLanguage,
    Declined,
    InvitationOver,
    LanguageChosen,
    OtherPerson,
    Unknown,
    Welcome,
)
from bot.texts.leaving import AskStop, Stayed, Stopped
from bot.texts.more import More
from bot.texts.notices import Notice
from bot.texts.reminders import Reminder
from bot.texts.schedule import Schedule
from bot.texts.toasts import TapAnswer

NOTICES: tuple[type[Notice], ...] = (
    AnswerState,
    AskConsent,
    AskLanguage,
    AskStop,
    CalendarFile,
    Declined,
    Help,
    InvitationOver,
    LanguageChosen,
    More,
    OtherPerson,
    PlanFile,
    Pointer,
    Privacy,
    Refresh,
    Reminder,
    Schedule,
    SessionAdded,
    SessionCancelled,
    SessionDetail,
    SessionMap,
    SessionMoved,
    ShowThis,
    Stayed,
    Stopped,
    TapAnswer,
    Unknown,
    Welcome,
)

_BY_KIND = {notice.kind: notice for notice in NOTICES}


class UnknownNotice(LookupError):  # noqa: N818  # named after what it is
    """The outbox holds a notice that this version of the software cannot say."""


def read(kind: str, params: dict[str, Any]) -> Notice:
    """Return the notice that a row of the outbox holds; raises UnknownNotice."""
    try:
        return _BY_KIND[kind].read(params)
    except (KeyError, TypeError) as error:
        raise UnknownNotice(f"{kind} {sorted(params)}") from error
