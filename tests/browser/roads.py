"""The roads to each task: from the menu, tap by tap."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo.botapi import Phone
from tests.support.world import World

EVENING = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

Before = Callable[[World, Phone], Awaitable[None]]


@dataclass(frozen=True)
class Step:
    """A tap on the button whose data begins so, or words that are written."""

    data: str = ""
    text: str = ""


def tap(data: str) -> Step:
    return Step(data=data)


def write(text: str) -> Step:
    return Step(text=text)


@dataclass(frozen=True)
class Road:
    """One task: the item of the menu that it begins with, if any, and the steps after it.

    `before` is done on each phone first; then time passes `until` a moment.
    """

    name: str
    title: str
    command: str
    steps: tuple[Step, ...] = ()
    before: Before | None = None
    until: datetime | None = None


async def discreetly(world: World, phone: Phone) -> None:
    """Let somebody else read over the shoulder."""
    phone.send("/privacy")
    await world.settle()
    for data in ("mydata:", "discreet:"):
        shown = [button.data or "" for row in phone.screen[-1].buttons for button in row]
        phone.tap(next(found for found in shown if found.startswith(data)))
        await world.settle()


ROADS = (
    Road("schedule", "See the schedule", "schedule"),
    Road("detail", "See one item", "schedule", (tap("see:"),)),
    Road("week", "See the week at a glance", "schedule", (tap("tab:week"),)),
    Road("show", "Show it to someone", "schedule", (tap("see:"), tap("rare:"), tap("card:"))),
    Road(
        "calendar", "Take it into a calendar", "schedule", (tap("see:"), tap("rare:"), tap("ics:"))
    ),
    Road("coming", "Say that I am coming", "schedule", (tap("come:"),)),
    Road("absence", "Report an absence", "absence", (tap("off:"),)),
    Road("absence-day", "Report a whole day, and why", "absence", (tap("off:"), tap("reason:"))),
    Road("message", "Write to my caseworker", "message", (write("… 23/11?"), tap("written"))),
    Road("checkin", "Be asked how it goes", "checkin"),
    Road(
        "checkin-told",
        "Say how it goes, and what would help",
        "checkin",
        (tap("face:"), tap("helps:")),
    ),
    Road("not-now", "Not now", "checkin", (tap("notnow:"), tap("pause:"))),
    Road("placements", "See open placements", "placements"),
    Road(
        "interest", "Show interest in a placement", "placements", (tap("slot:open"), tap("wish:"))
    ),
    Road(
        "company",
        "Name a company I know",
        "placements",
        (tap("nominate"), write("Bilka"), write("Randers"), write("Bo Lund")),
    ),
    Road("outcome", "I found a job", "outcome"),
    Road(
        "outcome-told",
        "Tell of a job to its end",
        "outcome",
        (
            tap("found:job"),
            write("Randers Rengøring"),
            tap("found_terms:"),
            tap("found_hours:37"),
            tap("found_day:"),
            tap("found_send:"),
        ),
    ),
    Road("more", "More", "more"),
    Road("data", "My data", "privacy"),
    Road("data-more", "Discreet mode, hide, stop", "privacy", (tap("mydata:"),)),
    Road("fetch", "Fetch my data", "privacy", (tap("fetch"),)),
    Road("readers", "See who has looked", "privacy", (tap("readers"),)),
    Road("help", "Help", "help"),
    Road("reminder", "Be reminded", "", until=EVENING),
    Road("call", "Answer a reminder: call me", "", (tap("call:"),), until=EVENING),
    Road("discreet", "Be reminded discreetly", "", before=discreetly, until=EVENING),
)
