"""The words for what goes out and what comes in: how urgent it is, how far, and why not."""

from enum import IntEnum, StrEnum


class NoticeState(StrEnum):
    """The life of one row in the outbox."""

    PLANNED = "planned"
    READY = "ready"
    LEASED = "leased"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    UNCERTAIN = "uncertain"


OPEN_STATES = (NoticeState.PLANNED, NoticeState.READY, NoticeState.LEASED, NoticeState.HELD)


class Priority(IntEnum):
    """Who goes first through the gate to Telegram; the lowest number first."""

    ANSWER = 0
    CHANGE = 1
    REMINDER = 2
    BROADCAST = 3


class Outcome(StrEnum):
    """Why a notice has the state that it has; the console says it in words."""

    DELIVERED = "delivered"
    NOT_LINKED = "not_linked"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    CHAT_GONE = "chat_gone"
    REJECTED = "rejected"
    NO_CONNECTION = "no_connection"
    NO_ANSWER = "no_answer"
    TOO_LATE = "too_late"
    SESSION_CHANGED = "session_changed"
    SESSION_CANCELLED = "session_cancelled"
    NOT_ENROLLED = "not_enrolled"
    NOT_COMING = "not_coming"
    RULE_CHANGED = "rule_changed"
    REPLACED = "replaced"
    NOT_NEEDED = "not_needed"
    FAULT = "fault"
    PAUSED = "paused"
    AWAITING_TRANSLATION = "awaiting_translation"
    BROADCAST_STOPPED = "broadcast_stopped"
    MUTED = "muted"
    NO_SHOWS = "no_shows"
    AWAY = "away"


class InboxState(StrEnum):
    """The life of one update from Telegram."""

    RECEIVED = "received"
    DONE = "done"
    QUARANTINED = "quarantined"
