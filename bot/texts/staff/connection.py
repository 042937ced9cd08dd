"""A member of staff connects their own chat, and lets it go again."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, sessions
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.say import Voice, bold, isolate, lines
from bot.texts.staff import StaffNotice, StaffVoice
from bot.texts.staff.today import menu
from storage.vocabulary import Language


def in_both_languages(say: Callable[[Voice], Markup]) -> Text:
    """Return what a member of staff reads whose language we do not know, a line each."""
    said = (say(StaffVoice(language)) for language in (Language.DANISH, Language.ENGLISH))
    return Text(lines(*(isolate(one) for one in said)))


@dataclass(frozen=True)
class StaffConnected(StaffNotice):
    """This chat is a member of staff's from now on."""

    kind = "staff_connected"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what comes here and what can be done."""
        name = sessions.short_name(facts.name)
        html = lines(
            voice.line(icons.WELCOME, bold(voice.say("Connected: {name}", name=name))),
            voice.line(icons.MESSAGE, voice.say("Messages of your people come here.")),
            voice.line(icons.REPLY, voice.say("Reply to one, and your answer goes to the person.")),
            voice.line(icons.TODAY, voice.say("“Today” shows what needs you.")),
            voice.line(
                icons.BROADCAST,
                voice.say("“New broadcast” writes to many, to each in their language."),
            ),
            voice.line(
                icons.SEARCH,
                voice.say("“Find people” looks for them by name or by what you want to know."),
            ),
            voice.line(
                icons.STOP, voice.say("To disconnect this chat, write: {command}", command="/stop")
            ),
        )
        return Text(html, menu=menu(voice))


@dataclass(frozen=True)
class StaffDisconnected(StaffNotice):
    """This chat is nobody's any more."""

    kind = "staff_disconnected"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that it is done, and the way back."""
        return Text(
            voice.line(
                icons.STOP,
                voice.say(
                    "Disconnected. Nothing comes here any more. The console connects it anew."
                ),
            ),
            menu=(),
        )


@dataclass(frozen=True)
class TicketOver(StaffNotice):
    """The link was used or is too old; whose chat this is, is not known."""

    kind = "ticket_over"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what to do, in both languages of the staff."""
        return in_both_languages(
            lambda to: to.say("This link can no longer be used. Make a new one in the console.")
        )


@dataclass(frozen=True)
class LinkForStaff(StaffNotice):
    """The link was opened on a participant's phone, which stays theirs."""

    kind = "link_for_staff"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that nothing was changed, and why."""
        return in_both_languages(
            lambda to: to.say(
                "This link is for staff, and this chat belongs to a participant. Nothing was changed."
            )
        )


@dataclass(frozen=True)
class InvitationToStaff(StaffNotice):
    """A participant's invitation was opened in a chat of the staff."""

    kind = "invitation_to_staff"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that nothing was changed, and why."""
        return Text(
            lines(
                voice.say("This chat is connected to your work. Nothing was changed."),
                voice.say("An invitation is opened on the participant's own phone."),
            ),
            menu=menu(voice),
        )


@dataclass(frozen=True)
class AnswerRefused(StaffNotice):
    """An answer cannot be sent; `why` is a word of REASONS, `word` the one that must not be said."""

    kind = "answer_refused"
    why: str
    word: str = ""

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return why, and what to do instead."""
        match self.why:
            case "cpr":
                said = voice.say(
                    "This looks like a CPR number. It must not be sent over Telegram: call, or send a letter."
                )
            case "word":
                said = voice.say(
                    "“{word}” must not be sent over Telegram. "
                    "Write only of time, place and practical things; call, or send a letter, about the rest.",
                    word=sessions.short_name(self.word),
                )
            case "no_chat":
                said = voice.say(
                    "No message reaches this person on Telegram. Call, or send a letter."
                )
            case "too_long":
                said = voice.say("This is too long for a phone. Shorten it.")
            case "text_only":
                said = voice.say("Only text can be sent as an answer here.")
            case _:
                said = voice.say("To answer, reply to a message that was forwarded here.")
        return Text(voice.line(icons.NO, said))
