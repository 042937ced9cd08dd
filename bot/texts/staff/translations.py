"""A language without a reviewed translation: who sends decides what people get."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.rules import variables
from bot.texts import icons, languages
from bot.texts.facts import Facts
from bot.texts.message import Button, Text, button
from bot.texts.say import Voice, bold, lines, written
from bot.texts.staff import StaffNotice
from bot.texts.staff.broadcasts import SHOWN_IN_FULL, numbered
from storage.vocabulary import Gap, Language, TranslationState


@dataclass(frozen=True)
class Side:
    """A broadcast in one language, and what its readers get while it is not reviewed.

    `has_choices` when its answers are the sender's own: those are translated in the console.
    """

    count: int
    text: str
    danish: str
    state: TranslationState
    gap: Gap | None = None
    has_choices: bool = False


@dataclass(frozen=True)
class _AboutLanguage(StaffNotice):
    broadcast_id: int
    language: str

    def name(self, voice: Voice) -> str:
        """Return what the language is called."""
        return languages.called(Language(self.language), voice.language)


@dataclass(frozen=True)
class AskGap(_AboutLanguage):
    """What people get in this language; once `is_chosen`, what was decided."""

    kind = "send_gap"
    is_chosen: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what there is of a translation, and a button for each decision."""
        found = facts.about
        if not isinstance(found, Side):
            return Text(voice.line(icons.LANGUAGE, self.name(voice)), edits=self.edits)
        head = voice.say_n(
            "{language}: {n} person",
            "{language}: {n} people",
            found.count,
            language=self.name(voice),
        )
        html = [voice.line(icons.LANGUAGE, bold(head))]
        if self.is_chosen:
            return Text(lines(*html, decided(voice, found.state, found.gap)), edits=self.edits)
        html += [_standing(voice, found.state), *_text(found)]
        return Text(lines(*html), numbered(*self._buttons(voice, found)), edits=self.edits)

    def _buttons(self, voice: Voice, side: Side) -> list[tuple[Button]]:
        offered = [
            ("danish", icons.DANISH, voice.label("Danish, and a line that asks to call")),
            ("wait", icons.WAIT, voice.label("Wait for a translation")),
        ]
        if side.text:
            offered.insert(0, ("reviewed", icons.YES, voice.label("I have reviewed it")))
        if not side.has_choices:
            offered.append(("write", icons.WRITE, voice.label("Write it now")))
        data = f"send_gap:{self.broadcast_id}:{self.language}"
        return [(button(icon, words, f"{data}:{what}"),) for what, icon, words in offered]


@dataclass(frozen=True)
class AskTranslation(_AboutLanguage):
    """The text in one language."""

    kind = "send_translation"
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the Danish that is to be translated."""
        found = facts.about
        asked = voice.say("Write it in this language: {language}", language=self.name(voice))
        html: list[Markup] = [voice.line(icons.WRITE, bold(asked))]
        if isinstance(found, Side):
            wanted = variables.named(found.danish)
            if wanted:
                shown = variables.shown(wanted)
                html.append(voice.say("Fill in the same: {variables}.", variables=shown))
            html += [Markup(), voice.say("In Danish:"), written(found.danish, SHOWN_IN_FULL)]
        return Text(lines(*html), edits=self.edits)


def decided(voice: Voice, state: TranslationState, gap: Gap | None) -> Markup:
    """Return what the readers of a language get."""
    if state is TranslationState.REVIEWED:
        return voice.say("A reviewed translation")
    match gap:
        case Gap.DANISH:
            return voice.say("Danish, and a line that asks to call")
        case Gap.WAIT:
            return voice.say("It waits for a reviewed translation")
        case _:
            return voice.say("Not decided yet")


def _standing(voice: Voice, state: TranslationState) -> Markup:
    match state:
        case TranslationState.DRAFT:
            return voice.say("Nobody has reviewed this translation:")
        case TranslationState.STALE:
            return voice.say("The Danish has changed since this translation:")
        case _:
            return voice.say("There is no translation. What do they get?")


def _text(side: Side) -> list[Markup]:
    return [written(side.text, SHOWN_IN_FULL)] if side.text else []
