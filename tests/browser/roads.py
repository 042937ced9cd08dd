"""The roads to each task: from the menu, tap by tap."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.demo.botapi import Phone
from tests.support.world import World

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
    """One task: the item of the menu that it begins with, if any, and the steps after it."""

    name: str
    title: str
    command: str
    steps: tuple[Step, ...] = ()
    before: Before | None = None

    @property
    def taps(self) -> int:
        """Taps after the menu; what is written is no tap."""
        return sum(bool(step.data) for step in self.steps)


ROADS = (
    Road("schedule", "See the schedule", "schedule"),
    Road("detail", "See one item", "schedule", (tap("see:"),)),
    Road("more", "More", "more"),
)
