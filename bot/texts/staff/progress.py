"""A broadcast on its way, as its sender follows it: one message, edited as it goes."""

from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from bot.rules.progress import Progress
from bot.texts import broadcasts, icons, when
from bot.texts.facts import Facts
from bot.texts.message import Buttons, Text, button
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice
from bot.texts.staff.broadcasts import SHOWN
from storage.vocabulary import BroadcastState, Reply


@dataclass(frozen=True)
class Underway:
    """How a broadcast is now; `answers` are counted by the place of their button.

    What is being sent waits until `begins_at` when that is still to come.
    """

    text: str
    state: BroadcastState
    figures: Progress
    begins_at: datetime | None = None
    is_withdrawn: bool = False
    reply: Reply = Reply.NOTHING
    own: tuple[str, ...] = ()
    answers: dict[int, int] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is sent."""
        return self.state in {BroadcastState.STOPPED, BroadcastState.DONE}


@dataclass(frozen=True)
class StaffProgress(StaffNotice):
    """The bar; `mark` is what it was owed for, so that it comes only when something is new."""

    kind = "send_progress"
    broadcast_id: int
    mark: str = ""
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text | None:
        """Return the figures as they are now, and what can be done."""
        found = facts.about
        if not isinstance(found, Underway):
            return None
        figures = found.figures
        share = voice.say(
            "{bar} {n} of {total}", bar=figures.bar, n=figures.sent, total=figures.total
        )
        html = lines(
            voice.line(icons.BROADCAST, bold(shorten(found.text, SHOWN))),
            _state(voice, found, facts.now),
            share,
            *_counts(voice, figures),
            *_answers(voice, found),
            *_call(voice, found),
        )
        return Text(html, self._buttons(voice, found), edits=self.edits)

    def _buttons(self, voice: Voice, found: Underway) -> Buttons:
        if found.is_over:
            return ()
        number = self.broadcast_id
        stop = button(icons.STOP, voice.label("Stop"), f"send_stop:{number}")
        if found.state is BroadcastState.PAUSED:
            return ((button(icons.RESUME, voice.label("Resume"), f"send_resume:{number}"), stop),)
        return ((button(icons.WAIT, voice.label("Pause"), f"send_pause:{number}"), stop),)


@dataclass(frozen=True)
class AskStopSending(StaffNotice):
    """A stop is for good: it is asked once more. What it `came_to` stands there afterwards."""

    kind = "send_ask_stop"
    broadcast_id: int
    came_to: str = ""
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question, or what came of it."""
        found = facts.about
        left = found.figures.to_go + found.figures.waiting if isinstance(found, Underway) else 0
        if self.came_to == "stopped":
            return Text(voice.line(icons.STOP, voice.say("Stopped.")), edits=self.edits)
        if self.came_to:
            return Text(
                voice.line(icons.RESUME, voice.say("It was not stopped.")), edits=self.edits
            )
        html = lines(
            voice.line(icons.STOP, bold(voice.say("Stop it for good?"))),
            voice.say_n(
                "{n} person has not had it and will not get it.",
                "{n} people have not had it and will not get it.",
                left,
            ),
        )
        number = self.broadcast_id
        stop = button(icons.STOP, voice.label("Stop it"), f"send_stop_now:{number}")
        keep = button(icons.RESUME, voice.label("Do not stop it"), f"send_keep:{number}")
        return Text(html, ((stop,), (keep,)), edits=self.edits)


def _state(voice: Voice, found: Underway, now: datetime) -> Markup:
    if found.is_withdrawn:
        return voice.line(icons.CANCELLED, voice.say("Withdrawn"))
    match found.state:
        case BroadcastState.PAUSED:
            return voice.line(icons.WAIT, voice.say("Paused"))
        case BroadcastState.STOPPED:
            return voice.line(icons.STOP, voice.say("Stopped"))
        case BroadcastState.DONE:
            return voice.line(icons.ENDED, voice.say("Sent"))
        case _ if found.begins_at is not None and found.begins_at > now:
            time = when.moment(found.begins_at, voice.language)
            said = voice.say("It is quiet now: it is sent {time}.", time=time)
            return voice.line(icons.REMINDER, said)
        case _:
            return voice.line(icons.RESUME, voice.say("Being sent"))


def _counts(voice: Voice, figures: Progress) -> list[Markup]:
    said = (
        (figures.sent, icons.YES, voice.say("Reached: {n}", n=figures.sent)),
        (figures.lost, icons.NO, voice.say("Not reached: {n}", n=figures.lost)),
        (figures.uncertain, icons.HELP, voice.say("Uncertain: {n}", n=figures.uncertain)),
        (figures.stopped, icons.STOP, voice.say("Stopped before: {n}", n=figures.stopped)),
        (figures.to_go, icons.SEND, voice.say("To go: {n}", n=figures.to_go)),
        (
            figures.waiting,
            icons.LANGUAGE,
            voice.say("Wait for a translation: {n}", n=figures.waiting),
        ),
    )
    return [voice.line(icon, text) for number, icon, text in said if number]


def _answers(voice: Voice, found: Underway) -> list[Markup]:
    """Return how many have tapped which button, as it is called on the phones of Danish readers."""
    if found.reply is Reply.NOTHING:
        return []
    labels = broadcasts.labels(Voice(voice.language), found.reply, found.own)
    return [
        Markup("{} · {}").format(isolate(label), isolate(found.answers.get(place, 0)))
        for place, label in enumerate(labels)
    ]


def _call(voice: Voice, found: Underway) -> list[Markup]:
    if not found.is_over or not found.figures.lost + found.figures.uncertain:
        return []
    return [
        voice.line(
            icons.PHONE, voice.say("Whom it did not reach stands in the console, to be called.")
        )
    ]
