"""The pulse: a few short questions every third month, one at a time."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import faces, icons
from bot.texts.facts import Facts
from bot.texts.message import Button, Text, button
from bot.texts.notices import Asking
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.statuses import go_on_button
from storage.vocabulary import Language

QUESTION = 200
"""In UTF-16 units, the longest question."""

SHIPPED = ("goal", "belief", "danish", "people", "everyday")
"""The questions that are asked where a municipality has none of its own."""


@dataclass(frozen=True)
class PulseFacts:
    """A person's pulse as it stands now: how many questions, and the next one without an answer.

    `index` counts the questions from 0, `text` is the municipality's own wording if it has
    one. `counts` tells whether the pulse can (still) be answered.
    """

    size: int = 0
    index: int | None = None
    key: str = ""
    text: str | None = None
    counts: bool = False


@dataclass(frozen=True)
class AskPulse(Asking):
    """The next question of a pulse, in the place of the one before; at the end, thanks.

    From each of them one can go back to the question before. `later` puts the rest off for as long as the person likes.
    """

    kind = "pulse"
    is_always_the_same = False
    pulse_id: int
    later: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what is to be answered next."""
        known = facts.about if isinstance(facts.about, PulseFacts) else PulseFacts()
        if known.index is None:
            back = self._back(voice, known.size) if known.counts else ()
            return Text(_thanks(voice), (back,) if back else (), edits=self.edits)
        if not known.counts:
            over = voice.say("These questions are over. New ones come later.")
            return Text(voice.line(icons.PULSE, over), edits=self.edits)
        if self.later:
            kept = voice.say("You can go on when you want. Your answers are kept.")
            html = voice.line(icons.PULSE, kept)
            return Text(html, ((go_on_button(voice, self.pulse_id),),), edits=self.edits)
        return self._question(voice, known, known.index)

    def _question(self, voice: Voice, known: PulseFacts, index: int) -> Text:
        head = voice.say("Question {number} of {count}", number=index + 1, count=known.size)
        html = lines(
            voice.line(icons.PULSE, head),
            *(_introduction(voice) if index == 0 else ()),
            "",
            bold(_wording(voice, known)),
            "",
            voice.line(faces.face(1), voice.say("No, not at all")),
            voice.line(faces.face(5), voice.say("Yes, very much")),
        )
        later = button(icons.WAIT, voice.label("Later"), f"later:{self.pulse_id}")
        answers = faces.row(f"pulse:{self.pulse_id}:{index}")
        return Text(html, (answers, (*self._back(voice, index), later)), edits=self.edits)

    def _back(self, voice: Voice, index: int) -> tuple[Button, ...]:
        """Return the way to the question before this one, for whoever has mistapped."""
        if index == 0:
            return ()
        return (button(icons.BACK, voice.label("Back"), f"again:{self.pulse_id}:{index - 1}"),)


def spoken(voice: Voice) -> dict[str, str]:
    """Return what the buttons' data begins with, by the words that can be typed for them."""
    return {
        voice.label("Later"): "later",
        voice.label("Back"): "again",
        voice.label("Go on with the questions"): "pulse",
    }


def shipped(voice: Voice, key: str) -> Markup | None:
    """Return a shipped question: about the person, in the first person, and hopeful."""
    return {
        "goal": voice.say("I know what work I would like to do."),
        "belief": voice.say("I believe that I can find a job in Denmark."),
        "danish": voice.say("I can manage in Danish at work or on the course."),
        "people": voice.say("There is somebody I can ask when I need help."),
        "everyday": voice.say("My everyday life has room for a course or a job."),
    }.get(key)


def wordings(key: str) -> dict[Language, str]:
    """Return a shipped question in every language, as plain text."""
    said = {language: shipped(Voice(language), key) for language in Language}
    return {language: text.unescape() if text else key for language, text in said.items()}


def _wording(voice: Voice, known: PulseFacts) -> Markup:
    if known.text:
        return isolate(shorten(known.text, QUESTION))
    return shipped(voice, known.key) or isolate(known.key)


def _introduction(voice: Voice) -> tuple[Markup, ...]:
    return (
        voice.say("Every third month we ask how you see things. There is no wrong answer."),
        voice.line(icons.MY_DATA, voice.say("Only staff of your municipality see this.")),
    )


def _thanks(voice: Voice) -> Markup:
    return lines(
        voice.line(icons.PULSE, bold(voice.say("Thank you. That was the last question."))),
        voice.say("We ask again in three months."),
    )
