"""The schedule: what comes, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from markupsafe import Markup

from bot.rules import time
from bot.rules.time import local
from bot.texts import icons, sessions, weeks, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Notice
from bot.texts.pages import MOST
from bot.texts.say import Voice, bold, isolate, lines
from bot.texts.weeks import Numbered

AT_A_GLANCE = 8
"""So many stand on a page of the week, where each has a line; elsewhere only as many as can be chosen."""


class Tab(StrEnum):
    """A part of the schedule."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"

    def days(self, on: date) -> tuple[date, int]:
        """Return the first day of this part and how many there are, as seen on a day.

        The week goes from that day to Sunday: what is over needs nobody's eyes.
        """
        monday = time.monday(on)
        return {
            Tab.TODAY: (on, 1),
            Tab.TOMORROW: (on + timedelta(days=1), 1),
            Tab.WEEK: (on, 7 - on.weekday()),
            Tab.LATER: (monday + timedelta(days=7), 28),
        }[self]

    def end(self, on: date) -> date:
        """Return the day after the last."""
        first, count = self.days(on)
        return first + timedelta(days=count)

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

    What comes next stands first, in full. Said again on a later day it keeps its days, and no
    longer calls them today.
    """

    kind = "schedule"
    looks_ahead = True
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
        """Return what comes next, the sessions by day, and buttons for each and for the parts."""
        size = AT_A_GLANCE if self.tab == Tab.WEEK else MOST
        pages = max(1, -(-len(facts.sessions) // size))
        page = min(max(self.page, 0), pages - 1)
        shown = facts.sessions[page * size : (page + 1) * size]
        ahead = _first(facts) if page == 0 else None
        body = self._body(voice, shown, is_first=page == 0, is_last=page == pages - 1)
        if ahead and self._is_long(shown):
            following = _next(voice, facts, ahead)
            body = following + body if shown or self.tab == Tab.WEEK else body + following
        buttons = (
            *_numbers(shown, self.tab),  # first, so that a number that is typed means its own
            *_pages(self.tab, page, pages),
            *self._next_button(voice, shown, ahead),
            *self._tabs(voice),
            *_file(voice, ahead),
        )
        return Text(lines(self._head(voice, facts), *body), buttons, edits=self.edits)

    def _head(self, voice: Voice, facts: Facts) -> Markup:
        tab, on = Tab(self.tab), date.fromisoformat(self.on)
        is_now = tab.end(on) == tab.end(local(facts.now).date())
        name = bold(tab.label(voice) if is_now else voice.label("Schedule"))
        first, count = tab.days(on)
        if count == 1:
            day = isolate(when.day(first, voice.language))
            name = Markup("{} · {}").format(name, day)
        return voice.line(icons.SCHEDULE, name)

    def _is_long(self, shown: Sequence[SessionFacts]) -> bool:
        """Tell whether what comes next would not be found at once."""
        return not shown or self.tab in {Tab.WEEK, Tab.LATER}

    def _body(
        self, voice: Voice, shown: Sequence[SessionFacts], *, is_first: bool, is_last: bool
    ) -> list[Markup | str]:
        numbered = list(enumerate(shown, 1))
        if self.tab == Tab.WEEK:
            on, end = date.fromisoformat(self.on), Tab.WEEK.end(date.fromisoformat(self.on))
            first = on if is_first else _day(shown[0])
            last = end - timedelta(days=1) if is_last else _day(shown[-1])
            return ["", *weeks.lines_of(voice, numbered, first=first, last=last)]
        if not shown:
            return ["", voice.say("Nothing here.")]
        if self.tab == Tab.LATER:
            return _by_day(voice, numbered)
        return [part for one in numbered for part in ("", _entry(voice, one))]

    def _next_button(
        self, voice: Voice, shown: Sequence[SessionFacts], ahead: SessionFacts | None
    ) -> Buttons:
        """Return the way to what comes next, when none of the numbers is it."""
        if ahead is None or not self._is_long(shown) or ahead.id in {one.id for one in shown}:
            return ()
        return ((button(icons.NEXT, voice.label("Next"), f"see:{ahead.id}:{self.tab}"),),)

    def _tabs(self, voice: Voice) -> Buttons:
        first, second, third, fourth = (
            Button(
                f"• {tab.label(voice)} •" if tab == self.tab else tab.label(voice),
                f"tab:{tab.value}",
            )
            for tab in Tab
        )
        return (first, second), (third, fourth)


def _day(session: SessionFacts) -> date:
    return local(session.starts_at).date()


def _first(facts: Facts) -> SessionFacts | None:
    """Return what is on just now, for who is late, else what comes next."""
    on_now = (
        one
        for one in facts.sessions
        if not one.cancelled and one.starts_at <= facts.now < one.ends_at
    )
    return next(on_now, facts.following)


def _next(voice: Voice, facts: Facts, ahead: SessionFacts) -> list[Markup | str]:
    """Return what comes next, or is on just now, in full."""
    said = sessions.answered(voice, ahead)
    head = voice.say("Next:") if ahead.starts_at > facts.now else voice.say("Now:")
    return [
        "",
        voice.line(icons.NEXT, bold(head)),
        sessions.card(voice, ahead),
        *([said] if said else []),
    ]


def _by_day(voice: Voice, shown: Sequence[Numbered]) -> list[Markup | str]:
    found: list[Markup | str] = []
    for on, of_day in weeks.by_day(shown):
        found += ["", bold(voice.line(icons.SCHEDULE, when.day(on, voice.language)))]
        found += [_entry(voice, one) for one in of_day]
    return found


def _entry(voice: Voice, one: Numbered) -> Markup:
    number, session = one
    span = when.span(session.starts_at, session.ends_at)
    return lines(
        voice.line(
            f"{number}. {icons.KINDS[session.kind]}", sessions.short_title(session, voice.language)
        ),
        voice.line(icons.clock_face(session.starts_at), span),
        voice.line(icons.PLACE, sessions.short_place(session)),
        weeks.stands(voice, session),
    )


def _numbers(shown: Sequence[SessionFacts], tab: str) -> Buttons:
    buttons = [
        Button(str(number), f"see:{session.id}:{tab}") for number, session in enumerate(shown, 1)
    ]
    return tuple(tuple(buttons[start : start + MOST]) for start in range(0, len(buttons), MOST))


def _pages(tab: str, page: int, pages: int) -> Buttons:
    earlier = [Button(icons.EARLIER, f"tab:{tab}:{page - 1}")] if page > 0 else []
    later = [Button(icons.LATER, f"tab:{tab}:{page + 1}")] if page < pages - 1 else []
    return (tuple(earlier + later),) if earlier or later else ()


def _file(voice: Voice, ahead: SessionFacts | None) -> Buttons:
    """Return the way to the whole plan as a file, if there is anything ahead."""
    return ((button(icons.FILE, voice.label("Calendar"), "ics"),),) if ahead else ()
