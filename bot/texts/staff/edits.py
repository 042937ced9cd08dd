"""A session that a caseworker moves or cancels from their own chat, and what it would lead to."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.rules.time import local
from bot.texts import icons, languages, sessions, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.pages import page_of
from bot.texts.say import Voice, bold, isolate, lines, shorten
from bot.texts.staff import StaffNotice
from bot.texts.staff.broadcasts import numbered
from storage.vocabulary import Language

CALLED = 10
"""So many people who must be called are named."""


@dataclass(frozen=True)
class Ahead:
    """The sessions of today and tomorrow that have not begun."""

    sessions: tuple[SessionFacts, ...]


@dataclass(frozen=True)
class Foretold:
    """What an edit would lead to: how many are told in which language, and in which words.

    `to_call` are the caller's own people whom no message reaches; all others are counted.
    """

    session: SessionFacts
    is_off: bool
    told: Mapping[Language, int]
    says: Mapping[Language, str]
    to_call: tuple[str, ...]
    to_call_elsewhere: int = 0
    has_sentence: bool = False

    @property
    def gaps(self) -> list[Language]:
        """The languages in which the sentence is missing."""
        return [one for one in self.told if one is not Language.DANISH and self.has_sentence]


@dataclass(frozen=True)
class StaffSessions(StaffNotice):
    """The sessions that can be moved or cancelled here, with a button for each."""

    kind = "staff_sessions"
    page: int = 0
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a line and a button for each."""
        found = facts.about.sessions if isinstance(facts.about, Ahead) else ()
        shown, following = page_of(found, self.page)
        html = lines(
            voice.line(icons.SCHEDULE, bold(voice.say("Sessions today and tomorrow"))),
            *(_row(voice, number, one) for number, one in enumerate(shown, 1)),
            *([] if shown else [voice.say("Nothing is planned. The console shows later days.")]),
        )
        rows = [(_choose(voice, number, one),) for number, one in enumerate(shown, 1)]
        if following is not None:
            rows.append((button(icons.LATER, voice.label("More"), f"edits:{following}"),))
        return Text(html, tuple(rows), edits=self.edits)


@dataclass(frozen=True)
class AskEdit(StaffNotice):
    """What is to become of a session."""

    kind = "ask_edit"
    session_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the session, and how to move or cancel it."""
        found = facts.about
        if not isinstance(found, SessionFacts):
            return _gone(voice)
        html = lines(
            *_card(voice, found),
            "",
            voice.line(
                icons.WRITE,
                voice.say(
                    "To move it, write the new time: {time} or {moment}.", **_examples(found)
                ),
            ),
            voice.say("Nobody is told before you have confirmed."),
        )
        cancel = button(
            icons.CANCELLED, voice.label("Cancel the session"), f"edit_cancel:{self.session_id}"
        )
        leave = button(icons.BACK, voice.label("Leave it as it is"), "edit_leave")
        return Text(html, numbered((cancel,), (leave,)))


@dataclass(frozen=True)
class EditSample(StaffNotice):
    """What people of one language would read; `mark` says of which edit."""

    kind = "edit_sample"
    mark: str
    language: str

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the message in that language, below what the language is called."""
        found, language = facts.about, Language(self.language)
        if not isinstance(found, Foretold) or language not in found.says:
            return _gone(voice)
        name = languages.called(language, voice.language)
        number = found.told.get(language, 0)
        who = (
            voice.say_n("{language}: {n} person", "{language}: {n} people", number, language=name)
            if number
            else voice.say("{language}: for you to read", language=name)
        )
        said = Markup(found.says[language])  # noqa: S704  # our own words, escaped as they were said
        return Text(lines(voice.line(icons.LANGUAGE, bold(who)), "", said))


