"""The words for somebody's way to a job."""

from enum import StrEnum


class Gender(StrEnum):
    """What a municipality's own lists say, for reports; unknown is None."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class EnrolmentEnd(StrEnum):
    """How somebody's place on a course ended."""

    COMPLETED = "completed"
    LEFT = "left"


class Colour(StrEnum):
    """What a match category is marked with; each is a token of the style sheet."""

    GREEN = "green"
    AMBER = "amber"
    BLUE = "blue"
    VIOLET = "violet"
    GREY = "grey"


class ActivityKind(StrEnum):
    """What counts towards the weekly hours."""

    DANISH = "danish"
    PLACEMENT = "placement"
    UTILITY_JOB = "utility_job"
    SMALL_JOB = "small_job"
    PREPARATION = "preparation"
    JOB_SEARCH = "job_search"
    TRANSPORT = "transport"
    OTHER = "other"


class Trend(StrEnum):
    """Where a series of answers is going."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
