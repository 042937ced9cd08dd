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
    APPOINTMENT = "appointment"
    EVENT = "event"


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
    PULSE = "pulse"
    OUTCOME = "outcome"
    NOMINATION = "nomination"
    NAME = "name"
    ABSENCE = "absence"


class Wish(StrEnum):
    """What would help somebody on their course or placement."""

    TALK = "talk"
    LANGUAGE = "language"
    TRANSPORT = "transport"
    OTHER = "other"


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


class TaskKind(StrEnum):
    """Why something needs a member of staff."""

    ABSENCE = "absence"
    CALL_ME = "call_me"
    LOW_CHECK_IN = "low_check_in"
    HELP_WANTED = "help_wanted"
    MESSAGE = "message"
    OUTCOME = "outcome"
    INTEREST = "interest"
    NOMINATION = "nomination"
    SHARED_PHONE = "shared_phone"
    UNLINKED = "unlinked"
    ERASED = "erased"


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
    ABSENCE_REPORTED = "absence_reported"
    ABSENCE_UNDONE = "absence_undone"
    CALL_WANTED = "call_wanted"
    CHECKED_IN = "checked_in"
    CHECK_INS_PAUSED = "check_ins_paused"
    PULSE_ANSWERED = "pulse_answered"
    OUTCOME_CLAIMED = "outcome_claimed"
    OUTCOME_CONFIRMED = "outcome_confirmed"
    OUTCOME_REJECTED = "outcome_rejected"
    OUTCOME_WITHDRAWN = "outcome_withdrawn"
    FOLLOWED_UP = "followed_up"
    COMPANY_ADDED = "company_added"
    COMPANY_EDITED = "company_edited"
    SLOT_ADDED = "slot_added"
    SLOT_EDITED = "slot_edited"
    INTEREST_SHOWN = "interest_shown"
    INTEREST_WITHDRAWN = "interest_withdrawn"
    INTEREST_DECLINED = "interest_declined"
    COMPANY_NOMINATED = "company_nominated"
    PLACED = "placed"
    PLACEMENT_EDITED = "placement_edited"
    PLACEMENT_ENDED = "placement_ended"
    WROTE = "wrote"
    ANSWERED_BY_STAFF = "answered_by_staff"
    MESSAGE_REMOVED = "message_removed"
    NAME_CORRECTED = "name_corrected"
    DATA_FETCHED = "data_fetched"
    ERASED = "erased"
    UNLINKED = "unlinked"
    PHONE_SHARED = "phone_shared"
    DISCREET_CHOSEN = "discreet_chosen"
    ATTENDANCE_NOTED = "attendance_noted"
    TASK_CLOSED = "task_closed"
    SETTINGS_EDITED = "settings_edited"
    STAFF_LINKED = "staff_linked"
    STAFF_UNLINKED = "staff_unlinked"
