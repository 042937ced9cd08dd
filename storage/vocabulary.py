"""The words that everything is written in."""

from enum import IntEnum, StrEnum


class Language(StrEnum):
    """A language that a participant can choose."""

    TIGRINYA = "ti"
    ARABIC = "ar"
    DANISH = "da"
    ENGLISH = "en"


class Role(StrEnum):
    """What a member of staff may do; each sees their own municipality only."""

    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class TargetGroup(StrEnum):
    """Who a course is for."""

    EVERYBODY = "everybody"
    WOMEN = "women"
    MEN = "men"


class PhaseKind(StrEnum):
    """A part of a course."""

    UPSKILLING = "upskilling"
    PLACEMENT = "placement"
    JOB_SEARCH = "job_search"


class SessionKind(StrEnum):
    """What happens in a session."""

    WORKSHOP = "workshop"
    CLASS = "class"
    PLACEMENT = "placement"
    VISIT = "visit"
    MEETING = "meeting"


class AnswerKind(StrEnum):
    """What a participant said about a session."""

    COMING = "coming"
    NOT_COMING = "not_coming"


class Reason(StrEnum):
    """Why somebody cannot come; none of them speaks of health."""

    APPOINTMENT = "appointment"
    TRANSPORT = "transport"
    WORK = "work"
    OTHER = "other"


class ChatState(StrEnum):
    """How far a chat has come on its way to a linked participant."""

    NEW = "new"
    CHOOSING_LANGUAGE = "choosing_language"
    CONSENTING = "consenting"
    LINKED = "linked"
    STOPPED = "stopped"


class LinkState(StrEnum):
    """How a participant can be reached, as the caseworker sees it."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    LINKED = "linked"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"


class NoticeState(StrEnum):
    """The life of one row in the outbox."""

    PLANNED = "planned"
    READY = "ready"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    UNCERTAIN = "uncertain"


OPEN_STATES = (NoticeState.PLANNED, NoticeState.READY, NoticeState.LEASED)


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
    FAULT = "fault"


class InboxState(StrEnum):
    """The life of one update from Telegram."""

    RECEIVED = "received"
    DONE = "done"
    QUARANTINED = "quarantined"


class ChangeKind(StrEnum):
    """What was changed."""

    SESSION_ADDED = "session_added"
    SESSION_MOVED = "session_moved"
    SESSION_EDITED = "session_edited"
    SESSION_CANCELLED = "session_cancelled"
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"
    REASON_GIVEN = "reason_given"
    ACKNOWLEDGED = "acknowledged"
    INVITED = "invited"
    LANGUAGE_CHOSEN = "language_chosen"
    LINKED = "linked"
    STOPPED = "stopped"
    BECAME_UNREACHABLE = "became_unreachable"
    BECAME_REACHABLE = "became_reachable"
    PERSON_ADDED = "person_added"
    PERSON_EDITED = "person_edited"
    STAFF_ADDED = "staff_added"
    STAFF_EDITED = "staff_edited"
    COURSE_ADDED = "course_added"
    COURSE_EDITED = "course_edited"
