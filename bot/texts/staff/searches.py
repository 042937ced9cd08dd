"""Searches in a chat of the staff: whom one finds, and who has entered a saved one."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from markupsafe import Markup

from bot.rules.search.refused import BadQuery
from bot.texts import icons
from bot.texts.facts import Facts
from bot.texts.message import Buttons, Text, button
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice, searching
from bot.texts.staff.refused import StaffRefused

NAME, WHY, ASKED = 40, 80, 200
A_PAGE = 6
"""So many people fill a small phone, each with why they were found."""
BEFORE, WRONG, BEHIND = 60, 40, 20
"""So much is shown of a query around what is not understood in it."""
NOTHING_THERE = "‸"
"""Shown where something is missing."""
MOST_NAMED = 8
"""So many searches are named in one message."""


@dataclass(frozen=True)
class Match:
    """Somebody who was found, and by what."""

    name: str
    reference: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Matches:
    """What was asked, a page of those who were found from `start` on, and how many there are.

    `meant` is what may be meant instead, if anything.

    Who sees counts only has no matches, and a rough `total`, None where it is small.
    """

    asked: str
    matches: tuple[Match, ...]
    total: int | None
    counts_only: bool = False
    start: int = 0
    meant: str = ""

    @property
    def has_pages(self) -> bool:
        """Whether more are found than one page shows."""
        return not self.counts_only and self.total is not None and self.total > A_PAGE


@dataclass(frozen=True)
class Mistake:
    """A query that is not understood, and what may be meant, if that can be told."""

    asked: str
    meant: str = ""


@dataclass(frozen=True)
class Names:
    """What saved searches are called by their numbers."""

    of: dict[int, str]


@dataclass(frozen=True)
class SearchFound(StaffNotice):
    """Whom the query finds that came with an update; `console` is the address of the console."""

    kind = "search_found"
    update_id: int
    console: str
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a line for each, why, and buttons to the others."""
        found = facts.about
        if not isinstance(found, Matches):
            said = voice.say("This search can no longer be shown. Write it again.")
            return Text(voice.line(icons.SEARCH, said), edits=self.edits)
        html = lines(
            voice.line(icons.SEARCH, bold(shorten(found.asked, ASKED))),
            _total(voice, found),
            _meant(voice, found.meant),
            *(_line(number, one) for number, one in enumerate(found.matches, found.start + 1)),
            self._link(voice, found.asked),
        )
        return Text(html, self._turns(voice, found), edits=self.edits)

    def _turns(self, voice: Voice, found: Matches) -> Buttons:
        """Return the buttons to the pages before and behind."""
        if not found.has_pages:
            return ()
        data, here = f"desk_found:{self.update_id}", found.start // A_PAGE
        before = button(icons.EARLIER, voice.label("Previous"), f"{data}:{here - 1}")
        behind = button(icons.LATER, voice.label("More"), f"{data}:{here + 1}")
        is_last = found.start + A_PAGE >= (found.total or 0)
        return ((*([before] if here else []), *([] if is_last else [behind])),)

    def _link(self, voice: Voice, asked: str) -> Markup:
        address = f"{self.console}/search?{urlencode({'q': asked})}"
        link = Markup('<a href="{}">{}</a>').format(address, voice.label("Open it in the console"))
        return voice.line(icons.NEXT, link)


@dataclass(frozen=True)
class AskQuery(StaffNotice):
    """Nothing was asked: what can be."""

    kind = "search_ask"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return some examples."""
        examples = (
            voice.label("course:Bus language:ti"),
            voice.label("absence>2/30d and not contact<14d"),
            voice.label("caseworker:me placement:none"),
        )
        html = lines(
            voice.line(icons.SEARCH, bold(voice.say("Whom are you looking for?"))),
            voice.line(icons.WRITE, voice.say("Write a name, or what you want to know:")),
            *(Markup("<code>{}</code>").format(one) for one in examples),
        )
        return Text(html)


@dataclass(frozen=True)
class SearchRefused(StaffRefused):
    """Why what came with an update cannot be asked; it may be written again.

    What is wrong stands from `start` to `end`.
    """

    kind = "search_refused"
    update_id: int
    start: int
    end: int

    @classmethod
    def within(cls, update_id: int, refused: BadQuery) -> Self:
        """Return what is owed of a query that is not understood."""
        why = StaffRefused.of(refused)
        end = refused.at + refused.length
        return cls(why.refusal, why.values, update_id, refused.at, end)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return why, and the query with the place marked."""
        found = facts.about if isinstance(facts.about, Mistake) else Mistake("")
        html = lines(
            super().say(voice, facts).html,
            self._marked(found.asked) if found.asked else None,
            _meant(voice, found.meant),
            voice.line(icons.WRITE, voice.say("Write it again.")),
        )
        return Text(html)

    def _marked(self, asked: str) -> Markup:
        """Return what stands around the place, and it underlined."""
        before, behind = asked[: self.start][-BEFORE:], asked[self.end :][:BEHIND]
        before = before if self.start <= BEFORE else f"…{before}"
        behind = behind if self.end + BEHIND >= len(asked) else f"{behind}…"
        wrong = shorten(asked[self.start : self.end], WRONG) or NOTHING_THERE
        return isolate(Markup("{}<b><u>{}</u></b>{}").format(before, wrong, behind))


@dataclass(frozen=True)
class SearchNews(StaffNotice):
    """How many have entered which saved searches; who they are stands on the list of tasks."""

    kind = "search_news"
    entered: tuple[tuple[int, int], ...]

    def say(self, voice: Voice, facts: Facts) -> Text | None:
        """Return a line for each search that is still there; nothing when none is."""
        names = facts.about.of if isinstance(facts.about, Names) else {}
        known = [(names[number], count) for number, count in self.entered if number in names]
        if not known:
            return None
        more = len(known) - MOST_NAMED
        html = lines(
            voice.line(icons.SEARCH, bold(voice.say("New in your saved searches"))),
            *(_entered(voice, name, count) for name, count in known[:MOST_NAMED]),
            *([voice.say_n("{n} more search", "{n} more searches", more)] if more > 0 else []),
            voice.line(icons.TODAY, voice.say("Who they are stands under “Today”.")),
        )
        return Text(html)


def _total(voice: Voice, found: Matches) -> Markup:
    if found.total is None or found.counts_only:
        return searching.counted(found.total, voice)
    if found.has_pages:
        first, last = found.start + 1, found.start + len(found.matches)
        shown = f"{first}–{last}" if first < last else str(first)
        return voice.say("{shown} of {n} people", shown=shown, n=found.total)
    return voice.say_n("{n} person", "{n} people", found.total)


def _meant(voice: Voice, query: str) -> Markup | None:
    if not query:
        return None
    return searching.offered(Markup("<code>{}</code>").format(shorten(query, ASKED)), voice)


def _line(number: int, one: Match) -> Markup:
    who = Markup("{} · {}").format(isolate(shorten(one.name, NAME)), isolate(one.reference))
    why = isolate(shorten("; ".join(one.why), WHY)) if one.why else None
    said = Markup("{} · {}").format(number, who)
    return Markup("{}\n   <i>{}</i>").format(said, why) if why else said


def _entered(voice: Voice, name: str, count: int) -> Markup:
    return voice.say_n(
        "{name}: {n} new person", "{name}: {n} new people", count, name=shorten(name, NAME)
    )
