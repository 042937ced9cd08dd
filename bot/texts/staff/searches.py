"""Searches in a chat of the staff: whom one finds, and who has entered a saved one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from bot.texts import icons
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice

NAME, WHY, ASKED = 40, 120, 200
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
    """What was asked, the first of those who were found, and how many there are.

    Who sees counts only has no matches, and a rough `total`, None where it is small.
    """

    asked: str
    matches: tuple[Match, ...]
    total: int | None
    counts_only: bool = False


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

    def say(self, voice: Voice, facts: Facts) -> Text | None:
        """Return a line for each, why, and where the others are."""
        found = facts.about
        if not isinstance(found, Matches):
            return None
        html = lines(
            voice.line(icons.SEARCH, bold(shorten(found.asked, ASKED))),
            _total(voice, found),
            *(_line(number, one) for number, one in enumerate(found.matches, 1)),
            _rest(voice, found),
            self._link(voice, found.asked),
        )
        return Text(html)

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
            voice.label("/find course:Bus language:ti"),
            voice.label("/find absence>2/30d and not contact<14d"),
            voice.label("/find caseworker:me placement:none"),
        )
        html = lines(
            voice.line(icons.SEARCH, bold(voice.say("Whom are you looking for?"))),
            voice.say("Write /find, and behind it a name or what you want to know:"),
            *(Markup("<code>{}</code>").format(one) for one in examples),
        )
        return Text(html)


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
    if found.total is None:
        return voice.say("No number: this finds nobody, or sets fewer than five people apart")
    if found.counts_only:
        return voice.say("About {n} people", n=found.total)
    return voice.say_n("{n} person", "{n} people", found.total)


def _line(number: int, one: Match) -> Markup:
    who = Markup("{} · {}").format(isolate(shorten(one.name, NAME)), isolate(one.reference))
    why = isolate(shorten("; ".join(one.why), WHY)) if one.why else None
    said = Markup("{} · {}").format(number, who)
    return Markup("{}\n   <i>{}</i>").format(said, why) if why else said


def _rest(voice: Voice, found: Matches) -> Markup | None:
    if found.counts_only or found.total is None or found.total <= len(found.matches):
        return None
    more = found.total - len(found.matches)
    return voice.say_n("{n} more in the console", "{n} more in the console", more)


def _entered(voice: Voice, name: str, count: int) -> Markup:
    return voice.say_n(
        "{name}: {n} new person", "{name}: {n} new people", count, name=shorten(name, NAME)
    )
