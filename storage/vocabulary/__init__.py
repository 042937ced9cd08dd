"""The words that everything is written in."""

from enum import StrEnum

from storage.vocabulary.changes import ChangeKind as ChangeKind, TaskKind as TaskKind
from storage.vocabulary.delivery import (
    OPEN_STATES as OPEN_STATES,
    InboxState as InboxState,
    NoticeState as NoticeState,
    Outcome as Outcome,
    Priority as Priority,
)
from storage.vocabulary.outreach import (
    Anchor as Anchor,
    BroadcastRelation as BroadcastRelation,
    BroadcastState as BroadcastState,
    DailyBy as DailyBy,
    EnclosureKind as EnclosureKind,
    Exclusion as Exclusion,
    Gap as Gap,
    GroupKind as GroupKind,
    Narrowing as Narrowing,
    ReminderKind as ReminderKind,
    Reply as Reply,
    TranslationState as TranslationState,
)
from storage.vocabulary.readiness import (
    ActivityKind as ActivityKind,
    Colour as Colour,
    EnrolmentEnd as EnrolmentEnd,
    Gender as Gender,
    Trend as Trend,
)


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
    CONTRACT_MEETING = "contract_meeting"
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
    BROADCAST = "broadcast"
    EDIT = "edit"
    SEARCH = "search"


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
    """What somebody has found, or that they support themselves, or live elsewhere now."""

    JOB = "job"
    EDUCATION = "education"
    IGU = "igu"
    SELF_SUPPORTING = "self_supporting"
    MOVED = "moved"


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