@dataclass(frozen=True)
class EditSummary(StaffNotice):
    """Whom it would tell, and the buttons that do it or leave it."""

    kind = "edit_summary"
    mark: str

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return how many are told and who must be called."""
        found = facts.about
        if not isinstance(found, Foretold):
            return _gone(voice)
        number = sum(found.told.values())
        html = lines(
            voice.line(icons.PEOPLE, bold(_told(voice, number))),
            *_to_call(voice, found),
            "",
            *_next(voice, found),
        )
        return Text(html, self._buttons(voice, found))

    def _buttons(self, voice: Voice, found: Foretold) -> Buttons:
        data = f"edit_go:{self.mark}"
        leave = button(icons.BACK, voice.label("Leave it as it is"), "edit_leave")
        if found.gaps:
            danish = voice.label("Do it; others get the Danish")
            without = voice.label("Do it; others do without")
            return numbered(
                (button(icons.DANISH, danish, f"{data}:danish"),),
                (button(icons.YES, without, f"{data}:without"),),
                (leave,),
            )
        words = (
            voice.label("Cancel and tell them")
            if found.is_off
            else voice.label("Move and tell them")
        )
        return numbered((button(icons.YES, words, f"{data}:all"),), (leave,))


@dataclass(frozen=True)
class EditDone(StaffNotice):
    """It is done; `number` people are told."""

    kind = "edit_done"
    session_id: int
    number: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return how the session is now."""
        found = facts.about
        done = voice.line(icons.YES, bold(_done(voice, found)))
        if not isinstance(found, SessionFacts):
            return Text(done)
        moment = when.moment(found.starts_at, voice.language)
        return Text(
            lines(
                done,
                sessions.heading(voice, found),
                voice.line(icons.SCHEDULE, moment),
                _told(voice, self.number),
            )
        )


def _gone(voice: Voice) -> Text:
    return Text(voice.line(icons.SCHEDULE, voice.say("This session is no longer here.")))


def _row(voice: Voice, number: int, session: SessionFacts) -> Markup:
    moment = when.moment(session.starts_at, voice.language)
    named = [_title(voice, session), *([session.course] if session.course else [])]
    said = Markup(" · ").join(isolate(one) for one in named)
    return Markup("{} · {} {}").format(number, isolate(moment), said)


def _choose(voice: Voice, number: int, session: SessionFacts) -> Button:
    # The course comes first: it must not be cut off.
    course = f"{session.course} · " if session.course else ""
    label = f"{number} · {when.clock(session.starts_at)} {course}{_title(voice, session)}"
    return Button(shorten(label, 60), f"edit:{session.id}")


def _card(voice: Voice, session: SessionFacts) -> list[Markup]:
    span = when.span(session.starts_at, session.ends_at)
    return [
        sessions.heading(voice, session),
        *([voice.line(icons.SCHOOL, session.course)] if session.course else []),
        voice.line(icons.SCHEDULE, f"{when.day(session.starts_at, voice.language)} {span}"),
        voice.line(icons.PLACE, sessions.short_place(session)),
    ]


def _title(voice: Voice, session: SessionFacts) -> str:
    return shorten(sessions.short_title(session, voice.language), 40)


def _examples(session: SessionFacts) -> dict[str, str]:
    on = f"{local(session.starts_at):%-d/%-m}"
    clock = when.clock(session.starts_at)
    return {"time": clock, "moment": f"{on} {clock}"}


def _told(voice: Voice, number: int) -> Markup:
    if not number:
        return voice.say("Nobody is told on Telegram.")
    return voice.say_n(
        "{n} person is told on Telegram.", "{n} people are told on Telegram.", number
    )


def _to_call(voice: Voice, found: Foretold) -> list[Markup]:
    said = []
    if found.to_call:
        names = ", ".join(sessions.short_name(name) for name in found.to_call[:CALLED])
        said.append(voice.line(icons.PHONE, voice.say("Call: {names}", names=names)))
    hidden = len(found.to_call[CALLED:]) + found.to_call_elsewhere
    if hidden:
        said.append(
            voice.say_n(
                "{n} more person must be called: see the console.",
                "{n} more people must be called: see the console.",
                hidden,
            )
        )
    return said


def _next(voice: Voice, found: Foretold) -> list[Markup]:
    if not found.told:
        return []
    if found.gaps:
        said = voice.say("Your sentence is in Danish. What do the others get?")
        return [voice.line(icons.LANGUAGE, said)]
    if found.has_sentence:
        return []
    return [voice.line(icons.WRITE, voice.say("You can add a sentence: write it in Danish."))]


def _done(voice: Voice, found: object) -> Markup:
    if isinstance(found, SessionFacts) and found.cancelled:
        return voice.say("Cancelled")
    return voice.say("Moved")
