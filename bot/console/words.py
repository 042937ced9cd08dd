"""The words of the store as a caseworker says them; the sentences are translated when shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.queries.deliveries import Delivery, Group
from storage.vocabulary import (
    AnswerKind,
    ChangeKind,
    Language,
    LinkState,
    NoticeState,
    Outcome,
    PhaseKind,
    Reason,
    SessionKind,
    TargetGroup,
)

LANGUAGE_NAMES = {
    Language.TIGRINYA: "ትግርኛ",
    Language.ARABIC: "العربية",
    Language.DANISH: "Dansk",
    Language.ENGLISH: "English",
}
"""In their own script, as the people themselves read them."""

RIGHT_TO_LEFT = frozenset({Language.ARABIC})


def N_(sentence: str) -> str:  # noqa: N802  # gettext's usual name for "translated later"
    """Mark a sentence for the catalogue."""
    return sentence


LINKS = {
    LinkState.NOT_INVITED: N_("Not invited yet"),
    LinkState.INVITED: N_("Invited, not linked yet"),
    LinkState.LINKED: N_("Linked"),
    LinkState.STOPPED: N_("Has stopped the chat"),
    LinkState.UNREACHABLE: N_("Cannot be reached"),
}

ANSWERS = {
    AnswerKind.COMING: N_("Coming"),
    AnswerKind.NOT_COMING: N_("Cannot come"),
}

REASONS = {
    Reason.APPOINTMENT: N_("Another appointment"),
    Reason.TRANSPORT: N_("Transport"),
    Reason.WORK: N_("Work"),
    Reason.OTHER: N_("Other reason"),
}

SESSIONS = {
    SessionKind.WORKSHOP: N_("Workshop"),
    SessionKind.CLASS: N_("Class"),
    SessionKind.PLACEMENT: N_("Placement"),
    SessionKind.VISIT: N_("Visit"),
    SessionKind.MEETING: N_("Meeting"),
    SessionKind.APPOINTMENT: N_("Appointment"),
    SessionKind.EVENT: N_("Event"),
}

PHASES = {
    PhaseKind.UPSKILLING: N_("Upskilling"),
    PhaseKind.PLACEMENT: N_("Placement"),
    PhaseKind.JOB_SEARCH: N_("Job search"),
}

TARGET_GROUPS = {
    TargetGroup.EVERYBODY: N_("For everybody"),
    TargetGroup.WOMEN: N_("For women"),
    TargetGroup.MEN: N_("For men"),
}

NOTICES = {
    "reminder": N_("Reminder"),
    "session_moved": N_("Changed time or place"),
    "session_cancelled": N_("Cancelled"),
    "session_added": N_("New session"),
}
ANY_NOTICE = N_("Message")

GROUPS = {
    Group.NOT_ARRIVED: N_("Did not arrive"),
    Group.UNCERTAIN: N_("Uncertain"),
    Group.UNCONFIRMED: N_("Not confirmed"),
    Group.WAITING: N_("Waiting"),
    Group.SENT: N_("Sent"),
    Group.WITHDRAWN: N_("Withdrawn"),
}

STATES = {
    NoticeState.PLANNED: N_("Planned for {when}"),
    NoticeState.READY: N_("On its way"),
    NoticeState.LEASED: N_("On its way"),
    NoticeState.SENDING: N_("On its way"),
    NoticeState.SENT: N_("Sent {when}"),
    NoticeState.FAILED: N_("Did not arrive"),
    NoticeState.EXPIRED: N_("Not sent"),
    NoticeState.SUPERSEDED: N_("Withdrawn"),
    NoticeState.CANCELLED: N_("Not sent"),
    NoticeState.UNCERTAIN: N_("Uncertain"),
}

OUTCOMES = {
    Outcome.DELIVERED: N_("Telegram has taken it."),
    Outcome.NOT_LINKED: N_("The person is not linked. Call, or give them an invitation."),
    Outcome.STOPPED: N_("The person has stopped the chat. Use the phone or a letter."),
    Outcome.BLOCKED: N_("The person has blocked the bot. Call, and ask them to open it again."),
    Outcome.CHAT_GONE: N_("The chat is gone. Call, and make a new invitation."),
    Outcome.REJECTED: N_("Telegram did not accept the message. Tell the operator."),
    Outcome.NO_CONNECTION: N_("No connection to Telegram; it is tried again."),
    Outcome.NO_ANSWER: N_("It may have arrived once or twice: ask."),
    Outcome.TOO_LATE: N_("It could not be sent while it was still of use."),
    Outcome.SESSION_CHANGED: N_("The session was changed; the new message replaces it."),
    Outcome.SESSION_CANCELLED: N_("The session was cancelled."),
    Outcome.NOT_ENROLLED: N_("The person is no longer on the course."),
    Outcome.NOT_COMING: N_("The person has said that they cannot come."),
    Outcome.RULE_CHANGED: N_("The rules for reminders were changed."),
    Outcome.REPLACED: N_("A newer message replaces it."),
    Outcome.FAULT: N_("A fault in the program. Tell the operator."),
}

CHANGES = {
    ChangeKind.SESSION_ADDED: N_("Session added"),
    ChangeKind.SESSION_MOVED: N_("Session moved"),
    ChangeKind.SESSION_EDITED: N_("Session changed"),
    ChangeKind.SESSION_CANCELLED: N_("Session cancelled"),
    ChangeKind.ENROLLED: N_("Joined the course"),
    ChangeKind.WITHDRAWN: N_("Left the course"),
    ChangeKind.ANSWERED: N_("Answered"),
    ChangeKind.REASON_GIVEN: N_("Gave a reason"),
    ChangeKind.ACKNOWLEDGED: N_("Confirmed a change"),
    ChangeKind.INVITED: N_("Invitation made"),
    ChangeKind.LANGUAGE_CHOSEN: N_("Chose a language"),
    ChangeKind.LINKED: N_("Consented and is linked"),
    ChangeKind.STOPPED: N_("Stopped the chat"),
    ChangeKind.BECAME_UNREACHABLE: N_("Cannot be reached any more"),
    ChangeKind.BECAME_REACHABLE: N_("Can be reached again"),
    ChangeKind.PERSON_ADDED: N_("Person added"),
    ChangeKind.PERSON_EDITED: N_("Person changed"),
    ChangeKind.STAFF_ADDED: N_("Member of staff added"),
    ChangeKind.STAFF_EDITED: N_("Member of staff changed"),
    ChangeKind.COURSE_ADDED: N_("Course added"),
    ChangeKind.COURSE_EDITED: N_("Course changed"),
}

# Two enumerations may use the same text, so each has a table of its own.
_TABLES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    LinkState: LINKS,
    AnswerKind: ANSWERS,
    Reason: REASONS,
    SessionKind: SESSIONS,
    PhaseKind: PHASES,
    TargetGroup: TARGET_GROUPS,
    Group: GROUPS,
    NoticeState: STATES,
    Outcome: OUTCOMES,
    ChangeKind: CHANGES,
}


def of(word: StrEnum) -> str:
    """Return the English words for a word of the vocabulary."""
    return _TABLES[type(word)][word]


def notice(kind: str) -> str:
    """Return the English words for a kind of notice."""
    return NOTICES.get(kind, ANY_NOTICE)


def why(delivery: Delivery) -> str | None:
    """Return the English sentence that says why a delivery stands as it does, if it needs one."""
    outcome = delivery.outcome
    return OUTCOMES[outcome] if outcome and outcome is not Outcome.DELIVERED else None
