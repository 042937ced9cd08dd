"""What was sent and what became of it, as a caseworker says it."""

from bot.console.language import N_
from bot.queries.deliveries import Delivery, Group
from storage.vocabulary import NoticeState, Outcome

NOTICES = {
    "reminder": N_("Reminder"),
    "session_moved": N_("Changed time or place"),
    "session_cancelled": N_("Cancelled"),
    "session_added": N_("New session"),
    "uninvited": N_("No longer invited"),
    "course_joined": N_("Place on a course"),
    "course_left": N_("No longer on a course"),
    "course_completed": N_("Course completed"),
    "check_in": N_("How it goes"),
    "pulse": N_("Questions every third month"),
    "placement_made": N_("New placement"),
    "placement_changed": N_("Changed placement"),
    "placement_ended": N_("Placement ended"),
    "interest_declined": N_("Answer about a placement slot"),
    "nomination_decided": N_("Answer about a named company"),
    "broadcast": N_("Broadcast"),
    "message_from_staff": N_("Answer from a caseworker"),
    "answer": N_("Receipt of an answer"),
    "session": N_("One session"),
    "schedule": N_("Schedule"),
    "more": N_("Menu"),
    "help": N_("Help"),
    "privacy": N_("My data"),
    "heard": N_("Voice note"),
    "uncovered_file": N_("Attached file"),
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
    NoticeState.HELD: N_("Held back"),
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
    Outcome.PAUSED: N_("The broadcast is paused."),
    Outcome.AWAITING_TRANSLATION: N_("It waits for a reviewed translation."),
    Outcome.BROADCAST_STOPPED: N_("The broadcast was stopped before it came to them."),
    Outcome.MUTED: N_("The person's reminders are muted."),
    Outcome.NO_SHOWS: N_("After several missed sessions a talk takes the place of reminders."),
    Outcome.AWAY: N_("The person is away."),
}


def notice(kind: str) -> str:
    """Return the English words for a kind of notice."""
    return NOTICES.get(kind, ANY_NOTICE)


def why(delivery: Delivery) -> str | None:
    """Return the English sentence that says why a delivery stands as it does, if it needs one."""
    outcome = delivery.outcome
    return OUTCOMES[outcome] if outcome and outcome is not Outcome.DELIVERED else None
