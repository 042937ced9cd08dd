"""Write to the caseworker: the question, a receipt for each thing that was sent, and the answer."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.rules.media import BIGGEST_MEGABYTES, LONGEST_MINUTES, Objection
from bot.texts import icons, menu, sessions, when
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.notices import Notice, Question
from bot.texts.say import Voice, bold, lines, written

EMERGENCY = 112
DONE = "done"
SEND, KEEP = "send", "keep"
LONGEST = 3000
"""So much of what somebody wrote is shown in one message, in UTF-16 units."""


@dataclass(frozen=True)
class Answering:
    """Within how many working days a caseworker usually answers."""

    days: int


@dataclass(frozen=True)
class Written:
    """A message as its writer or its reader may see it; `by` is the member of staff, if any."""

    text: str
    is_sensitive: bool
    is_removed: bool
    written_at: datetime
    by: str | None = None


@dataclass(frozen=True)
class AskMessage(Question):
    """What is to be said? Whatever comes next is taken, until it is done."""

    kind = "message_ask"
    choices = (DONE,)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return how to write, and when an answer comes."""
        html = lines(
            voice.line(icons.MESSAGE, bold(voice.say("Write to your caseworker now."))),
            voice.say("You can also send a voice note or a picture."),
            "",
            *_answer_comes(voice, facts),
        )
        done = button(icons.YES, voice.label("I have written everything"), "written")
        said = {DONE: voice.line(icons.YES, voice.say("I have written everything"))}
        return self.asked(html, ((done,),), said)


@dataclass(frozen=True)
class MessageReceipt(Notice):
    """A message has arrived; `more` while others may follow."""

    kind = "message_receipt"
    message_id: int
    more: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the dated receipt, with a gentle hint when it should not have been written."""
        message = facts.about
        if not isinstance(message, Written) or message.is_removed:
            gone = voice.line(icons.DELETE, bold(voice.say("Deleted. Nobody can read it here.")))
            return Text(gone, edits=self.edits)
        noted = when.moment(message.written_at, voice.language)
        html = lines(
            voice.line(icons.YES, bold(voice.say("Your caseworker has got your message."))),
            voice.line(icons.NOTED, voice.say("Noted: {moment}", moment=noted)),
            *(_hint(voice) if message.is_sensitive else ()),
        )
        done = button(
            icons.YES, voice.label("I have written everything"), f"written:{self.message_id}"
        )
        remove = button(icons.DELETE, voice.label("Delete it"), f"remove:{self.message_id}")
        rows = ((done,), (remove,)) if self.more else ((remove,),)
        return Text(html, rows, edits=self.edits)


@dataclass(frozen=True)
class MessageEnded(Notice):
    """Everything is written."""

    kind = "message_ended"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return where and when the answer comes."""
        html = lines(
            voice.line(icons.MESSAGE, bold(voice.say("The answer comes here."))),
            *_answer_comes(voice, facts),
        )
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class OfferMessage(Question):
    """Somebody wrote without having been asked: nothing is sent on without their word."""

    kind = "message_offer"
    choices = (SEND, KEEP)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question."""
        html = lines(
            voice.line(icons.MESSAGE, bold(voice.say("Send this to your caseworker?"))),
            *_answer_comes(voice, facts),
        )
        answers = {
            SEND: voice.line(icons.SEND, voice.say("Send it")),
            KEEP: voice.line(icons.NO, voice.say("Do not send it")),
        }
        send = button(icons.SEND, voice.label("Send it"), f"offer:{SEND}")
        keep = button(icons.NO, voice.label("Do not send it"), f"offer:{KEEP}")
        return self.asked(html, ((send,), (keep,)), answers)


@dataclass(frozen=True)
class MessageKept(Notice):
    """What was written is not sent."""

    kind = "message_kept"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that nothing was sent, with the menu."""
        html = voice.line(icons.NO, voice.say("It was not sent. Nobody reads it."))
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class MediaRefused(Notice):
    """Something was sent that is not taken; `why` is a word of Objection."""

    kind = "media_refused"
    why: str

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return why, and what can be done instead."""
        return Text(voice.line(icons.NO, _why_not(voice, Objection(self.why))))


@dataclass(frozen=True)
class CaseworkerWrote(Notice):
    """A caseworker has written: as it was written, with a way to answer."""

    kind = "message_from_staff"
    heard = True
    is_always_the_same = False
    message_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return who wrote and what."""
        message = facts.about
        if not isinstance(message, Written):
            gone = voice.line(icons.MESSAGE, voice.say("This message is no longer here."))
            return Text(gone, edits=self.edits)
        html = lines(
            voice.line(icons.CASEWORKER, bold(sessions.short_name(message.by or "–"))),
            written(message.text, LONGEST),
        )
        answer = button(icons.MESSAGE, voice.label("Answer"), "menu:message")
        return Text(html, ((answer,),), edits=self.edits)


def _answer_comes(voice: Voice, facts: Facts) -> list[Markup]:
    """Return when an answer comes, and what to do when that is too late."""
    days = facts.about.days if isinstance(facts.about, Answering) else 1
    said = voice.say_n(
        "Your caseworker usually answers within {n} working day.",
        "Your caseworker usually answers within {n} working days.",
        days,
    )
    urgent = voice.say("In an emergency, call {number}.", number=EMERGENCY)
    return [voice.line(icons.CASEWORKER, said), voice.line(icons.EMERGENCY, urgent)]


def _hint(voice: Voice) -> tuple[Markup | str, ...]:
    return (
        "",
        voice.line(
            icons.MY_DATA,
            voice.say("Please do not write CPR numbers or about health here. Call instead."),
        ),
        voice.say("You can delete the message."),
    )


def _why_not(voice: Voice, why: Objection) -> Markup:
    match why:
        case Objection.TOO_BIG:
            return voice.say("This is too big: at most {n} MB.", n=BIGGEST_MEGABYTES)
        case Objection.TOO_LONG:
            return voice.say("This voice note is too long: at most {n} minutes.", n=LONGEST_MINUTES)
        case Objection.OTHER_KIND:
            return voice.say("Only text, voice notes and pictures can be sent here.")
        case Objection.NOT_RECEIVED:
            return voice.say("Your voice note or picture did not arrive. Please send it again.")
