"""All notices by their kind."""

from typing import Any

from bot.texts.answers import AnswerState
from bot.texts.changes import Refresh, SessionCancelled, SessionMoved
from bot.texts.claims import AskGoOn, AskKind, AskPart, AskStep, AskToSend
from bot.texts.details import SessionDetail, SessionMap
from bot.texts.discretion import Hidden, Removal, Uncovered
from bot.texts.dossier import Raw, Readable
from bot.texts.follow_ups import AskFollowUp, FollowedUp
from bot.texts.guidance import Help, Pointer, TooMany
from bot.texts.joining import (
    AskConsent,
    AskLanguage,
    Declined,
    InvitationOver,
    LanguageChosen,
    Unknown,
    Welcome,
)
from bot.texts.leaving import AskStop, Stayed, Stopped
from bot.texts.listening import Heard
from bot.texts.more import More
from bot.texts.mydata import AskErase, AskName, Erased, NameNoted, Privacy, Readers
from bot.texts.notices import Notice
from bot.texts.outcomes import OutcomeCard, Outcomes
from bot.texts.reminders import Reminder
from bot.texts.schedule import Schedule
from bot.texts.sharing import AskWho, NowHere, SharedRefused, SharedWaiting, SharedWelcome
from bot.texts.toasts import TapAnswer

NOTICES: tuple[type[Notice], ...] = (
    AnswerState,
    AskConsent,
    AskErase,
    AskFollowUp,
    AskGoOn,
    AskKind,
    AskLanguage,
    AskName,
    AskPart,
    AskStep,
    AskStop,
    AskToSend,
    AskWho,
    Declined,
    Erased,
    FollowedUp,
    Heard,
    Help,
    Hidden,
    InvitationOver,
    LanguageChosen,
    More,
    NameNoted,
    NowHere,
    OutcomeCard,
    Outcomes,
    Pointer,
    Privacy,
    Raw,
    Readable,
    Readers,
    Refresh,
    Reminder,
    Removal,
    Schedule,
    SessionCancelled,
    SessionDetail,
    SessionMap,
    SessionMoved,
    SharedRefused,
    SharedWaiting,
    SharedWelcome,
    Stayed,
    Stopped,
    TapAnswer,
    TooMany,
    Uncovered,
    Unknown,
    Welcome,
)

_BY_KIND = {notice.kind: notice for notice in NOTICES}


def heard() -> tuple[str, ...]:
    """Return the kinds of notices that can be listened to."""
    return tuple(notice.kind for notice in NOTICES if notice.heard)


class UnknownNotice(LookupError):  # noqa: N818  # named after what it is
    """The outbox holds a notice that this version of the software cannot say."""


def read(kind: str, params: dict[str, Any]) -> Notice:
    """Return the notice that a row of the outbox holds; raises UnknownNotice."""
    try:
        return _BY_KIND[kind].read(params)
    except (KeyError, TypeError) as error:
        raise UnknownNotice(f"{kind} {sorted(params)}") from error
