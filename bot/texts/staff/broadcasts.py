"""A broadcast is begun in the chat: to whom, in which words, with which answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.rules import variables
from bot.texts import icons, pages, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.say import Voice, bold, isolate, lines, shorten, written
from bot.texts.staff import StaffNotice
from storage.vocabulary import GroupKind, Language, Reply

SHOWN, SHOWN_IN_FULL = 40, 1200
"""UTF-16 units of a text in a list, and where it is to be read."""


@dataclass(frozen=True)
class Whom:
    """Some people and how many they are.

    A course has a name in each language, a saved search one for both; others have none.
    """

    kind: GroupKind | None
    number: int | None
    count: int
    names: tuple[str, str] = ("", "")
    """In Danish, and in English."""

    def said(self, voice: Voice) -> str:
        """Return who they are, on one line."""
        match self.kind:
            case GroupKind.CASELOAD:
                return voice.label("My own citizens")
            case GroupKind.MUNICIPALITY:
                return voice.label("Everybody in the municipality")
            case GroupKind.COURSE | GroupKind.SEARCH:
                return self.names[voice.language is Language.ENGLISH] or self.names[0]
            case GroupKind.CONCERNED:
                return voice.label("Everybody who has the wrong words, or would still get them")
            case _:
                return voice.label("People chosen in the console")

    @property
    def data(self) -> str:
        """The group in the data of a button."""
        return ":".join(str(part) for part in (self.kind, self.number or 0))


@dataclass(frozen=True)
class Choices:
    """Whom a member of staff can choose, and what they have begun to write: number and text.

    The first of the people are their own, the last are everybody, between them are the courses and
    the saved searches.
    """

    people: tuple[Whom, ...] = ()
    drafts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Words:
    """What a text says so far, and the templates that it could be: number and name."""

    now: str = ""
    templates: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Coming:
    """Sessions that a text can speak of: number, title and time; and what it wants filled in."""

    sessions: tuple[tuple[int, str, datetime], ...]
    wanted: str


@dataclass(frozen=True)
class Asked:
    """What a broadcast asks of who reads it; `own` are the choices that it came with."""

    reply: Reply
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskWhom(StaffNotice):
    """Whom a broadcast goes to; for a draft that has a number already, it goes on to others."""

    kind = "send_whom"
    broadcast_id: int = 0
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a button for each group, and first for what was begun."""
        found = facts.about if isinstance(facts.about, Choices) else Choices()
        goes_on = [
            button(icons.WRITE, _quoted(text), f"send_open:{number}")
            for number, text in found.drafts
            if not self.broadcast_id and not self.page
        ]
        offered = [self._choice(voice, one) for one in found.people if one.kind]
        html = lines(
            voice.line(icons.BROADCAST, bold(voice.say("New broadcast: to whom?"))),
            voice.say("The console has more choices, and puts several together."),
            *([voice.line(icons.WRITE, voice.say("Or go on with a draft."))] if goes_on else []),
        )
        shown = pages.paged(
            voice, offered[1:-1], self.page, f"send_whom:{self.broadcast_id}:{{page}}"
        )
        own, everybody = offered[:1], offered[-1:] if len(offered) > 1 else []
        rows = [*((one,) for one in (*goes_on, *own)), *shown, *((one,) for one in everybody)]
        return Text(html, numbered(*rows), edits=self.edits)

    def _choice(self, voice: Voice, one: Whom) -> Button:
        words = f"{_short(one.said(voice))} · {one.count}"
        icon = _ICONS.get(one.kind, icons.PEOPLE) if one.kind else icons.PEOPLE
        return button(icon, words, f"send_to:{one.data}:{self.broadcast_id}")


@dataclass(frozen=True)
class ToWhom(StaffNotice):
    """Whom it goes to has been chosen."""

    kind = "send_to"
    group: str
    number: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return who they are."""
        if isinstance(facts.about, Whom):
            return Text(to_whom(voice, facts.about), edits=self.edits)
        chosen = voice.line(icons.PEOPLE, voice.say("People have been chosen."))
        return Text(chosen, edits=self.edits)


@dataclass(frozen=True)
class AskText(StaffNotice):
    """The Danish text; of a draft that has one, how it is to be instead."""

    kind = "send_text"
    broadcast_id: int = 0
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what to do, and a button for each template when nothing is written yet."""
        found = facts.about if isinstance(facts.about, Words) else None
        said: list[Markup | str] = [
            voice.line(icons.WRITE, bold(voice.say("Write the Danish text."))),
            voice.say("Filled in for each: {variables}.", variables=variables.known()),
            voice.say("Nothing is sent before you have seen what each language gets."),
        ]
        if found and found.now:
            said += ["", voice.say("It says now:"), written(found.now, SHOWN_IN_FULL)]
        templates = found.templates if found else ()
        if templates:
            said += [voice.line(icons.NOTED, voice.say("Or take a template:"))]
        offered = [
            button(icons.NOTED, _short(name), f"send_template:{number}")
            for number, name in templates
        ]
        buttons = numbered(*pages.paged(voice, offered, self.page, "send_texts:{page}"))
        return Text(lines(*said), buttons, edits=self.edits)


