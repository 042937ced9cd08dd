"""The daily list: who does not come, who is silent, and what waits, as things are when it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from markupsafe import Markup

from bot.rules.dailies import SILENT_AFTER
from bot.texts import icons, sessions, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Text
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice, today
from bot.texts.staff.today import Waiting

MOST, A_ROW = 8, 2
"""So many things have a button each, two in a row; the rest stands under “Today”."""

LISTED, MOST_NAMES, TITLE = 20, 12, 60


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
        said, buttons = _things(voice, found)
        html = lines(
            voice.line(icons.MORNING, bold(voice.say("Today, {day}", day=_day(voice, facts.now)))),
            *said,
            *_silent(voice, found.silent),
            *([] if found.mine or found.counts_only else [voice.say("Nothing needs you now.")]),
            *today.elsewhere(voice, found.elsewhere),
            *_others(voice, found),
        )
        rows = tuple(tuple(buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW))
        return Text(html, rows, edits=self.edits)


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


def _things(voice: Voice, found: Daily) -> tuple[list[Markup], list[Button]]:
    """Return a line for each thing, numbered as its button is, and the buttons."""
    said: list[Markup] = []
    buttons: list[Button] = []
    things: list[tuple[Markup, Waiting | None]] = [
        *((_away(voice, one), one.task) for one in found.away),
        *((today.said(voice, one), one) for one in found.waiting),
    ]
    for line, task in things[:LISTED]:
        if task is None or len(buttons) == MOST:
            said.append(line)
        else:
            buttons.append(today.button_for(voice, len(buttons) + 1, task, deal="daily_deal"))
            said.append(Markup("{} · {}").format(len(buttons), line))
    if len(things) > LISTED:
        said.append(_rest(voice, len(things) - LISTED))
    return said, buttons


def _away(voice: Voice, one: Away) -> Markup:
    what = Markup(", ").join(
        isolate(f"{shorten(title, TITLE)} {when.clock(starts)}") for title, starts in one.sessions
    )
    name = sessions.short_name(one.name)
    text = voice.say("{name}, {day}: {sessions}", name=name, day=_day(voice, one.on), sessions=what)
    return voice.line(icons.ABSENCE, text)


def _rest(voice: Voice, number: int) -> Markup:
    said = voice.say_n("{n} more thing: press “Today”.", "{n} more things: press “Today”.", number)
    return voice.line(icons.BELOW, said)


def _silent(voice: Voice, names: tuple[str, ...]) -> list[Markup]:
    if not names:
        return []
    shown = [isolate(sessions.short_name(name)) for name in names[:MOST_NAMES]]
    more = ["…"] if len(names) > MOST_NAMES else []
    said = counted(voice, Topic.SILENT, len(names))
    return [voice.line(icons.SILENT, lines(said, Markup(", ").join([*shown, *more])))]


def _others(voice: Voice, found: Daily) -> list[Markup]:
    """Return what waits for colleagues, or all there is for who sees counts only."""
    counts = [counted(voice, topic, number) for topic, number in found.others.items()]
    if not counts:
        return [voice.say("Nothing waits for anybody.")] if found.counts_only else []
    if found.counts_only:
        return counts
    heading = voice.line(icons.PEOPLE, voice.say("With colleagues"))
    return [Markup(), heading, Markup(" · ").join(counts)]
