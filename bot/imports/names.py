"""What can be imported; the command line offers it before anything else is loaded."""

from enum import StrEnum


class Name(StrEnum):
    """What a list holds."""

    STAFF = "staff"
    COURSES = "courses"
    PEOPLE = "people"
    SESSIONS = "sessions"
    EVENTS = "events"
    COMPANIES = "companies"
    SLOTS = "slots"
    PLACEMENTS = "placements"
    ATTENDANCE = "attendance"
    ENROLMENTS = "enrolments"
    OUTCOMES = "outcomes"
    DECISIONS = "decisions"
    DANISH = "danish"
    ACTIVITIES = "activities"


class Else(StrEnum):
    """What those get who read a language in which the sentence is missing."""

    DANISH = "danish"
    NOTHING = "nothing"
