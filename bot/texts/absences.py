"""Say that one cannot come: which day, which session, why; and the receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.rules import time
from bot.texts import icons, sessions, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Text, button
from bot.texts.notices import Asking, Notice
from bot.texts.pages import paged
from bot.texts.reasons import OFFERED, SHIPPED, ReasonFacts
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import AnswerKind

DAYS_AHEAD = 60
LISTED = 8
ON_A_BUTTON = 40
"""Limits of a receipt's sessions, and of a title in UTF-16 units."""


@dataclass(frozen=True)
class AbsenceFacts:
    """A report as it stands; `offered` are the reasons that may be given for it.

    `undoable` tells whether there is anything left that has not begun.
    """

    id: int
    number: int
    on: date
    reported_at: datetime
    reason: ReasonFacts | None = None
    undone_at: datetime | None = None
    undoable: bool = False
    offered: tuple[ReasonFacts, ...] = field(default=SHIPPED)


@dataclass(frozen=True)
class AskDay(Asking):
    """On which day? Asked `on` a day (ISO); `chosen` (ISO) is the answer once it was given."""

    kind = "absence_day"
    on: str
    page: int = 0
    chosen_day: str | None = None
    edits: int | None = None

    def window(self) -> tuple[datetime, datetime]:
        """Return the time in which somebody may look for the day."""
        return time.days(date.fromisoformat(self.on), count=DAYS_AHEAD)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the days that have something to come."""
        head = voice.line(icons.ABSENCE, bold(voice.say("On which day can you not come?")))
        if self.chosen_day is not None:
            chosen = date.fromisoformat(self.chosen_day)
            return Text(lines(head, "", _on(voice, chosen)), edits=self.edits)
        days = [_day_button(voice, facts, *day) for day in by_day(facts.sessions, facts.now)]
        if not days:
            html = lines(head, "", voice.say("There is nothing on your schedule."))
            return Text(html, edits=self.edits)
        return Text(head, paged(voice, days, self.page, "off_days:{page}"), edits=self.edits)


@dataclass(frozen=True)
class AskWhich(Asking):
    """The whole day `on` (ISO), or one session? `chosen` is its number, 0 for the whole day."""

    kind = "absence_which"
    on: str
    page: int = 0
    chosen: int | None = None
    edits: int | None = None

    def window(self) -> tuple[datetime, datetime]:
        """Return the day."""
        return time.days(date.fromisoformat(self.on), count=1)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the choice."""
        on = date.fromisoformat(self.on)
        ahead = next((found for day, found in by_day(facts.sessions, facts.now) if day == on), [])
        head = lines(
            voice.line(icons.ABSENCE, bold(voice.say("What can you not come to?"))),
            _on(voice, on),
        )
        if self.chosen is not None:
            return Text(lines(head, "", *self._chosen(voice, facts)), edits=self.edits)
        whole = button(icons.SCHEDULE, voice.label("Whole day"), f"off_all:{self.on}")
        choices = [whole, *(_session_button(voice, session) for session in ahead)]
        buttons = paged(voice, choices, self.page, f"off_which:{self.on}:{{page}}")
        return Text(head, buttons, edits=self.edits)

    def _chosen(self, voice: Voice, facts: Facts) -> list[Markup]:
        if not self.chosen:
            return [voice.line(icons.SCHEDULE, voice.say("Whole day"))]
        return [sessions.heading(voice, one) for one in facts.sessions if one.id == self.chosen]


