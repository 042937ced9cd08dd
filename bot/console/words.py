"""The words of the store as a caseworker says them; the sentences are translated when shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.console.changes import CHANGES, TASKS
from bot.console.language import N_
from bot.queries.deliveries import Delivery, Group
from bot.queries.parts import Hint
from bot.rules.topics import Topic
from storage.vocabulary import (
    AnswerKind,
    ChangeKind,
    ClaimState,
    FollowUpAnswer,
    InterestState,
    Language,
    LinkState,
    MediaKind,
    NoticeState,
    Outcome,
    OutcomeKind,
    PhaseKind,
    Presence,
    Reason,
    SessionKind,
    Source,
    TargetGroup,
    TaskKind,
    Terms,
    Wish,
)

LANGUAGE_NAMES = {
    Language.TIGRINYA: "ትግርኛ",
    Language.ARABIC: "العربية",
    Language.DANISH: "Dansk",
    Language.ENGLISH: "English",
}
"""In their own script, as the people themselves read them."""

RIGHT_TO_LEFT = frozenset({Language.ARABIC})

LINKS = {
    LinkState.NOT_INVITED: N_("Not invited yet"),
    LinkState.INVITED: N_("Invited, not linked yet"),
    LinkState.LINKED: N_("Linked"),
    LinkState.STOPPED: N_("Has stopped the chat"),
    LinkState.UNREACHABLE: N_("Cannot be reached"),
    LinkState.UNLINKED: N_("Unlinked by you"),
}

ANSWERS = {
    AnswerKind.COMING: N_("Coming"),
    AnswerKind.NOT_COMING: N_("Cannot come"),
    AnswerKind.CALL_ME: N_("Wants to be called"),
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
    SessionKind.EVENT: N_("Open event"),
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
    "uninvited": N_("No longer invited"),
    "check_in": N_("How it goes"),
    "pulse": N_("Questions every third month"),
    "placement_made": N_("New placement"),
    "placement_changed": N_("Changed placement"),
    "placement_ended": N_("Placement ended"),
    "interest_declined": N_("Answer about a placement slot"),
    "nomination_decided": N_("Answer about a named company"),
    "message_from_staff": N_("Answer from a caseworker"),
    "answer": N_("Receipt of an answer"),
    "session": N_("One session"),
    "schedule": N_("Schedule"),
    "more": N_("Menu"),
    "help": N_("Help"),
    "privacy": N_("My data"),
    "heard": N_("Voice note"),
    "placements": N_("Own placements"),
    "outcome": N_("Job or education"),
    "outcome_decided": N_("Job or education"),
    "follow_up": N_("How is it now?"),
    "wish": N_("What would help?"),
    "pause": N_("How long not to ask"),
    "absence_day": N_("Absence: on which day?"),
    "absence_which": N_("Absence: from what?"),
    "absence_reason": N_("Absence: why?"),
    "absence": N_("Receipt of an absence"),
    "ask_outcome": N_("What have you found?"),
    "message_ask": N_("Write to the caseworker"),
    "message_offer": N_("Send this to the caseworker?"),
    "ask_name": N_("Name to be called by"),
    "ask_stop": N_("Stop the messages?"),
    "ask_erase": N_("Delete the data?"),
}
ANY_NOTICE = N_("Message")

LEVELS = {
    0: N_("No Danish needed"),
    1: N_("A little Danish"),
    2: N_("Everyday Danish"),
    3: N_("Good Danish"),
}
"""The Danish that a slot needs."""

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
    Outcome.NOT_ENROLLED: N_("It is not on the person's schedule any more."),
    Outcome.NOT_COMING: N_("The person has said that they cannot come."),
    Outcome.RULE_CHANGED: N_("The rules for reminders were changed."),
    Outcome.REPLACED: N_("A newer message replaces it."),
    Outcome.NOT_NEEDED: N_("It is not needed any more."),
    Outcome.FAULT: N_("A fault in the program. Tell the operator."),
}

WISHES = {
    Wish.TALK: N_("A talk"),
    Wish.LANGUAGE: N_("Help with the language"),
    Wish.TRANSPORT: N_("Help with transport"),
    Wish.OTHER: N_("Other help"),
    Wish.NOTHING: N_("Nothing"),
}

FOUND = {
    OutcomeKind.JOB: N_("Job"),
    OutcomeKind.EDUCATION: N_("Education"),
    OutcomeKind.IGU: N_("IGU"),
}

TERMS = {
    Terms.PERMANENT: N_("Permanent"),
    Terms.TEMPORARY: N_("Temporary"),
    Terms.HOURLY: N_("By the hour"),
}

CLAIMS = {
    ClaimState.DRAFT: N_("Being told"),
    ClaimState.CLAIMED: N_("To be confirmed"),
    ClaimState.CONFIRMED: N_("Confirmed"),
    ClaimState.WITHDRAWN: N_("Taken back"),
    ClaimState.REJECTED: N_("Not confirmed"),
}

FOLLOW_UPS = {
    FollowUpAnswer.SAME: N_("As before"),
    FollowUpAnswer.CHANGED: N_("Something has changed"),
    FollowUpAnswer.ENDED: N_("Ended"),
}

INTERESTS = {
    InterestState.INTERESTED: N_("Interested"),
    InterestState.WITHDRAWN: N_("Not interested any more"),
    InterestState.PLACED: N_("Placed"),
    InterestState.DECLINED: N_("Declined"),
}

PRESENCES = {
    Presence.PRESENT: N_("Was there"),
    Presence.LATE: N_("Came late"),
    Presence.ABSENT: N_("Was not there"),
}

SOURCES = {
    Source.PARTICIPANT: N_("The participant"),
    Source.TRAINER: N_("The trainer"),
    Source.CASEWORKER: N_("The caseworker"),
}

MEDIA = {
    MediaKind.VOICE: N_("Voice note"),
    MediaKind.PHOTO: N_("Photo"),
}

HINTS = {
    Hint.MASKED: N_("Hidden here: it may be sensitive"),
    Hint.WHOLE_DAY: N_("The whole day"),
}

TOPICS = {
    Topic.CPR: N_("CPR number"),
    Topic.HEALTH: N_("Health"),
    Topic.BENEFIT: N_("Benefit"),
    Topic.SANCTION: N_("Sanction"),
    Topic.OWN: N_("Own words"),
}

# Two enumerations may use the same text, so each has a table of its own.
_TABLES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Topic: TOPICS,
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
    TaskKind: TASKS,
    Wish: WISHES,
    OutcomeKind: FOUND,
    Terms: TERMS,
    ClaimState: CLAIMS,
    FollowUpAnswer: FOLLOW_UPS,
    InterestState: INTERESTS,
    Presence: PRESENCES,
    Source: SOURCES,
    MediaKind: MEDIA,
    Hint: HINTS,
    Language: LANGUAGE_NAMES,
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
