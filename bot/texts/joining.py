"""From an invitation to the first message: language, consent, welcome."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, menu, sessions
from bot.texts.facts import Facts
from bot.texts.languages import NAMES
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Notice, Question
from bot.texts.say import Voice, bold, isolate, lines

YES, NO = "yes", "no"


def in_all_languages(say: Callable[[Voice], Markup]) -> Markup:
    """Return what a person reads whose language we do not know, a paragraph each."""
    return Markup("\n\n").join(isolate(say(Voice(language))) for language in NAMES)


@dataclass(frozen=True)
class AskLanguage(Question):
    """Which language? In all scripts at once; the numbers can be typed.

    `invitation_id` is there for somebody who is about to share the phone.
    """

    kind = "ask_language"
    heard = False
    choices = tuple(language.value for language in NAMES)
    invitation_id: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question and a button for each language, or the one that was chosen."""
        if self.chosen is not None:
            return self._answered(voice)
        asked = [
            Markup("{} · {}").format(number, isolate(Voice(language).label("Choose your language")))
            for number, language in enumerate(NAMES, 1)
        ]
        joiner = f":{self.invitation_id}" if self.invitation_id else ""
        buttons = tuple(
            (Button(f"{number} · {name}", f"lang:{language.value}{joiner}"),)
            for number, (language, name) in enumerate(NAMES.items(), 1)
        )
        return Text(lines(icons.LANGUAGE, *asked), buttons, edits=self.edits)

    def _answered(self, voice: Voice) -> Text:
        """Ask in one language only: the others were for finding it."""
        html = voice.line(icons.LANGUAGE, voice.say("Choose your language"))
        names = {code.value: voice.line(icons.YES, name) for code, name in NAMES.items()}
        return self.asked(html, (), names)


@dataclass(frozen=True)
class AskConsent(Question):
    """What is stored and why, that it is voluntary, and whether the person wants it."""

    kind = "ask_consent"
    heard = False
    choices = (YES, NO)
    invitation_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question with its two answers."""
        home = facts.municipality
        html = lines(
            voice.line(icons.HOME, bold(isolate(sessions.short_name(home)))) if home else None,
            voice.line(
                icons.MESSAGE,
                voice.say(
                    "Your municipality can write to you here about your course: day, time and place."
                ),
            ),
            "",
            voice.line(
                icons.MY_DATA,
                voice.say(
                    "It stores your name, language, course and answers. Only staff of your municipality see this."
                ),
            ),
            voice.line(
                icons.TELEGRAM,
                voice.say("The messages go through Telegram, a company outside the EU."),
            ),
            "",
            voice.line(
                icons.FREE, voice.say("You decide. A phone call or a letter is just as good.")
            ),
            voice.line(
                icons.MONEY,
                voice.say("Your answer never affects your money from the municipality."),
            ),
            voice.line(icons.STOP, voice.say("You can stop at any time.")),
            "",
            bold(voice.say("Do you want messages here?")),
        )
        answers = {
            YES: voice.line(icons.YES, voice.say("Yes")),
            NO: voice.line(icons.NO, voice.say("No, thank you")),
        }
        return self.asked(html, self._buttons(voice), answers)

    def _buttons(self, voice: Voice) -> Buttons:
        number = self.invitation_id
        return (
            (button(icons.YES, voice.label("Yes"), f"agree:{number}"),),
            (button(icons.NO, voice.label("No, thank you"), f"decline:{number}"),),
            (button(icons.LANGUAGE, voice.label("Language"), f"languages:{number}"),),
        )


@dataclass(frozen=True)
class Declined(Notice):
    """The person does not want messages here; nothing is lost by that."""

    kind = "declined"
    invitation_id: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what happens instead, and how to change one's mind."""
        html = lines(
            voice.line(icons.NO, voice.say("We do not write to you here.")),
            voice.line(icons.PHONE, voice.say("Your caseworker calls you or sends a letter.")),
            voice.line(
                icons.BACK,
                voice.say("If you want messages later, write: {command}", command="/start"),
            ),
        )
        return Text(html)


@dataclass(frozen=True)
class Welcome(Notice):
    """The chat is linked: by name, with the menu."""

    kind = "welcome"
    looks_ahead = True

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the welcome; what comes next on the schedule follows as its own message."""
        if facts.following:
            ahead = voice.say("This is next on your schedule:")
        else:
            ahead = voice.say(
                "There is nothing on your schedule yet. We write when there is something."
            )
        html = lines(
            voice.line(
                icons.WELCOME,
                bold(voice.say("Welcome, {name}", name=sessions.short_name(facts.called))),
            ),
            voice.say("The menu is at the bottom."),
            "",
            voice.line(icons.SCHEDULE, ahead),
        )
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class LanguageChosen(Notice):
    """The language from now on, and the menu in it."""

    kind = "language_chosen"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the language by its own name."""
        name = NAMES[facts.language]
        html = voice.line(icons.LANGUAGE, voice.say("Language: {language}", language=name))
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class Unknown(Notice):
    """Said to strangers and to a lost phone: nothing about who uses this, or for what."""

    kind = "unknown"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return one sentence in all languages; the menu, if there was one, goes away."""
        html = in_all_languages(lambda to: to.say("You need an invitation to use this chat."))
        return Text(html, menu=())


@dataclass(frozen=True)
class InvitationOver(Notice):
    """An invitation of ours that was used or is too old."""

    kind = "invitation_over"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return whom to ask, in all languages."""
        return Text(
            in_all_languages(
                lambda to: to.say(
                    "This invitation can no longer be used. Ask your caseworker for a new one."
                )
            )
        )
