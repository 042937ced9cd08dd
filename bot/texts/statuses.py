"""The check-in: how it goes, what would help, and whatever else somebody wants to say."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.texts import faces, icons, when, writings
from bot.texts.facts import Facts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Asking
from bot.texts.pages import paged
from bot.texts.say import Voice, bold, lines
from storage.vocabulary import Stage, Wish

PAUSES = (1, 4)
"""For so many weeks somebody can choose not to be asked."""

COMMAND = "/checkin"

WISHES = (Wish.TALK, Wish.LANGUAGE, Wish.NOTHING, Wish.TRANSPORT, Wish.OTHER)
"""What would help, in the order in which it is offered."""


@dataclass(frozen=True)
class CheckInFacts:
    """A person's check-in of one week as it stands now.

    `counts` tells whether it can (still) be answered, `pulse_id` is a pulse that they can go
    on with. `words` are those of the rule by which it is asked, if it has any to be relied on.
    """

    stage: Stage | None = None
    score: int | None = None
    wishes: tuple[Wish, ...] = ()
    answered_at: datetime | None = None
    counts: bool = False
    paused_until: datetime | None = None
    pulse_id: int | None = None
    words: str | None = None


@dataclass(frozen=True)
class AboutWeek(Asking):
    """A notice about the check-in of the week that begins on this Monday (ISO)."""

    week: str
    edits: int | None = None

    @staticmethod
    def known(facts: Facts) -> CheckInFacts:
        """Return what is known; nothing of somebody whose chat this is no longer."""
        return facts.about if isinstance(facts.about, CheckInFacts) else CheckInFacts()


@dataclass(frozen=True)
class AskCheckIn(AboutWeek):
    """How does it go? The message shows the answer once there is one.

    `anew` asks in spite of an answer, because the person wants to give another one.
    """

    kind = "check_in"
    anew: bool = False
    rule_id: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question with five faces, or how it was answered."""
        known = self.known(facts)
        own = writings.rendered(voice, facts, known.words) if known.words else None
        asked = lines(own, voice.line(icons.CHECK_IN, bold(_question(voice, known.stage))))
        if known.score is not None and not (self.anew and known.counts):
            return Text(lines(asked, "", *_standing(voice, known)), edits=self.edits)
        if not known.counts:
            over = voice.say("To tell how it goes now, write: {command}", command=COMMAND)
            return Text(lines(asked, "", over), edits=self.edits)
        standing = ["", *_standing(voice, known)] if known.score is not None else []
        seen_by = voice.say("Only staff of your municipality see this.")
        html = lines(asked, *standing, "", voice.line(icons.MY_DATA, seen_by))
        return Text(html, self._buttons(voice, known), edits=self.edits)

    def is_recorded(self, about: object) -> bool:
        """Tell whether it is asked without words of a municipality's own."""
        return isinstance(about, CheckInFacts) and not about.words

    def _buttons(self, voice: Voice, known: CheckInFacts) -> Buttons:
        go_on = go_on_button(voice, known.pulse_id) if self.anew and known.pulse_id else None
        not_now = button(icons.WAIT, voice.label("Not now"), f"notnow:{self.week}")
        return (
            faces.row(f"week:{self.week}:{known.score or 0}"),
            *(((go_on,),) if go_on else ()),
            (not_now,),
        )


@dataclass(frozen=True)
class AskWish(AboutWeek):
    """What would help? One choice is enough."""

    kind = "wish"
    page: int = 0

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the choices, or what was chosen."""
        known = self.known(facts)
        asked = voice.line(icons.WISH, bold(voice.say("What would help?")))
        if known.wishes or not known.counts:
            chosen = [voice.line(icons.WISHES[one], wish_words(voice, one)) for one in known.wishes]
            return Text(lines(asked, "", *chosen) if chosen else asked, edits=self.edits)
        choices = [
            button(icons.WISHES[one], wish_words(voice, one), f"helps:{one.value}:{self.week}")
            for one in WISHES
        ]
        buttons = paged(voice, choices, self.page, f"helps_more:{self.week}:{{page}}")
        return Text(asked, buttons, edits=self.edits)


@dataclass(frozen=True)
class Thanks(AboutWeek):
    """The end of a check-in, with room for whatever else somebody wants to say."""

    kind = "check_in_thanks"
    heard = False

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return who sees the answer, and that more can be said."""
        html = lines(
            voice.line(
                icons.CHECK_IN, voice.say("Thank you. Your caseworker can see your answer.")
            ),
            "",
            voice.line(
                icons.MESSAGE,
                voice.say("Do you want to say more? Write it here, or send a voice note."),
            ),
        )
        return Text(html, edits=self.edits)


@dataclass(frozen=True)
class AskPause(AboutWeek):
    """For how long not to ask; or until when nobody asks, or that we ask again."""

    kind = "pause"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the choices while there is no pause, else until when it lasts."""
        until = self.known(facts).paused_until
        if until is not None and until > facts.now:
            return Text(*self._paused(voice, until), edits=self.edits)
        one, four = PAUSES
        choices = (
            button(icons.WAIT, voice.label("One week"), f"pause:{one}:{self.week}"),
            button(icons.WAIT, voice.label("Four weeks"), f"pause:{four}:{self.week}"),
            button(icons.BACK, voice.label("Back"), f"week:{self.week}"),
        )
        asked = bold(voice.say("For how long shall we not ask?"))
        html = voice.line(icons.WAIT, asked)
        return Text(html, tuple((choice,) for choice in choices), edits=self.edits)

    def _paused(self, voice: Voice, until: datetime) -> tuple[Markup, Buttons]:
        first = when.day(until, voice.language)
        html = lines(
            voice.line(icons.WAIT, bold(voice.say("We do not ask before {day}.", day=first))),
            voice.say("You can tell how it goes at any time. Write: {command}", command=COMMAND),
        )
        again = button(icons.CHECK_IN, voice.label("Ask me every week"), f"unpause:{self.week}")
        return html, ((again,),)


def spoken(voice: Voice) -> dict[str, str]:
    """Return what the buttons' data begins with, by the words that can be typed for them."""
    return {
        voice.label("Not now"): "notnow",
        voice.label("Back"): "week",
        voice.label("One week"): "pause:1",
        voice.label("Four weeks"): "pause:4",
    } | {wish_words(voice, wish): f"helps:{wish.value}" for wish in Wish}


def wish_words(voice: Voice, wish: Wish) -> str:
    """Return the words of what would help."""
    return {
        Wish.TALK: voice.label("A talk with my caseworker"),
        Wish.LANGUAGE: voice.label("Help with Danish"),
        Wish.TRANSPORT: voice.label("Transport"),
        Wish.OTHER: voice.label("Something else"),
        Wish.NOTHING: voice.label("Nothing"),
    }[wish]


def go_on_button(voice: Voice, pulse_id: int) -> Button:
    """Return the way back to questions that were left."""
    return button(icons.PULSE, voice.label("Go on with the questions"), f"pulse:{pulse_id}")


def _question(voice: Voice, stage: Stage | None) -> Markup:
    match stage:
        case Stage.PLACEMENT:
            return voice.say("How is your placement going?")
        case Stage.COURSE:
            return voice.say("How is your course going?")
        case _:
            return voice.say("How is it going?")


def _standing(voice: Voice, known: CheckInFacts) -> list[Markup]:
    """Return the answer and its date."""
    found = [faces.said(voice, known.score)] if known.score is not None else []
    if known.answered_at is not None:
        noted = when.moment(known.answered_at, voice.language)
        found.append(voice.line(icons.NOTED, voice.say("Noted: {moment}", moment=noted)))
    return found
