"""What is sent to many, and reminder rules, as a caseworker says it."""

from bot.console.language import N_
from storage.vocabulary import (
    Anchor,
    BroadcastRelation,
    BroadcastState,
    DailyBy,
    EnclosureKind,
    Exclusion,
    Gap,
    GroupKind,
    NoticeState,
    ReminderKind,
    Reply,
    TranslationState,
)

BROADCASTS = {
    BroadcastState.DRAFT: N_("Draft"),
    BroadcastState.AWAITING: N_("Waits for a colleague's approval"),
    BroadcastState.SCHEDULED: N_("Scheduled"),
    BroadcastState.SENDING: N_("Being sent"),
    BroadcastState.PAUSED: N_("Paused"),
    BroadcastState.STOPPED: N_("Stopped"),
    BroadcastState.DONE: N_("Sent"),
}

RELATIONS = {
    BroadcastRelation.OCCURRENCE: N_("One of a series"),
    BroadcastRelation.AGAIN: N_("Sent again"),
    BroadcastRelation.CORRECTION: N_("Correction"),
}

GROUPS_OF_PEOPLE = {
    GroupKind.MUNICIPALITY: N_("Everybody in the municipality"),
    GroupKind.CASELOAD: N_("My own citizens"),
    GroupKind.COURSE: N_("Course"),
    GroupKind.PROJECT: N_("Project"),
    GroupKind.EVENT: N_("Session or event"),
    GroupKind.UNDECIDED: N_("Who has not said whether they come"),
    GroupKind.SILENT: N_("Who has not answered a broadcast"),
    GroupKind.UNREACHED: N_("Whom a broadcast did not reach"),
    GroupKind.REACHED: N_("Whom a broadcast has reached"),
    GroupKind.CONCERNED: N_("Who has a broadcast, or is still to get it"),
    GroupKind.SEARCH: N_("Saved search"),
    GroupKind.PERSON: N_("Chosen by name"),
}

EXCLUSIONS = {
    Exclusion.ASKED_LATELY: N_("Who was written to or asked something within 24 hours"),
    Exclusion.MUTED: N_("Whose reminders are muted"),
    Exclusion.NO_CONSENT: N_("Who has no chat with us"),
}

REPLIES = {
    Reply.NOTHING: N_("No answer"),
    Reply.YES_NO: N_("Yes or no"),
    Reply.CHOICES: N_("Own choices"),
    Reply.READ: N_("Please confirm that you have read this"),
}

TRANSLATIONS = {
    TranslationState.MISSING: N_("Missing"),
    TranslationState.DRAFT: N_("Draft, not reviewed"),
    TranslationState.REVIEWED: N_("Reviewed"),
    TranslationState.STALE: N_("Out of date: the Danish has changed"),
}

GAPS = {
    Gap.WAIT: N_("Wait for a reviewed translation"),
    Gap.DANISH: N_("Send Danish, with a line in their language that asks to call"),
}

ENCLOSURES = {
    EnclosureKind.PICTURE: N_("Picture"),
    EnclosureKind.PDF: N_("PDF"),
    EnclosureKind.VOICE: N_("Voice note"),
}

REMINDERS = {
    ReminderKind.SESSION: N_("Session"),
    ReminderKind.PLACEMENT_START: N_("First day of a placement"),
    ReminderKind.PLACEMENT_WEEK: N_("Each week of a placement"),
    ReminderKind.CONTRACT_MEETING: N_("Contract meeting"),
    ReminderKind.CHECK_IN: N_("How it goes"),
}

ANCHORS = {
    Anchor.START: N_("Before the start"),
    Anchor.END: N_("After the end"),
    Anchor.WEEKDAY: N_("On a weekday"),
}

DAILIES = {
    DailyBy.TELEGRAM: N_("On Telegram"),
    DailyBy.EMAIL: N_("By e-mail"),
    DailyBy.NOT: N_("Not at all"),
}

LATEST = {
    NoticeState.SENT: N_("The list of {day} was sent."),
    NoticeState.FAILED: N_("The list of {day} was refused: nobody takes messages there."),
    NoticeState.EXPIRED: N_("The list of {day} could not be sent before 12:00."),
    NoticeState.UNCERTAIN: N_("It is not certain that the list of {day} has arrived."),
}
"""What became of the latest daily list, where there is anything to say."""