@dataclass(frozen=True)
class WholeDay(Notice):
    """The receipt for a whole day `on` (ISO)."""

    kind = "absence"
    heard = True
    absence_id: int
    on: str
    edits: int | None = None

    def window(self) -> tuple[datetime, datetime]:
        """Return the day."""
        return time.days(date.fromisoformat(self.on), count=1)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what was reported, with its number, and how it can be taken back."""
        absence = facts.about
        if not isinstance(absence, AbsenceFacts):
            html = voice.line(icons.SCHEDULE, voice.say("This is no longer on your schedule."))
            return Text(html, edits=self.edits)
        missed = [one for one in facts.sessions if one.receipt == absence.number]
        if absence.undone_at is not None:
            head, end = voice.line(icons.BACK, bold(voice.say("The absence is taken back."))), []
        else:
            head = voice.line(icons.NO, bold(voice.say("You cannot come.")))
            end = ["", _end(voice, absence)]
        html = lines(
            head,
            _on(voice, absence.on, voice.say("Whole day")),
            *(_missed(voice, one) for one in missed[:LISTED]),
            "",
            *_said(voice, absence),
            *end,
        )
        return Text(html, _undo(voice, absence), edits=self.edits)


@dataclass(frozen=True)
class AskReason(Asking):
    """Why? It need not be said; `session_id` when the report is of one session."""

    kind = "absence_reason"
    absence_id: int
    session_id: int | None = None
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question, or the reason once it was given."""
        absence = facts.about
        html = voice.line(icons.ABSENCE, voice.say("Why? You do not have to say."))
        if not isinstance(absence, AbsenceFacts) or absence.undone_at or not absence.undoable:
            return Text(html, edits=self.edits)
        if absence.reason is not None:
            given = voice.line(absence.reason.sign, bold(absence.reason.shown(voice)))
            return Text(lines(html, "", given), edits=self.edits)
        choices = [
            button(why.sign, why.shown(voice), f"reason:{why.key}:{absence.id}")
            for why in absence.offered[:OFFERED]
        ]
        rows = [tuple(choices[start : start + 2]) for start in range(0, len(choices), 2)]
        return Text(html, tuple(rows), edits=self.edits)


def by_day(
    found: Sequence[SessionFacts], now: datetime
) -> Iterator[tuple[date, list[SessionFacts]]]:
    """Yield the days that have something to come, each with what has not begun on it."""
    ahead = [one for one in found if one.starts_at > now and not one.cancelled]
    for on, of_day in groupby(ahead, lambda one: time.local(one.starts_at).date()):
        yield on, list(of_day)


def _day_button(voice: Voice, facts: Facts, on: date, of_day: Sequence[SessionFacts]) -> Button:
    today = time.local(facts.now).date()
    near = {today: voice.label("Today"), today + timedelta(days=1): voice.label("Tomorrow")}
    name = when.day(on, voice.language)
    words = f"{near[on]} · {name}" if on in near else name
    off = all(one.answer is AnswerKind.NOT_COMING for one in of_day)
    return button(icons.NO if off else icons.SCHEDULE, words, f"off:{on.isoformat()}")


def _session_button(voice: Voice, session: SessionFacts) -> Button:
    off = session.answer is AnswerKind.NOT_COMING
    title = shorten(session.title(voice.language), ON_A_BUTTON)
    words = f"{when.clock(session.starts_at)} · {title}"
    return button(
        icons.NO if off else icons.KINDS[session.kind],
        words,
        f"off_one:{session.id}:{session.revision}",
    )


def _on(voice: Voice, on: date, what: Markup | None = None) -> Markup:
    day = isolate(when.day(on, voice.language))
    return voice.line(icons.SCHEDULE, Markup("{} · {}").format(day, what) if what else day)


def _missed(voice: Voice, session: SessionFacts) -> Markup:
    span = isolate(when.span(session.starts_at, session.ends_at))
    title = isolate(shorten(session.title(voice.language), sessions.TITLE))
    return voice.line(icons.KINDS[session.kind], Markup("{} {}").format(span, title))


def _said(voice: Voice, absence: AbsenceFacts) -> list[Markup | None]:
    """Return reason, receipt and date of a report, and when it was taken back, if it was."""
    noted = when.moment(absence.reported_at, voice.language)
    why, undone = absence.reason, None
    if absence.undone_at is not None:
        moment = when.moment(absence.undone_at, voice.language)
        undone = voice.line(icons.BACK, voice.say("Taken back: {moment}", moment=moment))
    return [
        voice.line(why.sign, why.shown(voice)) if why else None,
        sessions.receipt(voice, absence.number, absence.on),
        voice.line(icons.NOTED, voice.say("Noted: {moment}", moment=noted)),
        undone,
    ]


def _end(voice: Voice, absence: AbsenceFacts) -> Markup:
    if absence.undoable:
        return voice.say("You can undo this until it begins.")
    return voice.say("It has begun. Your answer can no longer be changed.")


def _undo(voice: Voice, absence: AbsenceFacts) -> Buttons:
    if absence.undone_at is not None or not absence.undoable:
        return ()
    return ((button(icons.BACK, voice.label("Undo"), f"undo:{absence.id}"),),)
