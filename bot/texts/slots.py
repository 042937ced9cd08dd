"""Open slots, one at a time: see what it is, say that it is of interest, take that back."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from bot.texts import icons, placements, work as works
from bot.texts.facts import Facts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Notice
from bot.texts.pages import counted
from bot.texts.say import Voice, bold, lines
from bot.texts.work import Work
from storage.vocabulary import InterestState


class Scope(StrEnum):
    """Which slots are leafed through."""

    OPEN = "open"
    MINE = "mine"


@dataclass(frozen=True)
class SlotFacts:
    """A slot as it is for one person; `earlier` and `later` are its neighbours, `place` counts."""

    id: int
    work: Work
    level: int
    is_open: bool
    state: InterestState | None = None
    earlier: int | None = None
    later: int | None = None
    place: int = 1
    total: int = 1


@dataclass(frozen=True)
class SlotPage(Notice):
    """One slot; without a number the first of its scope."""

    kind = "slot"
    heard = True
    is_always_the_same = False
    scope: str
    slot_id: int | None = None
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the slot with what can be done about it, or that there is none."""
        found = facts.about
        if not isinstance(found, SlotFacts):
            return Text(_nothing(voice), _otherwise(voice), edits=self.edits)
        html = lines(
            works.heading(voice, found.work, counted(voice, found.place, found.total)),
            works.card(voice, found.work),
            works.level(voice, found.level),
            *_state(voice, found),
        )
        rows = (*_wish(voice, found), *self._leaf(found), *placements.back(voice))
        return Text(html, rows, edits=self.edits)

    def _leaf(self, found: SlotFacts) -> Buttons:
        ways = ((icons.EARLIER, found.earlier), (icons.LATER, found.later))
        row = tuple(Button(icon, f"slot:{self.scope}:{number}") for icon, number in ways if number)
        return (row,) if row else ()


@dataclass(frozen=True)
class InterestDeclined(Notice):
    """It was not this slot, for whatever reason."""

    kind = "interest_declined"
    heard = True
    slot_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return it in neutral words, and the way to others."""
        found = facts.about
        what = works.name(voice, found.work) if isinstance(found, SlotFacts) else None
        html = lines(
            voice.line(
                icons.NOTED,
                bold(voice.say("You did not get this place this time.")),
            ),
            voice.line(icons.PLACEMENT, what) if what else None,
            "",
            voice.say("There may be other places."),
        )
        others = button(icons.PLACEMENT, voice.label("See open places"), "slot:open")
        return Text(html, ((others,), *placements.back(voice)))


def _nothing(voice: Voice) -> Markup:
    return voice.line(icons.PLACEMENT, voice.say("No open places now."))


def _otherwise(voice: Voice) -> Buttons:
    know = button(icons.COMPANY, voice.label("I know a company"), "nominate")
    return ((know,), *placements.back(voice))


def _state(voice: Voice, found: SlotFacts) -> list[Markup | str]:
    match found.state:
        case InterestState.INTERESTED:
            words = voice.say("You are interested. Your caseworker will answer you.")
            return ["", voice.line(icons.WISH, bold(words))]
        case InterestState.PLACED:
            return ["", voice.line(icons.YES, bold(voice.say("You have this place.")))]
        case InterestState.DECLINED:
            words = voice.say("You did not get this place this time.")
            return ["", voice.line(icons.NOTED, words)]
        case _ if not found.is_open:
            return ["", voice.line(icons.NOTED, voice.say("This place is no longer open."))]
        case _:
            return []


def _wish(voice: Voice, found: SlotFacts) -> Buttons:
    if found.state is InterestState.INTERESTED:
        words = voice.label("I am no longer interested")
        return ((button(icons.NO, words, f"unwish:{found.id}"),),)
    if found.is_open and found.state in {None, InterestState.WITHDRAWN}:
        return ((button(icons.WISH, voice.label("I am interested"), f"wish:{found.id}"),),)
    return ()
