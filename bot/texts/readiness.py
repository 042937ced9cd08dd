"""How somebody's way to a job is called where they read what is stored about them."""

from collections.abc import Mapping

from bot.texts import icons
from bot.texts.say import Voice
from storage.vocabulary import ActivityKind


def titles(voice: Voice) -> Mapping[str, tuple[str, str]]:
    """Return the icon and the words above each section."""
    return {
        "decisions": (icons.NOTED, voice.label("Match category")),
        "skills": (icons.YES, voice.label("What I can do")),
        "danish": (icons.DANISH, voice.label("Danish lessons")),
        "goals": (icons.NEXT, voice.label("Goals")),
        "hours": (icons.HOURS, voice.label("Hours a week")),
        "assessments": (icons.CASEWORKER, voice.label("What staff have answered")),
    }


def labels(voice: Voice) -> Mapping[str, str]:
    """Return the words beside values."""
    return {
        "seen": voice.label("Where it was seen"),
        "education": voice.label("Danish education (DU)"),
        "module": voice.label("Module"),
        "passed": voice.label("Passed"),
        "reached": voice.label("Reached"),
        "less": voice.label("Hours less a week"),
        "withdrawn": voice.label("Taken back"),
    }


def activities(voice: Voice) -> Mapping[ActivityKind, str]:
    """Return what each weekly activity is called; the Danish word is the one on a letter."""
    return {
        ActivityKind.DANISH: voice.label("Danish lessons"),
        ActivityKind.PLACEMENT: voice.label("Placement"),
        ActivityKind.UTILITY_JOB: voice.label("Useful work (nyttejob)"),
        ActivityKind.SMALL_JOB: voice.label("Small job (småjob)"),
        ActivityKind.PREPARATION: voice.label("Preparation"),
        ActivityKind.JOB_SEARCH: voice.label("Looking for a job"),
        ActivityKind.TRANSPORT: voice.label("Transport"),
        ActivityKind.OTHER: voice.label("Something else"),
    }