@dataclass(frozen=True)
class AskSession(StaffNotice):
    """Of which session the text speaks."""

    kind = "send_session"
    broadcast_id: int
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a button for each session that comes next."""
        found = facts.about if isinstance(facts.about, Coming) else Coming((), "")
        asked = voice.say("Which one do {variables} stand for?", variables=found.wanted or "–")
        html = [voice.line(icons.SCHEDULE, bold(asked))]
        if not found.sessions:
            html.append(voice.say("No session comes next. Write the text without them."))
        offered = [
            Button(
                f"{when.day(starts, voice.language)} {when.clock(starts)} · {_short(title)}",
                f"send_about:{self.broadcast_id}:{number}",
            )
            for number, title, starts in found.sessions
        ]
        onward = f"send_sessions:{self.broadcast_id}:{{page}}"
        shown = pages.paged(voice, offered, self.page, onward)
        rest = _other_words(voice, self.broadcast_id)
        return Text(lines(*html), numbered(*shown, rest), edits=self.edits)


@dataclass(frozen=True)
class AskReply(StaffNotice):
    """Whether people are asked for an answer; once `is_chosen`, which."""

    kind = "send_reply"
    broadcast_id: int
    is_chosen: bool = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a button for each kind of answer, or what was chosen."""
        found = facts.about if isinstance(facts.about, Asked) else Asked(Reply.NOTHING)
        if self.is_chosen:
            return Text(answers_wanted(voice, found), edits=self.edits)
        kinds = [Reply.NOTHING, Reply.YES_NO, Reply.READ, *([Reply.CHOICES] if found.own else [])]
        offered = [
            button(
                _REPLIES[kind], reply_label(voice, kind), f"send_reply:{self.broadcast_id}:{kind}"
            )
            for kind in kinds
        ]
        asked = voice.line(icons.REPLY, bold(voice.say("Are people asked for an answer?")))
        return Text(asked, numbered(*((one,) for one in offered)), edits=self.edits)


def numbered(*rows: Sequence[Button]) -> Buttons:
    """Return buttons with their numbers, which can be typed instead."""
    count = 0
    found: list[tuple[Button, ...]] = []
    for row in rows:
        found.append(
            tuple(Button(f"{count + at} · {one.label}", one.data) for at, one in enumerate(row, 1))
        )
        count += len(row)
    return tuple(found)


def answers_wanted(voice: Voice, asked: Asked) -> Markup:
    """Return which answers people are asked for."""
    if asked.reply is Reply.CHOICES:
        own = Markup(" · ").join(isolate(shorten(one, SHOWN)) for one in asked.own)
        return voice.line(icons.REPLY, voice.say("Answer: {answer}", answer=own))
    return voice.line(
        icons.REPLY, voice.say("Answer: {answer}", answer=reply_label(voice, asked.reply))
    )


def reply_label(voice: Voice, reply: Reply) -> str:
    """Return a kind of answer in words."""
    return {
        Reply.NOTHING: voice.label("No answer"),
        Reply.YES_NO: voice.label("Yes or no"),
        Reply.READ: voice.label("“I have read it”"),
        Reply.CHOICES: voice.label("Own choices"),
    }[reply]


def to_whom(voice: Voice, whom: Whom) -> Markup:
    """Return the line that says whom it goes to, and how many they are."""
    name = whom.said(voice)
    said = voice.say_n("To: {name}, {n} person", "To: {name}, {n} people", whom.count, name=name)
    return voice.line(icons.PEOPLE, said)


def _other_words(voice: Voice, broadcast_id: int) -> tuple[Button]:
    label = voice.label("Write another text")
    return (button(icons.WRITE, label, f"send_part:{broadcast_id}:{Language.DANISH}"),)


def _short(text: str) -> str:
    return shorten(text, SHOWN) or "–"


def _quoted(text: str) -> str:
    return f"“{_short(text)}”"


_ICONS = {
    GroupKind.CASELOAD: icons.CASEWORKER,
    GroupKind.MUNICIPALITY: icons.HOME,
    GroupKind.COURSE: icons.SCHOOL,
    GroupKind.SEARCH: icons.SEARCH,
}

_REPLIES = {
    Reply.NOTHING: icons.SEND,
    Reply.YES_NO: icons.YES,
    Reply.READ: icons.READ,
    Reply.CHOICES: icons.REPLY,
}
