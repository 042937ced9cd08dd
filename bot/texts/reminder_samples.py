"""A reminder as a phone shows it: of an example, so that nobody's own day is on the screen."""

from datetime import datetime, time, timedelta

from bot.rules.reminders import Rule, Span
from bot.rules.time import at, local
from bot.texts import titles
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Text
from bot.texts.reminders import Reminder, ReminderFacts
from bot.texts.say import Voice
from bot.texts.statuses import AskCheckIn, CheckInFacts
from storage.vocabulary import Anchor, Language, ReminderKind, SessionKind, Stage

NAME = "Selam Tesfay"
CASEWORKER = "Mette Holm"
PHONE = "89 15 15 15"
DAYS_AHEAD = 15
"""The example is so far ahead that no rule speaks of a time that has passed."""

_PLACEMENTS = (ReminderKind.PLACEMENT_START, ReminderKind.PLACEMENT_WEEK)
_WORKSHOP = {
    Language.DANISH: "CV-workshop",
    Language.ENGLISH: "CV workshop",
    Language.ARABIC: "ورشة السيرة الذاتية",
    Language.TIGRINYA: "ወርክሾፕ ሲቪ",
}
_CONTRACT = {Language.DANISH: "Kontraktmøde", Language.ENGLISH: "Contract meeting"}


def shown(rule: Rule, words: str | None, language: Language, now: datetime) -> Text:
    """Return what somebody reads in this language by a rule; `words` None are the shipped ones."""
    session = _session(rule.kind, now)
    if rule.kind is ReminderKind.CHECK_IN:
        known: object = CheckInFacts(stage=Stage.COURSE, counts=True, words=words)
        return AskCheckIn("2026-01-05").say(Voice(language), _facts(language, now, None, known))
    due = rule.moment(Span(session.starts_at, session.ends_at))
    known = ReminderFacts(rule.kind, rule.anchor is Anchor.END, words)
    notice = Reminder(session_id=session.id)
    return notice.standing(Voice(language), _facts(language, due, session, known), session)


def _facts(language: Language, now: datetime, session: SessionFacts | None, about: object) -> Facts:
    return Facts(
        language=language,
        now=now,
        name=NAME,
        called=NAME,
        first_name=NAME.split(maxsplit=1)[0],
        caseworker=CASEWORKER,
        phone=PHONE,
        session=session,
        about=about,
    )


def _session(kind: ReminderKind, now: datetime) -> SessionFacts:
    day = local(now).date() + timedelta(days=DAYS_AHEAD)
    day += timedelta(days=(1 - day.weekday()) % 7)  # a Tuesday
    named, place, what = _WORKSHOP, "Jobcenteret, lokale 2", SessionKind.WORKSHOP
    if kind in _PLACEMENTS:
        named, place, what = titles.of_placement(), "Bageren", SessionKind.PLACEMENT
    elif kind is ReminderKind.CONTRACT_MEETING:
        named, place, what = _CONTRACT, "Bageren", SessionKind.CONTRACT_MEETING
    return SessionFacts(
        id=0,
        kind=what,
        titles=named,
        starts_at=at(day, time(9, 30)),
        ends_at=at(day, time(11, 30)),
        place=place,
        address="Torvet 1",
        latitude=None,
        longitude=None,
        bring="",
        cancelled=False,
    )
