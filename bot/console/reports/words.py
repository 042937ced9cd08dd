"""What the figures of a report are called, and by which rule each is counted."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.console.language import N_
from bot.rules.reports.figures import DEFINITIONS, Among, By, Figure, Name, Report
from bot.rules.reports.standing import Fact, Place

REPORTS = {
    Report.OUTCOMES: N_("Outcomes"),
    Report.ATTENDANCE: N_("Attendance"),
    Report.EXPERIENCE: N_("Experience"),
}

NAMES = {
    Name.STARTED: N_("Started"),
    Name.COMPLETED: N_("Completed"),
    Name.STILL_ENROLLED: N_("Still enrolled"),
    Name.LEFT: N_("Left before the end"),
    Name.JOB_OF_COMPLETERS: N_("In a job, among completers"),
    Name.JOB_OF_ALL: N_("In a job, among all"),
    Name.IGU: N_("In an IGU"),
    Name.EDUCATION: N_("In education"),
    Name.STARTING_LATER: N_("Starting later"),
    Name.SELF_SUPPORTING_OF_COMPLETERS: N_("Self-supporting, among completers"),
    Name.SELF_SUPPORTING_OF_ALL: N_("Self-supporting, among all"),
    Name.JOB_READY: N_("Jobparat"),
}

RULES = {
    Name.STARTED: N_(
        "Whoever has had a place on a course by the date, from the first day of the course on. "
        "Somebody on two courses counts once in the project and once in each course. "
        "Those still enrolled and those who have left stay among all who have started."
    ),
    Name.COMPLETED: N_("Whose place had ended as completed by the date."),
    Name.STILL_ENROLLED: N_("Whose place had not ended by the date, and who has completed none."),
    Name.LEFT: N_("Whose place had ended otherwise, or it is not noted how."),
    Name.JOB_OF_COMPLETERS: N_(
        "A job, confirmed by now, that had begun by the date and had not ended."
    ),
    Name.JOB_OF_ALL: N_("A job, confirmed by now, that had begun by the date and had not ended."),
    Name.IGU: N_("An IGU, confirmed by now, that had begun by the date and had not ended."),
    Name.EDUCATION: N_(
        "An education, confirmed by now, that had begun by the date and had not ended."
    ),
    Name.STARTING_LATER: N_(
        "A job, education or IGU, confirmed by now, whose first day lies after the date, "
        "also if nobody knew of it then, and whatever else the person did on the date."
    ),
    Name.SELF_SUPPORTING_OF_COMPLETERS: N_(
        "Confirmed by now as self-supporting on the date; a job alone does not count as that."
    ),
    Name.SELF_SUPPORTING_OF_ALL: N_(
        "Confirmed by now as self-supporting on the date; a job alone does not count as that."
    ),
    Name.JOB_READY: N_(
        "Whose latest match category on the date is one that now counts as ready for a job."
    ),
}

OF_COMPLETERS = N_(
    "Out of those who have completed; who is still enrolled or has left is not one of them, "
    "not even with a job."
)
OF_ALL = {
    Among.STARTED: N_("Out of all who have started."),
    Among.ENDED: N_("Out of those whose place has ended; who is still enrolled is left out."),
}

SMALL = N_(
    "A dash stands where a number would tell something about fewer than five people, "
    "or would let such a number be worked out."
)

AMONG = {
    Among.STARTED: N_("All who have started"),
    Among.ENDED: N_("Those whose place has ended"),
}

BYS = {
    By.COURSE: N_("By course"),
    By.MUNICIPALITY: N_("By municipality"),
    By.GENDER: N_("By gender"),
    By.LANGUAGE: N_("By language"),
    By.SESSION: N_("By session"),
    By.WEEK: N_("By week"),
    By.PERSON: N_("By person"),
}

PLACES = {
    Place.COMPLETED: N_("Completed"),
    Place.STILL: N_("Still enrolled"),
    Place.LEFT: N_("Left before the end"),
}

FACTS = {
    Fact.JOB: N_("In a job"),
    Fact.IGU: N_("In an IGU"),
    Fact.EDUCATION: N_("In education"),
    Fact.LATER: N_("Starting later"),
    Fact.SELF_SUPPORTING: N_("Self-supporting"),
    Fact.READY: N_("Jobparat"),
}

TABLES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Report: REPORTS,
    Name: NAMES,
    Among: AMONG,
    By: BYS,
    Place: PLACES,
    Fact: FACTS,
}
"""By the kind of the word."""


def rules_of(figure: Figure) -> tuple[str, str]:
    """Return two English sentences: whom a figure counts, and out of whom."""
    if DEFINITIONS[figure.name].of_completers:
        return RULES[figure.name], OF_COMPLETERS
    return RULES[figure.name], OF_ALL[figure.among]
