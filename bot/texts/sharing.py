"""Several people on one phone: who is it, and whose a message is."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.texts import icons, menu, sessions
from bot.texts.facts import Facts
from bot.texts.message import Button, Media, Message, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines, shorten

ON_A_BUTTON = 24
"""Limit of a name there in UTF-16 units."""


@dataclass(frozen=True)
class AskWho(Notice):
    """Who holds the phone? A button for each."""

    kind = "ask_who"
    edits: int | None = None

    def is_personal(self) -> bool:
        """It is said to all of them."""
        return False

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question with everybody's first name."""
        buttons = tuple(
            (Button(f"{icons.PEOPLE} {shorten(name, ON_A_BUTTON)}", f"who:{number}"),)
            for number, name in facts.sharers
        )
        html = voice.line(icons.PEOPLE, bold(voice.say("Who is it?")))
        return Text(html, buttons, edits=self.edits)


@dataclass(frozen=True)
class NowHere(Notice):
    """Somebody has said that they hold the phone."""

    kind = "now_here"
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that what follows is theirs; the name stands above it."""
        html = lines(
            voice.say("What you see now is yours."), voice.say("The menu is at the bottom.")
        )
        return Text(html, edits=self.edits)


@dataclass(frozen=True)
class SharedWaiting(Notice):
    """Somebody has agreed on a phone that gets messages for another person."""

    kind = "shared_waiting"
    invitation_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what happens next."""
        html = lines(
            voice.line(icons.PEOPLE, bold(voice.say("Others get messages on this phone, too."))),
            voice.line(
                icons.CASEWORKER,
                voice.say("Your caseworker looks at it first. Then we write to you here."),
            ),
        )
        return Text(html)


@dataclass(frozen=True)
class SharedWelcome(Notice):
    """The caseworker has confirmed that somebody shares this phone."""

    kind = "shared_welcome"
    can_be_covered = False

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the welcome, and how the two are told apart."""
        name = sessions.short_name(facts.called)
        html = lines(
            voice.line(icons.WELCOME, bold(voice.say("Welcome, {name}", name=name))),
            voice.say("You now get messages here, too."),
            voice.line(
                icons.PEOPLE, voice.say("Your name stands above your messages. Others see them.")
            ),
        )
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class SharedRefused(Notice):
    """The caseworker does not want two people's messages on this phone."""

    kind = "shared_refused"
    invitation_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what happens instead."""
        html = lines(
            voice.line(icons.NO, voice.say("We do not write to you here.")),
            voice.line(icons.PHONE, voice.say("Your caseworker calls you or sends a letter.")),
        )
        return Text(html)


def named(voice: Voice, facts: Facts, said: Message) -> Message:
    """Return a message as it is said on a shared phone: the first name above it."""
    if isinstance(said, Text) and said.menu is not None:
        said = replace(said, menu=_menu(voice, facts, said.menu))
    if not facts.first_name:
        return said
    if isinstance(said, Text):
        return replace(said, html=lines(_name(voice, facts), said.html))
    if isinstance(said, Media):
        return replace(said, caption=lines(_name(voice, facts), said.caption))
    return said


def _name(voice: Voice, facts: Facts) -> Markup:
    return voice.line(icons.PEOPLE, bold(isolate(sessions.short_name(facts.first_name))))


def _menu(voice: Voice, facts: Facts, keys: tuple[tuple[str, ...], ...]) -> menu.Keys:
    """Return the keys below the chat; they stay when somebody leaves whose phone it is not alone."""
    if not facts.stays:
        return keys
    keys = keys or menu.rows(voice)
    return (*keys, (menu.who(voice).shown,)) if facts.sharers else keys
