"""All notices by their kind."""

from typing import Any

from bot.texts.absences import AskDay, AskReason, AskWhich, WholeDay
from bot.texts.answers import AnswerState
from bot.texts.broadcasts import BroadcastNotice
from bot.texts.calendars import CalendarFile, PlanFile
from bot.texts.cards import ShowThis
from bot.texts.changes import Refresh, SessionAdded, SessionCancelled, SessionMoved, Uninvited
from bot.texts.claims import AskGoOn, AskKind, AskPart, AskStep, AskToSend
from bot.texts.courses import CourseCompleted, CourseJoined, CourseLeft
from bot.texts.details import SessionDetail, SessionMap
from bot.texts.discretion import Hidden, Removal, Uncovered, UncoveredFile
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
from bot.texts.messages import (
    AskMessage,
    CaseworkerWrote,
    MediaRefused,
    MessageEnded,
    MessageKept,
    MessageReceipt,
    OfferMessage,
)
from bot.texts.more import More
from bot.texts.mydata import AskErase, AskName, Erased, NameNoted, Privacy, Readers
from bot.texts.nominations import AskCompany, Nominated, NominationDecided
from bot.texts.notices import Notice
from bot.texts.outcomes import OutcomeCard, OutcomeDecided, Outcomes
from bot.texts.placements import (
    MyPlacements,
    PlacementChanged,
    PlacementEnded,
    PlacementMade,
)
from bot.texts.pulses import AskPulse
from bot.texts.reminders import Reminder
from bot.texts.schedule import Schedule
from bot.texts.sharing import AskWho, NowHere, SharedRefused, SharedWaiting, SharedWelcome
from bot.texts.slots import InterestDeclined, SlotPage
from bot.texts.staff.broadcasts import AskReply, AskSession, AskText, AskWhom, ToWhom
from bot.texts.staff.connection import (
    AnswerRefused,
    InvitationToStaff,
    LinkForStaff,
    StaffConnected,
    StaffDisconnected,
    TicketOver,
)
from bot.texts.staff.daily import StaffDaily
from bot.texts.staff.edits import (
    AskEdit,
    EditDone,
    EditSample,
    EditSummary,
    StaffSessions,
)
from bot.texts.staff.forwarded import Enclosed, Forwarded, StaffAnswered
from bot.texts.staff.previews import AskNumber, DraftKept, Sample, Summary
from bot.texts.staff.progress import AskStopSending, StaffProgress
from bot.texts.staff.proof import AskProof
from bot.texts.staff.refused import StaffRefused
from bot.texts.staff.searches import AskQuery, SearchFound, SearchNews, SearchRefused
from bot.texts.staff.today import StaffToday
from bot.texts.staff.translations import AskGap, AskTranslation
from bot.texts.statuses import AskCheckIn, AskPause, AskWish, Thanks
from bot.texts.toasts import TapAnswer

NOTICES: tuple[type[Notice], ...] = (
    AnswerRefused,
    AnswerState,
    AskCheckIn,
    AskCompany,
    AskConsent,
    AskDay,
    AskEdit,
    AskErase,
    AskFollowUp,
    AskGap,
    AskGoOn,
    AskKind,
    AskLanguage,
    AskNumber,
    AskPause,
    AskPulse,
    AskQuery,
    AskReply,
    AskSession,
    AskStopSending,
    AskText,
    AskTranslation,
    AskWhom,
    AskWish,
    AskMessage,
    AskName,
    AskPart,
    AskProof,
    AskReason,
    AskStep,
    AskStop,
    AskToSend,
    AskWhich,
    AskWho,
    BroadcastNotice,
    CalendarFile,
    CaseworkerWrote,
    CourseJoined,
    CourseLeft,
    CourseCompleted,
    Declined,
    DraftKept,
    EditDone,
    EditSample,
    EditSummary,
    Enclosed,
    Erased,
    FollowedUp,
    Forwarded,
    Heard,
    Help,
    Hidden,
    InterestDeclined,
    InvitationOver,
    InvitationToStaff,
    LanguageChosen,
    LinkForStaff,
    MediaRefused,
    MessageEnded,
    MessageKept,
    MessageReceipt,
    More,
    MyPlacements,
    NameNoted,
    Nominated,
    NominationDecided,
    NowHere,
    OfferMessage,
    OutcomeCard,
    OutcomeDecided,
    Outcomes,
    PlacementChanged,
    PlacementEnded,
    PlacementMade,
    PlanFile,
    Pointer,
    Privacy,
    StaffProgress,
    Raw,
    Readable,
    Readers,
    Refresh,
    Reminder,
    Removal,
    Sample,
    Schedule,
    SearchFound,
    SearchNews,
    SearchRefused,
    SessionAdded,
    SessionCancelled,
    SessionDetail,
    SessionMap,
    SessionMoved,
    SharedRefused,
    SharedWaiting,
    SharedWelcome,
    ShowThis,
    SlotPage,
    StaffAnswered,
    StaffConnected,
    StaffDaily,
    StaffDisconnected,
    StaffRefused,
    StaffSessions,
    StaffToday,
    Stayed,
    Stopped,
    Summary,
    TapAnswer,
    Thanks,
    TicketOver,
    ToWhom,
    TooMany,
    Uncovered,
    UncoveredFile,
    Uninvited,
    Unknown,
    Welcome,
    WholeDay,
)

_BY_KIND = {notice.kind: notice for notice in NOTICES}


def recordable() -> tuple[str, ...]:
    """Return the kinds that somebody can speak beforehand."""
    return tuple(one.kind for one in NOTICES if one.heard and one.is_always_the_same)


class UnknownNotice(LookupError):  # noqa: N818  # named after what it is
    """The outbox holds a notice that this version of the software cannot say."""


def read(kind: str, params: dict[str, Any]) -> Notice:
    """Return the notice that a row of the outbox holds; raises UnknownNotice."""
    try:
        return _BY_KIND[kind].read(params)
    except (KeyError, TypeError) as error:
        raise UnknownNotice(f"{kind} {sorted(params)}") from error
