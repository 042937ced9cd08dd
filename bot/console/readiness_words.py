"""Somebody's way to a job, as a caseworker says it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.console.language import N_
from storage.vocabulary import ActivityKind, Colour, EnrolmentEnd, Gender, Trend

GENDERS = {
    Gender.WOMAN: N_("Woman"),
    Gender.MAN: N_("Man"),
    Gender.OTHER: N_("Other gender"),
}

ENDINGS = {
    EnrolmentEnd.COMPLETED: N_("Completed"),
    EnrolmentEnd.LEFT: N_("Left before the end"),
}

COLOURS = {
    Colour.GREEN: N_("Green"),
    Colour.AMBER: N_("Amber"),
    Colour.BLUE: N_("Blue"),
    Colour.VIOLET: N_("Violet"),
    Colour.GREY: N_("Grey"),
}

ACTIVITIES = {
    ActivityKind.DANISH: N_("Danish lessons"),
    ActivityKind.PLACEMENT: N_("Praktik"),
    ActivityKind.UTILITY_JOB: N_("Nyttejob"),
    ActivityKind.SMALL_JOB: N_("Småjob"),
    ActivityKind.PREPARATION: N_("Preparation"),
    ActivityKind.JOB_SEARCH: N_("Looking for a job"),
    ActivityKind.TRANSPORT: N_("Time on the way"),
    ActivityKind.OTHER: N_("Another activity"),
}

TRENDS = {
    Trend.RISING: N_("Rising"),
    Trend.STEADY: N_("Steady"),
    Trend.FALLING: N_("Falling"),
}

TABLES: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Gender: GENDERS,
    EnrolmentEnd: ENDINGS,
    Colour: COLOURS,
    ActivityKind: ACTIVITIES,
    Trend: TRENDS,
}
"""By the kind of the word."""
