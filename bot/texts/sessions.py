"""What is said of one session: its card, the person's own answer, and the buttons below."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from markupsafe import Markup

from bot.texts import icons, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Message, Text, button
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import AnswerKind, Language

TITLE = 120
PLACE = 120
ADDRESS = 160
BRING = 400
NAME = 80
"""Limits in UTF-16 units, far above what is really written."""


@dataclass(frozen=True)
class AboutSession(Notice):
    """A notice about one session; `edits` is the message that it replaces, if any."""

    heard = True
    session_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return what is true of the session now."""
        session = facts.session
        if session is None:
            html = voice.line(icons.SCHEDULE, voice.say("This is no longer on your schedule."))
            return Text(html, edits=self.edits)
        said = self.cancelled if session.cancelled else self.standing
        return replace(said(voice, facts, session), edits=self.edits)

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return what to say of a session that takes place."""
        html = lines(
            self.above(voice, facts, session),
            card(voice, session),
            *self.added(voice, facts, ended=False),
            *answer(voice, session),
        )
        return Text(html, (*answer_buttons(voice, facts, session), *_call(voice, facts, session)))

    def above(self, voice: Voice, _facts: Facts, _session: SessionFacts) -> Markup | None:
        """Return what stands above a session that takes place."""
        return self.head(voice)

    def head(self, _voice: Voice) -> Markup | None:
        """Return why it is told, in one line above it, if that needs to be said."""
        return None

    def added(self, voice: Voice, facts: Facts, *, ended: bool) -> list[Markup | str]:
        """Return what a caseworker has added, to news of a session that takes place or is off."""
        return []

    def cancelled(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return what to say of a cancelled session; the first line must be understood alone."""
        html = lines(
            voice.line(icons.CANCELLED, bold(voice.say("Cancelled"))),
            heading(voice, session),
            voice.line(icons.SCHEDULE, when.moment(session.starts_at, voice.language)),
            "",
            voice.say("You do not need to come."),
            *self.added(voice, facts, ended=True),
            seen(voice, session),
        )
        return Text(html, seen_button(voice, facts, session))


def heading(voice: Voice, session: SessionFacts) -> Markup:
    """Return the session's kind and title."""
    title = isolate(bold(short_title(session, voice.language)))
    return voice.line(icons.KINDS[session.kind], title)


def card(voice: Voice, session: SessionFacts) -> Markup:
    """Return title, day, time, place, address, and whom to ask for there."""
    return lines(
        heading(voice, session),
        voice.line(icons.SCHEDULE, when.day(session.starts_at, voice.language)),
        voice.line(
            icons.clock_face(session.starts_at), when.span(session.starts_at, session.ends_at)
        ),
        voice.line(icons.PLACE, short_place(session)),
        voice.line(icons.ADDRESS, shorten(session.address, ADDRESS)) if session.address else None,
        ask_for(voice, session),
    )


def ask_for(voice: Voice, session: SessionFacts) -> Markup | None:
    """Return whom to ask for there, if it is known."""
    name = shorten(session.contact, NAME)
    return voice.line(icons.ASK_FOR, voice.say("Ask for: {name}", name=name)) if name else None


def short_title(session: SessionFacts, language: Language) -> str:
    """Return the title in this language, cut to a line or two."""
    return shorten(session.title(language), TITLE)


def short_place(session: SessionFacts) -> str:
    """Return the place, cut to a line or two."""
    return shorten(session.place, PLACE)


_ANSWERS = {
    AnswerKind.COMING: icons.YES,
    AnswerKind.NOT_COMING: icons.NO,
    AnswerKind.CALL_ME: icons.CALL_ME,
}


def answer_icon(session: SessionFacts) -> str | None:
    """Return the icon of the person's own answer, if there is one."""
    return _ANSWERS[session.answer] if session.answer else None


def answered(voice: Voice, session: SessionFacts) -> Markup | None:
    """Return the person's own answer, if there is one."""
    if session.answer is None:
        return None
    said = {
        AnswerKind.COMING: voice.say("You are coming."),
        AnswerKind.NOT_COMING: voice.say("You cannot come."),
        AnswerKind.CALL_ME: voice.say("Your caseworker calls you."),
    }[session.answer]
    return voice.line(_ANSWERS[session.answer], bold(said))


def answer(voice: Voice, session: SessionFacts) -> list[Markup | str | None]:
    """Return the person's own answer with its reason and date, or nothing."""
    said = answered(voice, session)
    if said is None or session.answered_at is None:
        return []
    noted = when.moment(session.answered_at, voice.language)
    why = session.reason
    return [
        "",
        said,
        voice.line(why.sign, why.shown(voice)) if why else None,
        receipt(voice, session.receipt, session.starts_at) if session.receipt else None,
        voice.line(icons.NOTED, voice.say("Noted: {moment}", moment=noted)),
    ]


def receipt(voice: Voice, number: int, on: datetime | date) -> Markup:
    """Return the number of a report and the day that it is about."""
    day = isolate(when.day(on, voice.language))
    return voice.line(icons.RECEIPT, Markup("{} · {}").format(isolate(bold(number)), day))


def contact(voice: Voice, facts: Facts) -> list[Markup]:
    """Return the caseworker and the telephone, as far as they are known."""
    found = []
    if facts.caseworker:
        found.append(voice.line(icons.CASEWORKER, short_name(facts.caseworker)))
    if facts.phone:
        found.append(voice.line(icons.PHONE, shorten(facts.phone, NAME)))
    return found


def short_name(name: str) -> str:
    """Return a name that fits on a line."""
    return shorten(name, NAME)


def seen(voice: Voice, session: SessionFacts) -> Markup | None:
    """Return that the person has seen the latest change, if they said so."""
    if not session.acknowledged:
        return None
    return voice.line(icons.SEEN, voice.say("You have seen this message."))


def coming_button(voice: Voice, session: SessionFacts) -> Button:
    """Return the button "I am coming"."""
    return button(icons.YES, voice.label("I am coming"), f"come:{session.id}:{session.revision}")


def not_coming_button(voice: Voice, session: SessionFacts) -> Button:
    """Return the button "I cannot come"."""
    return button(icons.NO, voice.label("I cannot come"), f"miss:{session.id}:{session.revision}")


def _call(voice: Voice, facts: Facts, session: SessionFacts) -> Buttons:
    """Return the third answer to a reminder, for whoever may still come."""
    if session.starts_at <= facts.now:
        return ()
    if session.answer in {AnswerKind.CALL_ME, AnswerKind.NOT_COMING}:
        return ()
    data = f"call:{session.id}:{session.revision}"
    return ((button(icons.CALL_ME, voice.label("Call me"), data),),)


def seen_button(voice: Voice, facts: Facts, session: SessionFacts) -> Buttons:
    """Return the button that confirms the latest change, until it was tapped."""
    if session.acknowledged or session.starts_at <= facts.now:
        return ()
    return (
        (
            button(
                icons.SEEN, voice.label("I have seen it"), f"seen:{session.id}:{session.revision}"
            ),
        ),
    )


def answer_buttons(voice: Voice, facts: Facts, session: SessionFacts) -> Buttons:
    """Return the answers that would change something, until the session begins."""
    if session.starts_at <= facts.now:
        return ()
    choices = []
    if session.answer is not AnswerKind.COMING:
        choices.append(coming_button(voice, session))
    if session.answer is not AnswerKind.NOT_COMING:
        choices.append(not_coming_button(voice, session))
    return tuple((choice,) for choice in choices)
