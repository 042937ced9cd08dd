"""Placements: where somebody works for a time, what they wish for, and news of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.texts import icons, menu, sessions, when, work as works
from bot.texts.added import WithAdded
from bot.texts.facts import Facts
from bot.texts.message import Buttons, Text, button
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, lines, shorten
from bot.texts.work import Work
from storage.vocabulary import ClaimState, InterestState

CONTACT = 160
SHOWN = 4
"""So many of each are shown: the latest."""


@dataclass(frozen=True)
class PlacementFacts:
    """A placement as it is now; `next_at` is when the next day begins, aware UTC."""

    id: int
    work: Work
    contact: str
    next_at: datetime | None
    is_ended: bool
    is_seen: bool = True


@dataclass(frozen=True)
class Wish:
    """A slot that somebody wishes for, and what became of it."""

    work: Work
    state: InterestState


@dataclass(frozen=True)
class Named:
    """A company that somebody has named, and what became of it."""

    company: str
    state: ClaimState


@dataclass(frozen=True)
class Overview:
    """Where somebody is placed, what they wish for, whom they named, how many slots are open."""

    placements: tuple[PlacementFacts, ...] = ()
    wishes: tuple[Wish, ...] = ()
    named: tuple[Named, ...] = ()
    open_slots: int = 0


@dataclass(frozen=True)
class MyPlacements(Notice):
    """The page from which everything about placements can be reached."""

    kind = "placements"
    heard = True
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return how things are, and what can be done."""
        found = facts.about if isinstance(facts.about, Overview) else Overview()
        html = lines(
            voice.line(icons.PLACEMENT, bold(voice.say("Placements"))),
            *(part for one in found.placements[:SHOWN] for part in _entry(voice, one)),
            *_fates(voice, found),
            "",
            _open(voice, found.open_slots),
        )
        return Text(html, _ways(voice, found), edits=self.edits)


@dataclass(frozen=True)
class AboutPlacement(WithAdded):
    """News of a placement; whatever was new, it tells how things are now."""

    heard = True
    placement_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the placement with its days and hours, or that it has ended."""
        found = facts.about
        if not isinstance(found, PlacementFacts):
            html = voice.line(icons.PLACEMENT, voice.say("This is no longer on your schedule."))
            return Text(html, edits=self.edits)
        told = self._ended(voice, found) if found.is_ended else self._standing(voice, found)
        html = lines(told, *self.added(voice, facts, ended=found.is_ended))
        if found.is_seen:
            seen = voice.line(icons.SEEN, voice.say("You have seen this message."))
            return Text(lines(html, seen), edits=self.edits)
        confirm = button(
            icons.SEEN, voice.label("I have seen it"), f"know:{self.kind}:{self.placement_id}"
        )
        return Text(html, ((confirm,),), edits=self.edits)

    def head(self, voice: Voice) -> Markup:
        """Return what is new, in one line."""
        raise NotImplementedError  # each notice has its own

    def _standing(self, voice: Voice, found: PlacementFacts) -> Markup:
        return lines(
            self.head(voice),
            works.heading(voice, found.work),
            works.card(voice, found.work),
            _contact(voice, found),
            *_next(voice, found),
        )

    @staticmethod
    def _ended(voice: Voice, found: PlacementFacts) -> Markup:
        return lines(
            voice.line(icons.CANCELLED, bold(voice.say("The placement has ended."))),
            works.heading(voice, found.work),
            voice.line(icons.COMPANY, shorten(found.work.company, sessions.PLACE)),
            "",
            voice.say("You do not need to go there any more."),
        )


@dataclass(frozen=True)
class PlacementMade(AboutPlacement):
    """Somebody is placed."""

    kind = "placement_made"

    def head(self, voice: Voice) -> Markup:
        """Return that there is a placement."""
        return voice.line(icons.YES, bold(voice.say("You have a placement.")))


@dataclass(frozen=True)
class PlacementChanged(AboutPlacement):
    """Days, hours or the place are other ones; only the right ones are named."""

    kind = "placement_changed"

    def head(self, voice: Voice) -> Markup:
        """Return that what follows is right."""
        words = voice.say("Your placement has changed. This is right:")
        return voice.line(icons.CHANGED, bold(words))


@dataclass(frozen=True)
class PlacementEnded(PlacementChanged):
    """What was ahead is off; one that stands again meanwhile has changed."""

    kind = "placement_ended"
    tells_end = True


NEWS: dict[str, type[AboutPlacement]] = {
    notice.kind: notice for notice in (PlacementMade, PlacementChanged, PlacementEnded)
}
"""What tells of a placement as a whole, by its kind."""


def _contact(voice: Voice, found: PlacementFacts) -> Markup | None:
    if not found.contact:
        return None
    return voice.line(
        icons.PHONE, voice.say("Contact: {contact}", contact=shorten(found.contact, CONTACT))
    )


def _next(voice: Voice, found: PlacementFacts) -> list[Markup | str]:
    if found.next_at is None:
        return []
    moment = when.moment(found.next_at, voice.language)
    return ["", voice.line(icons.REMINDER, voice.say("Next day there: {moment}", moment=moment))]


def _entry(voice: Voice, found: PlacementFacts) -> Sequence[Markup | str]:
    return "", works.heading(voice, found.work), works.card(voice, found.work)


def _fates(voice: Voice, found: Overview) -> list[Markup | str]:
    """Return what became of each wish and of each company that was named."""
    wishes = [_fate(voice, one) for one in found.wishes[:SHOWN]]
    named = [_fate_of_named(voice, one) for one in found.named[:SHOWN]]
    return ["", *wishes, *named] if wishes or named else []


def _fate(voice: Voice, wish: Wish) -> Markup:
    what = works.name(voice, wish.work)
    match wish.state:
        case InterestState.PLACED:
            return voice.line(icons.YES, voice.say("{what}: you have this place.", what=what))
        case InterestState.DECLINED:
            return voice.line(icons.NOTED, voice.say("{what}: not this time.", what=what))
        case _:
            return voice.line(icons.WISH, voice.say("{what}: waiting for an answer.", what=what))


def _fate_of_named(voice: Voice, named: Named) -> Markup:
    what = shorten(named.company, sessions.PLACE)
    match named.state:
        case ClaimState.CONFIRMED:
            said = voice.say("{what}: your caseworker has noted it.", what=what)
        case ClaimState.REJECTED:
            said = voice.say("{what}: not this time.", what=what)
        case _:
            said = voice.say("{what}: waiting for an answer.", what=what)
    return voice.line(icons.COMPANY, said)


def _open(voice: Voice, number: int) -> Markup:
    if not number:
        return voice.say("No open places now.")
    return voice.say_n("{n} open place", "{n} open places", number)


def _ways(voice: Voice, found: Overview) -> Buttons:
    rows = []
    if found.open_slots:
        rows.append((button(icons.PLACEMENT, voice.label("See open places"), "slot:open"),))
    if found.wishes:
        rows.append((button(icons.WISH, voice.label("My wishes"), "slot:mine"),))
    rows.append((button(icons.COMPANY, voice.label("I know a company"), "nominate"),))
    return tuple(rows)


def back(voice: Voice) -> Buttons:
    """Return the way to the page from which all this can be reached."""
    item = next(item for item in menu.items(voice) if item.command == "placements")
    return ((button(icons.BACK, item.word, "menu:placements"),),)
