"""The words of the store as a caseworker says them; the sentences are translated when shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.console import readiness_words
from bot.console.changes import CHANGES, TASKS
from bot.console.delivered import GROUPS, OUTCOMES, STATES
from bot.console.language import CALLED, N_
from bot.console.outreach import (
    ANCHORS,
    BROADCASTS,
    DAILIES,
    ENCLOSURES,
    EXCLUSIONS,
    GAPS,
    GROUPS_OF_PEOPLE,
    RELATIONS,
    REMINDERS,
    REPLIES,
    TRANSLATIONS,
)
from bot.console.reports import words as report_words
from bot.queries.deliveries import Group
from bot.queries.edits import Detail
from bot.queries.forecast import Condition, Moved
from bot.queries.parts import Hint
from bot.queries.silence import Unheard
from bot.rules.topics import Topic
from storage.vocabulary import (
    Anchor,
    AnswerKind,
    BroadcastRelation,
    BroadcastState,
    ChangeKind,
    ClaimState,
    DailyBy,
    EnclosureKind,
    Exclusion,
    FollowUpAnswer,
    Gap,
    GroupKind,
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
    ReminderKind,
    Reply,
    SessionKind,
    Source,
    TargetGroup,
    TaskKind,
    Terms,
    TranslationState,
    Wish,
)

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
    SessionKind.CONTRACT_MEETING: N_("Contract meeting"),
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

LEVELS = {
    0: N_("No Danish needed"),
    1: N_("A little Danish"),
    2: N_("Everyday Danish"),
    3: N_("Good Danish"),
}
"""The Danish that a slot needs."""

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
    OutcomeKind.SELF_SUPPORTING: N_("Self-supporting"),
    OutcomeKind.MOVED: N_("Moved to another municipality"),
}

DETAILS = {
    Detail.KIND: N_("Kind"),
    Detail.EMPLOYER: N_("Company or school"),
    Detail.TERMS: N_("Terms"),
    Detail.HOURS: N_("Hours a week"),
    Detail.STARTS_ON: N_("First day"),
    Detail.ENDS_ON: N_("Last day"),
    Detail.EVIDENCE: N_("Evidence"),
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

UNHEARD = {
    Unheard.SILENT: N_("Not heard from for 14 days"),
    Unheard.CHECK_IN: N_("No answer to the latest check-in"),
}

MOVED = {
    Moved.HOLIDAY: N_("Moved because of a public holiday"),
    Moved.NIGHT: N_("Moved because of the quiet hours"),
}

CONDITIONS = {
    Condition.NO_ANSWER: N_("Only if there is no answer by then"),
    Condition.IN_AUDIENCE: N_("If the person belongs to the recipients then"),
}

HINTS = {
    Hint.MASKED: N_("Hidden here: it may be sensitive"),
    Hint.WHOLE_DAY: N_("The whole day"),
    Hint.GO_AGAIN: N_("They go again"),
    Hint.NOT_KNOWN: N_("Not known"),
    Hint.OWN_CITIZENS: N_("Your own citizens"),
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
    Detail: DETAILS,
    ClaimState: CLAIMS,
    FollowUpAnswer: FOLLOW_UPS,
    InterestState: INTERESTS,
    Presence: PRESENCES,
    Source: SOURCES,
    MediaKind: MEDIA,
    Hint: HINTS,
    Moved: MOVED,
    Condition: CONDITIONS,
    Unheard: UNHEARD,
    Language: CALLED,
    BroadcastState: BROADCASTS,
    BroadcastRelation: RELATIONS,
    GroupKind: GROUPS_OF_PEOPLE,
    Exclusion: EXCLUSIONS,
    Reply: REPLIES,
    TranslationState: TRANSLATIONS,
    Gap: GAPS,
    EnclosureKind: ENCLOSURES,
    ReminderKind: REMINDERS,
    Anchor: ANCHORS,
    DailyBy: DAILIES,
    **readiness_words.TABLES,
    **report_words.TABLES,
}


def of(word: StrEnum) -> str:
    """Return the English words for a word of the vocabulary."""
    return _TABLES[type(word)][word]
