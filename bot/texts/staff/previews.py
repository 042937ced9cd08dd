"""What each language gets, exactly, and the last question before it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.texts import icons, languages, when
from bot.texts.broadcasts import BroadcastNotice
from bot.texts.facts import Facts
from bot.texts.message import Button, Media, Text, button
from bot.texts.say import Voice, bold, lines
from bot.texts.staff import StaffNotice
from bot.texts.staff.broadcasts import Asked, Whom, answers_wanted, numbered, to_whom
from bot.texts.staff.translations import decided
from storage.vocabulary import BroadcastState, Gap, Language, TranslationState

PREVIEWED = "send_previewed"
"""What a tap on an answer in the preview does: it says so."""


@dataclass(frozen=True)
class Sampled:
    """A broadcast as one of its recipients gets it, and how many read this language."""

    person: Facts
    count: int


@dataclass(frozen=True)
class Reader:
    """A language of the audience: how many read it, and what they get."""

    language: Language
    count: int
    state: TranslationState
    gap: Gap | None = None


@dataclass(frozen=True)
class Prepared:
    """A broadcast that could be sent, as it is now.

    `unlinked` have no chat that works. Without anything else it begins at `begins_at` and the last one has it
    at `last_at`; when it is `planned` that was chosen, else later than now because of the quiet.
    Above `approve_above` a colleague must agree. `mark` names what was seen of it. Of a correction
    only the words are chosen.
    """

    state: BroadcastState
    to: Whom
    readers: tuple[Reader, ...]
    unlinked: int
    asked: Asked
    begins_at: datetime
    last_at: datetime
    is_planned: bool = False
    approve_above: int | None = None
    mark: str = ""
    is_correction: bool = False

    @property
    def needs_approval(self) -> bool:
        """Whether a colleague must agree."""
        return self.approve_above is not None and self.to.count > self.approve_above


@dataclass(frozen=True)
class Sample(StaffNotice):
    """The message as the readers of one language get it."""

    kind = "send_sample"
    encloses = True
    broadcast_id: int
    language: str

    def say(self, voice: Voice, facts: Facts) -> Text | Media | None:
        """Return a line of ours, and below it nothing but theirs; a file has theirs alone."""
        found = facts.about
        if not isinstance(found, Sampled):
            return None
        language = Language(self.language)
        said = BroadcastNotice(self.broadcast_id).say(Voice(language), found.person)
        if not isinstance(said, Text | Media):
            return None
        rows = tuple(tuple(replace(one, data=PREVIEWED) for one in row) for row in said.buttons)
        if isinstance(said, Media):
            return replace(said, buttons=rows)
        head = voice.say_n(
            "{language}: {n} person gets this",
            "{language}: {n} people get this",
            found.count,
            language=languages.called(language, voice.language),
        )
        return Text(lines(voice.line(icons.DETAILS, head), "", said.html), rows)


@dataclass(frozen=True)
class Summary(StaffNotice):
    """To whom, in which languages, when; with `parts` it asks what is to be changed."""

    kind = "send_summary"
    broadcast_id: int
    parts: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return all that is decided, and the buttons to send it, to change or to keep it."""
        found = facts.about
        if not isinstance(found, Prepared):
            gone = voice.say("This broadcast is no longer here.")
            return Text(voice.line(icons.BROADCAST, gone), edits=self.edits)
        html = lines(
            voice.line(icons.BROADCAST, bold(_head(voice, found))),
            to_whom(voice, found.to),
            *(_reader(voice, one) for one in found.readers),
            answers_wanted(voice, found.asked),
            *_unlinked(voice, found.unlinked),
            *_when(voice, found, facts.now),
            *_approval(voice, found),
        )
        if found.state is not BroadcastState.DRAFT:
            return Text(html, edits=self.edits)
        buttons = self._parts(voice, found) if self.parts else self._deeds(voice, found)
        return Text(html, numbered(*((one,) for one in buttons)), edits=self.edits)

    def _deeds(self, voice: Voice, found: Prepared) -> list[Button]:
        number, count = self.broadcast_id, found.to.count
        send = voice.say_n("Send to {n} person", "Send to {n} people", count)
        deeds = [
            button(icons.WRITE, voice.label("Change it"), f"send_change:{number}"),
            button(icons.NOTED, voice.label("Keep as a draft"), f"send_later:{number}"),
        ]
        if count:
            deeds.insert(
                0, button(icons.SEND, _bare(send), f"send_go:{number}:{count}:{found.mark}")
            )
        return deeds

    def _parts(self, voice: Voice, found: Prepared) -> list[Button]:
        number = self.broadcast_id
        danish = button(icons.WRITE, voice.label("The Danish text"), f"send_part:{number}:da")
        others = [
            button(
                icons.LANGUAGE,
                languages.called(one.language, voice.language),
                f"send_part:{number}:{one.language}",
            )
            for one in found.readers
            if one.language is not Language.DANISH
        ]
        chosen = [
            button(icons.PEOPLE, voice.label("Whom it goes to"), f"send_part:{number}:whom"),
            button(icons.REPLY, voice.label("The answers"), f"send_part:{number}:reply"),
        ]
        return [
            danish,
            *others,
            *([] if found.is_correction else chosen),
            button(icons.DELETE, voice.label("Throw it away"), f"send_drop:{number}"),
            button(icons.BACK, voice.label("Back"), f"send_back:{number}"),
        ]


