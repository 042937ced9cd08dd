"""The words for what staff send to many, for its translations, and for reminder rules."""

from enum import StrEnum


class BroadcastState(StrEnum):
    """How far a broadcast has come."""

    DRAFT = "draft"
    AWAITING = "awaiting"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class BroadcastRelation(StrEnum):
    """What a broadcast is to the one that it comes from."""

    OCCURRENCE = "occurrence"
    AGAIN = "again"
    CORRECTION = "correction"


class GroupKind(StrEnum):
    """What a group of an audience is made of."""

    MUNICIPALITY = "municipality"
    CASELOAD = "caseload"
    COURSE = "course"
    PROJECT = "project"
    EVENT = "event"
    UNDECIDED = "undecided"
    SILENT = "silent"
    UNREACHED = "unreached"
    REACHED = "reached"
    CONCERNED = "concerned"
    SEARCH = "search"
    PERSON = "person"


class Exclusion(StrEnum):
    """Who is left out of an audience, whatever groups they are in."""

    ASKED_LATELY = "asked_lately"
    MUTED = "muted"
    NO_CONSENT = "no_consent"


class Narrowing(StrEnum):
    """What else leaves somebody out who is in a group."""

    LANGUAGE = "language"
    PHASE = "phase"
    BY_NAME = "by_name"


class Reply(StrEnum):
    """What a broadcast asks of who reads it."""

    NOTHING = "nothing"
    YES_NO = "yes_no"
    CHOICES = "choices"
    READ = "read"


class TranslationState(StrEnum):
    """How far one language of a writing can be relied on."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


class Gap(StrEnum):
    """What the sender decides for a language in which nothing reviewed is there."""

    WAIT = "wait"
    DANISH = "danish"


class EnclosureKind(StrEnum):
    """What staff send along with a text."""

    PICTURE = "picture"
    PDF = "pdf"
    VOICE = "voice"


class DailyBy(StrEnum):
    """How a member of staff gets the daily list."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    NOT = "not"


class ReminderKind(StrEnum):
    """What a reminder rule is for."""

    SESSION = "session"
    PLACEMENT_START = "placement_start"
    PLACEMENT_WEEK = "placement_week"
    CONTRACT_MEETING = "contract_meeting"
    CHECK_IN = "check_in"


class Anchor(StrEnum):
    """What the time of a reminder is counted from."""

    START = "start"
    END = "end"
    WEEKDAY = "weekday"
