"""The words that everything is written in."""

from enum import IntEnum, StrEnum

from storage.vocabulary.changes import ChangeKind as ChangeKind, TaskKind as TaskKind


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
    APPOINTMENT = "appointment"
    EVENT = "event"


class AnswerKind(StrEnum):
    """What a participant said about a session."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    CALL_ME = "call_me"


class Reason(StrEnum):
    """The shipped reasons why somebody cannot come; none of them speaks of health."""

    APPOINTMENT = "appointment"
    TRANSPORT = "transport"
    WORK = "work"
    OTHER = "other"


class Presence(StrEnum):
    """Whether somebody was there."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


class Source(StrEnum):
    """Who says that somebody was there."""

    PARTICIPANT = "participant"
    TRAINER = "trainer"
    CASEWORKER = "caseworker"


class DialogueKind(StrEnum):
    """What is being spoken of in several steps."""

    MESSAGE = "message"
    CHECK_IN = "check_in"
    OUTCOME = "outcome"
    NOMINATION = "nomination"
    NAME = "name"


class Wish(StrEnum):
    """What would help somebody on their course or placement."""

    TALK = "talk"
    LANGUAGE = "language"
    TRANSPORT = "transport"
    OTHER = "other"
    NOTHING = "nothing"


class Stage(StrEnum):
    """Where somebody is on their way."""

    COURSE = "course"
    PLACEMENT = "placement"


class OutcomeKind(StrEnum):
    """What somebody has found."""

    JOB = "job"
    EDUCATION = "education"
    IGU = "igu"


class Terms(StrEnum):
    """For how long a job is promised."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    HOURLY = "hourly"


class ClaimState(StrEnum):
    """How far it is known that something is so."""

    DRAFT = "draft"
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class FollowUpAnswer(StrEnum):
    """How it is some weeks later."""

    SAME = "same"
    CHANGED = "changed"
    ENDED = "ended"


class InterestState(StrEnum):
    """What became of the wish for an open slot."""

    INTERESTED = "interested"
    WITHDRAWN = "withdrawn"
    PLACED = "placed"
    DECLINED = "declined"


class MediaKind(StrEnum):
    """What somebody sends that is not written."""

    VOICE = "voice"
    PHOTO = "photo"


class MediaState(StrEnum):
    """How far something sent has come on its way into the store."""

    WANTED = "wanted"
    STORED = "stored"
    REFUSED = "refused"
    REMOVED = "removed"


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
    UNLINKED = "unlinked"


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
    NOT_NEEDED = "not_needed"
    FAULT = "fault"


class InboxState(StrEnum):
    """The life of one update from Telegram."""

    RECEIVED = "received"
    DONE = "done"
    QUARANTINED = "quarantined"
