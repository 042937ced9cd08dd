"""The schedule: what comes, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from markupsafe import Markup

from bot.rules import time
from bot.texts import icons, sessions, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines

PAGE = 8
IN_A_ROW = 4


class Tab(StrEnum):
    """A part of the schedule."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"

    def days(self, on: date) -> tuple[date, int]:
        """Return the first day of this part and how many there are, as seen on a day."""
        monday = time.monday(on)
        return {
            Tab.TODAY: (on, 1),
            Tab.TOMORROW: (on + timedelta(days=1), 1),
            Tab.WEEK: (monday, 7),
            Tab.LATER: (monday + timedelta(days=7), 28),
        }[self]

    def label(self, voice: Voice) -> str:
        """Return the words on its button."""
        return {
            Tab.TODAY: voice.label("Today"),
            Tab.TOMORROW: voice.label("Tomorrow"),
            Tab.WEEK: voice.label("This week"),
            Tab.LATER: voice.label("Next weeks"),
        }[self]


@dataclass(frozen=True)
class Schedule(Notice):
    """One part of the schedule as it was asked for `on` a day (ISO), page by page.

    Said again on a later day it keeps its days, and no longer calls them today.
    """

    kind = "schedule"
    heard = True
    tab: str
    on: str
    page: int = 0
    edits: int | None = None

    def window(self) -> tuple[datetime, datetime]:
        """Return the beginning and the end of its days."""
        first, count = Tab(self.tab).days(date.fromisoformat(self.on))
        return time.days(first, count=count)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the sessions by day, a numbered button for each, and the other parts."""
        pages = max(1, -(-len(facts.sessions) // PAGE))
        page = min(max(self.page, 0), pages - 1)
        shown = facts.sessions[page * PAGE : (page + 1) * PAGE]
        body = self._body(voice, shown) if shown else _empty(voice, facts)
        buttons = (*_numbers(shown, self.tab), *_pages(self.tab, page, pages), *self._tabs(voice))
        return Text(lines(self._head(voice, facts), *body), buttons, edits=self.edits)

    def _head(self, voice: Voice, facts: Facts) -> Markup:
        tab, on = Tab(self.tab), date.fromisoformat(self.on)
        if tab.days(on) == tab.days(time.local(facts.now).date()):
            name: Markup | str = bold(tab.label(voice))
        else:
            name = bold(voice.label("Schedule"))
        first, count = tab.days(on)
        if count == 1:
            return voice.line(icons.SCHEDULE, Markup("{} · {}").format(name, _day(voice, first)))
        return voice.line(icons.SCHEDULE, Markup("{}").format(name))

    def _body(self, voice: Voice, shown: Sequence[SessionFacts]) -> list[Markup | str]:
        """Return the sessions, under their days unless the head has named the only one."""
        _, count = Tab(self.tab).days(date.fromisoformat(self.on))
        if count > 1:
            return _by_day(voice, shown)
        return [
            part for number, s in enumerate(shown, 1) for part in ("", _entry(voice, number, s))
        ]

    def _tabs(self, voice: Voice) -> sessions.Rows:
        first, second, third, fourth = (
            Button(
                f"• {tab.label(voice)} •" if tab == self.tab else tab.label(voice),
                f"tab:{tab.value}",
            )
            for tab in Tab
        )
        return (first, second), (third, fourth)


def _day(voice: Voice, on: date) -> Markup:
    return isolate(when.day(on, voice.language))


def _by_day(voice: Voice, shown: Sequence[SessionFacts]) -> list[Markup | str]:
    found: list[Markup | str] = []
    numbered = enumerate(shown, 1)
    for on, of_day in groupby(numbered, lambda item: time.local(item[1].starts_at).date()):
        found += ["", bold(voice.line(icons.SCHEDULE, when.day(on, voice.language)))]
        for number, session in of_day:
            found.append(_entry(voice, number, session))
    return found


def _entry(voice: Voice, number: int, session: SessionFacts) -> Markup:
    title = sessions.short_title(session, voice.language)
    span = when.span(session.starts_at, session.ends_at)
    if session.cancelled:
        stands: Markup | None = voice.line(icons.CANCELLED, bold(voice.say("Cancelled")))
    else:
        stands = sessions.answered(voice, session)
    return lines(
        voice.line(f"{number}. {icons.KINDS[session.kind]}", title),
        voice.line(icons.clock_face(session.starts_at), span),
        voice.line(icons.PLACE, sessions.short_place(session)),
        stands,
    )


def _empty(voice: Voice, facts: Facts) -> list[Markup | str]:
    found: list[Markup | str] = ["", voice.say("Nothing here.")]
    if facts.following:
        ahead = facts.following
        moment = when.moment(ahead.starts_at, voice.language)
        found += [
            "",
            voice.say("Next:"),
            sessions.heading(voice, ahead),
            voice.line(icons.SCHEDULE, moment),
        ]
    return found


def _numbers(shown: Sequence[SessionFacts], tab: str) -> sessions.Rows:
    buttons = [
        Button(str(number), f"see:{session.id}:{tab}") for number, session in enumerate(shown, 1)
    ]
    return tuple(
        tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)
    )


def _pages(tab: str, page: int, pages: int) -> sessions.Rows:
    earlier = [Button(icons.EARLIER, f"tab:{tab}:{page - 1}")] if page > 0 else []
    later = [Button(icons.LATER, f"tab:{tab}:{page + 1}")] if page < pages - 1 else []
    return (tuple(earlier + later),) if earlier or later else ()
