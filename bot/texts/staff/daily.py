"""The daily list: who does not come, who is silent, and what waits, as things are when it is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from markupsafe import Markup

from bot.rules.dailies import SILENT_AFTER
from bot.texts import icons, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Buttons, Text
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice, today
from bot.texts.staff.today import Waiting

MOST, A_ROW = 8, 2
"""So many things have a button each, two in a row; what waits beyond stands under “Today”."""

MOST_AWAY, MOST_NAMES, MOST_SESSIONS = 10, 8, 2
NAME, TITLE = 40, 30
"""A message holds 4096 signs, and this list is to be seen at a glance."""


class Topic(StrEnum):
    """What is counted."""

    ABSENCES = "absences"
    MESSAGES = "messages"
    CALLS = "calls"
    CLAIMS = "claims"
    SILENT = "silent"
    CHECK_INS = "check_ins"
    OTHER = "other"


Numbers = Mapping[Topic, int]
"""How many of each; what there is none of is left out."""


@dataclass(frozen=True)
class Away:
    """Somebody who does not come on a day: to what, and the task about it while it is open."""

    name: str
    on: date
    sessions: tuple[tuple[str, datetime], ...]
    task: Waiting | None = None


@dataclass(frozen=True)
class Daily:
    """All that a member of staff wants to know at eight.

    `mine` and `others` count what is about the reader's own people and about all others; who
    sees counts only has no people, and nothing here by name.
    """

    away: tuple[Away, ...]
    waiting: tuple[Waiting, ...]
    silent: tuple[str, ...]
    elsewhere: int
    mine: Numbers
    others: Numbers
    counts_only: bool = False


@dataclass(frozen=True)
class StaffDaily(StaffNotice):
    """The list of a working day.

    When there is nothing it says so in a line: a list that does not come would leave open
    whether there is nothing or something is broken.
    """

    kind = "staff_daily"
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text | None:
        """Return a line for each thing, with a button where a tap is enough."""
        found = facts.about
        if not isinstance(found, Daily):
            return None
        keys = Keys(voice)
        html = lines(
            voice.line(icons.MORNING, bold(voice.say("Today, {day}", day=_day(voice, facts.now)))),
            *_away(voice, found.away, keys),
            *_waiting(voice, found.waiting, keys),
            *_silent(voice, found.silent),
            *_unanswered(voice, found.mine),
            *([] if found.mine or found.counts_only else [voice.say("Nothing needs you now.")]),
            *today.elsewhere(voice, found.elsewhere),
            *_others(voice, found),
        )
        return Text(html, keys.rows(), edits=self.edits)


@dataclass
class Keys:
    """The buttons of a list, numbered as their lines are, as long as there is room."""

    voice: Voice
    buttons: list[Button] = field(default_factory=list)

    @property
    def room(self) -> int:
        """For how many more there is room."""
        return MOST - len(self.buttons)

    def line(self, text: Markup, task: Waiting | None) -> Markup:
        """Return a line with the number of its button, if it gets one."""
        if task is None or not self.room:
            return text
        number = len(self.buttons) + 1
        self.buttons.append(today.button_for(self.voice, number, task, deal="daily_deal"))
        return Markup("{} · {}").format(number, text)

    def rows(self) -> Buttons:
        """Return the buttons row by row."""
        starts = range(0, len(self.buttons), A_ROW)
        return tuple(tuple(self.buttons[at : at + A_ROW]) for at in starts)


def counted(voice: Voice, topic: Topic, number: int) -> Markup:
    """Return a line that counts."""
    said = {
        Topic.ABSENCES: voice.say("Cannot come today or the next weekday: {n}", n=number),
        Topic.MESSAGES: voice.say("Messages: {n}", n=number),
        Topic.CALLS: voice.say("Want a call: {n}", n=number),
        Topic.CLAIMS: voice.say("Claims of a job: {n}", n=number),
        Topic.SILENT: voice.say("Silent for {days} days: {n}", days=SILENT_AFTER.days, n=number),
        Topic.CHECK_INS: voice.say("Check-ins without an answer: {n}", n=number),
        Topic.OTHER: voice.say("Other things: {n}", n=number),
    }
    return said[topic]


def _day(voice: Voice, on: datetime | date) -> str:
    return when.day(on, voice.language)


def _away(voice: Voice, away: tuple[Away, ...], keys: Keys) -> list[Markup]:
    """Return under each day who does not come; they are named also when staff have noted it."""
    said: list[Markup] = []
    for on, group in groupby(away[:MOST_AWAY], key=lambda one: one.on):
        heading = bold(voice.say("Cannot come on {day}", day=_day(voice, on)))
        said += [Markup(), voice.line(icons.ABSENCE, heading)]
        said += [keys.line(_missing(voice, one), one.task) for one in group]
    return [*said, *_rest(voice, len(away) - MOST_AWAY)]


def _missing(voice: Voice, one: Away) -> Markup:
    what = Markup(", ").join(
        isolate(f"{shorten(title, TITLE)} {when.clock(starts)}")
        for title, starts in one.sessions[:MOST_SESSIONS]
    )
    return voice.say("{name}: {sessions}", name=shorten(one.name, NAME), sessions=what)


def _waiting(voice: Voice, waiting: tuple[Waiting, ...], keys: Keys) -> list[Markup]:
    if not waiting:
        return []
    room = keys.room
    heading = voice.line(icons.TODAY, bold(voice.say("Waits for you")))
    shown = [keys.line(today.said(voice, one), one) for one in waiting[:room]]
    return [Markup(), heading, *shown, *_rest(voice, len(waiting) - room)]


def _rest(voice: Voice, number: int) -> list[Markup]:
    if number <= 0:
        return []
    said = voice.say_n("{n} more: press “Today”.", "{n} more: press “Today”.", number)
    return [voice.line(icons.BELOW, said)]


def _silent(voice: Voice, names: tuple[str, ...]) -> list[Markup]:
    if not names:
        return []
    shown = [isolate(shorten(name, NAME)) for name in names[:MOST_NAMES]]
    more = ["…"] if len(names) > MOST_NAMES else []
    said = counted(voice, Topic.SILENT, len(names))
    return [
        Markup(),
        voice.line(icons.SILENT, lines(bold(said), Markup(", ").join([*shown, *more]))),
    ]


def _unanswered(voice: Voice, mine: Numbers) -> list[Markup]:
    if Topic.CHECK_INS not in mine:
        return []
    said = counted(voice, Topic.CHECK_INS, mine[Topic.CHECK_INS])
    return [voice.line(icons.CHECK_IN, said)]


def _others(voice: Voice, found: Daily) -> list[Markup]:
    """Return what waits for colleagues, or all there is for who sees counts only."""
    counts = [counted(voice, topic, number) for topic, number in found.others.items()]
    if not counts:
        return [voice.say("Nothing waits for anybody.")] if found.counts_only else []
    if found.counts_only:
        return counts
    heading = voice.line(icons.PEOPLE, bold(voice.say("With colleagues")))
    return [Markup(), heading, Markup(" · ").join(counts)]