@dataclass(frozen=True)
class AskNumber(StaffNotice):
    """It goes to many: their number is typed."""

    kind = "send_number"
    count: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what to type."""
        said = voice.say("To send it, type how many people it goes to: {count}", count=self.count)
        return Text(voice.line(icons.NUMBERS, bold(said)))


@dataclass(frozen=True)
class DraftKept(StaffNotice):
    """A draft is kept for later, or thrown away."""

    kind = "send_kept"
    is_kept: bool = True
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return where it is now."""
        if not self.is_kept:
            gone = voice.say("Thrown away. Nothing was sent.")
            return Text(voice.line(icons.DELETE, gone), edits=self.edits)
        said = voice.say(
            "Kept as a draft, nothing was sent. It is in the console, and here: {command}",
            command="/send",
        )
        return Text(voice.line(icons.NOTED, said), edits=self.edits)


def _head(voice: Voice, found: Prepared) -> Markup:
    match found.state:
        case BroadcastState.DRAFT if found.to.count:
            return voice.say("Is this right? Nothing has been sent yet.")
        case BroadcastState.DRAFT if found.is_correction:
            return voice.say("There is nobody to correct it for now.")
        case BroadcastState.DRAFT:
            return voice.say("Nobody is in this audience now. Choose other people.")
        case BroadcastState.AWAITING:
            return voice.say("Confirmed. A colleague must approve it in the console.")
        case BroadcastState.SCHEDULED:
            return voice.say("Confirmed. It is sent at its time.")
        case _:
            return voice.say("Confirmed")


def _reader(voice: Voice, one: Reader) -> Markup:
    name = languages.called(one.language, voice.language)
    if one.language is Language.DANISH:
        said = voice.say("{language}: {n}", language=name, n=one.count)
    else:
        what = decided(voice, one.state, one.gap)
        said = voice.say("{language}: {n}. {what}", language=name, n=one.count, what=what)
    return voice.line(icons.LANGUAGE, said)


def _unlinked(voice: Voice, number: int) -> list[Markup]:
    if not number:
        return []
    said = voice.say_n(
        "{n} person is not reached on Telegram, and comes on the call list.",
        "{n} people are not reached on Telegram, and come on the call list.",
        number,
    )
    return [voice.line(icons.PHONE, said)]


def _when(voice: Voice, found: Prepared, now: datetime) -> list[Markup]:
    if found.state is not BroadcastState.DRAFT or not found.to.count:
        return []
    begins = when.moment(found.begins_at, voice.language)
    if found.is_planned:
        return [voice.line(icons.REMINDER, voice.say("It is sent {time}.", time=begins))]
    if found.begins_at > now:
        said = voice.say("It is quiet now: it is sent {time}.", time=begins)
        return [voice.line(icons.REMINDER, said)]
    said = voice.say("The last one has it about {time}.", time=when.clock(found.last_at))
    return [voice.line(icons.REMINDER, said)]


def _approval(voice: Voice, found: Prepared) -> list[Markup]:
    if found.state is not BroadcastState.DRAFT or not found.needs_approval:
        return []
    said = voice.say(
        "It goes to more than {limit} people: a colleague must approve it in the console.",
        limit=found.approve_above,
    )
    return [voice.line(icons.PEOPLE, said)]


def _bare(said: Markup) -> str:
    """Return a sentence whose values are numbers as the words of a button."""
    return "".join(letter for letter in str(said) if letter not in "\u2068\u2069")
