"""My data: what is stored and why, who has looked, what can be corrected, fetched and deleted."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.texts import icons, menu, sessions, when
from bot.texts.facts import Facts
from bot.texts.languages import NAMES
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Notice, Question
from bot.texts.say import Voice, bold, lines

ERASE, KEEP = "erase", "keep"
NAMED = "named"
LATEST = 8
"""So many readings stand on one page."""


@dataclass(frozen=True)
class ReadingsFacts:
    """One page of who has looked, the latest first, and how many there are in all."""

    shown: tuple[tuple[str, datetime], ...]
    page: int
    count: int


@dataclass(frozen=True)
class Privacy(Notice):
    """What is stored, why, and who sees it; on a second page what is rarer."""

    kind = "privacy"
    heard = True
    is_always_the_same = False
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return it in short lines, with four things to do."""
        head = voice.line(icons.MY_DATA, bold(voice.say("My data")))
        if self.page:
            html = lines(head, "", *_discretion(voice, facts))
            return Text(html, _rarer(voice, facts), edits=self.edits)
        buttons = (
            button(icons.CORRECT, voice.label("Correct my name"), "name"),
            button(icons.FILE, voice.label("Get everything as a file"), "fetch"),
            button(icons.CASEWORKER, voice.label("Who has looked"), "readers:0"),
            button(icons.MORE, voice.label("More"), "mydata:1"),
        )
        html = lines(head, *_about(voice, facts), "", *_why(voice))
        return Text(html, tuple((one,) for one in buttons), edits=self.edits)


def _about(voice: Voice, facts: Facts) -> list[Markup]:
    name, called = sessions.short_name(facts.name), sessions.short_name(facts.called)
    home = sessions.short_name(facts.municipality)
    other = [voice.say("We call you: {name}", name=called)] if called != name else []
    return [
        voice.say("Name: {name}", name=name),
        *other,
        voice.say("Language: {language}", language=NAMES[facts.language]),
        voice.say("Municipality: {municipality}", municipality=home),
        voice.say("We also store your case number, phone number, courses, answers and messages."),
    ]


def _why(voice: Voice) -> list[Markup]:
    return [
        voice.line(
            icons.SCHEDULE,
            voice.say("Why: you know when and where, and your caseworker knows if you come."),
        ),
        voice.line(icons.CASEWORKER, voice.say("Only staff of your municipality see this.")),
        voice.line(
            icons.TELEGRAM,
            voice.say("The messages go through Telegram, a company outside the EU."),
        ),
    ]


def _discretion(voice: Voice, facts: Facts) -> list[Markup]:
    if not facts.discreet:
        return [voice.line(icons.DETAILS, voice.say("Messages show everything at once."))]
    return [
        voice.line(icons.HIDE, voice.say("Messages show only the day and the time.")),
        voice.say("Tap “Details” to see the rest."),
    ]


def _rarer(voice: Voice, facts: Facts) -> Buttons:
    if facts.discreet:
        switch = button(icons.DETAILS, voice.label("Show everything at once"), "discreet:0")
    else:
        switch = button(icons.HIDE, voice.label("Show only day and time"), "discreet:1")
    return (
        (switch,),
        (button(icons.HIDE, voice.label("Remove the messages here"), "hide_all"),),
        (button(icons.STOP, voice.label("Stop the messages"), "ask_stop"),),
        (button(icons.DELETE, voice.label("Delete my data"), "ask_erase"),),
    )


@dataclass(frozen=True)
class AskName(Question):
    """What shall we call you? It is written, or left as it is."""

    kind = "ask_name"
    choices = (NAMED, KEEP)
    again: bool = False

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question; the name on the letters stays beside it."""
        html = lines(
            voice.line(icons.CORRECT, bold(voice.say("Write the name that we shall call you."))),
            voice.say("Only the name, please: no numbers.") if self.again else None,
            voice.say("On letters it stays: {name}", name=sessions.short_name(facts.name)),
        )
        stay = button(icons.BACK, voice.label("Leave it as it is"), "name_keep")
        own = button(icons.LETTER, voice.label("As on letters"), "name_reset")
        buttons = ((own,), (stay,)) if facts.called != facts.name else ((stay,),)
        name = sessions.short_name(facts.called)
        called = voice.line(icons.YES, voice.say("We call you: {name}", name=name))
        return self.asked(html, buttons, {NAMED: called, KEEP: called})


@dataclass(frozen=True)
class NameNoted(Notice):
    """The person is called by another name from now on."""

    kind = "name_noted"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the name as it is now."""
        name = sessions.short_name(facts.called)
        html = voice.line(icons.YES, voice.say("Thank you. We call you: {name}", name=name))
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class Readers(Notice):
    """Who has looked at the person's record, and when."""

    kind = "readers"
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a page of names and moments, the latest first."""
        found = facts.about
        head = voice.line(icons.CASEWORKER, bold(voice.say("Who has looked")))
        back = button(icons.BACK, voice.label("My data"), "mydata:0")
        if not isinstance(found, ReadingsFacts) or not found.count:
            html = lines(head, "", voice.say("Nobody has looked yet."))
            return Text(html, ((back,),), edits=self.edits)
        entries = [_reader(voice, name, moment) for name, moment in found.shown]
        turns = []
        if found.page > 0:
            turns.append(Button(icons.EARLIER, f"readers:{found.page - 1}"))
        if (found.page + 1) * LATEST < found.count:
            turns.append(Button(icons.LATER, f"readers:{found.page + 1}"))
        rows = ((tuple(turns),) if turns else ()) + ((back,),)
        return Text(lines(head, "", *entries), rows, edits=self.edits)


def _reader(voice: Voice, name: str, moment: datetime) -> Markup:
    shown = f"{sessions.short_name(name)} · {when.moment(moment, voice.language)}"
    return voice.line("•", shown)


@dataclass(frozen=True)
class AskErase(Question):
    """The first of the two taps."""

    kind = "ask_erase"
    choices = (ERASE, KEEP)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question: what goes, and what the municipality keeps elsewhere."""
        html = lines(
            voice.line(icons.DELETE, bold(voice.say("Delete your data here?"))),
            voice.say("Gone: your name, phone, messages, pictures, and how you said it goes."),
            voice.say("You get no more messages here."),
            "",
            voice.line(
                icons.HOME,
                voice.say("The municipality keeps your case in its own system (sag)."),
            ),
            voice.line(
                icons.MONEY, voice.say("It does not affect your money from the municipality.")
            ),
        )
        erase = button(icons.DELETE, voice.label("Delete"), "erase")
        keep = button(icons.BACK, voice.label("Do not delete"), "erase_keep")
        answers = {
            ERASE: voice.line(icons.DELETE, voice.say("Delete")),
            KEEP: voice.line(icons.BACK, voice.say("Do not delete")),
        }
        return self.asked(html, ((erase,), (keep,)), answers)


@dataclass(frozen=True)
class Erased(Notice):
    """Everything here is gone; nothing names whose it was."""

    kind = "erased"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that it is done, and the way back."""
        html = lines(
            voice.line(icons.DELETE, bold(voice.say("Your data here is deleted."))),
            voice.line(
                icons.CASEWORKER,
                voice.say("If you want messages again, ask your caseworker for an invitation."),
            ),
        )
        return Text(html, menu=())
