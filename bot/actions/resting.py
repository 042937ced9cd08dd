"""Why a reminder rests, asked once more in the last moment before it is sent."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.texts.pulses import AskPulse
from bot.texts.reminders import Reminder
from bot.texts.statuses import AskCheckIn
from storage import attendance, outbox, tasks
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.reminders import ReminderRule
from storage.schedule import Session
from storage.vocabulary import Anchor, Outcome, TaskKind

MUTED = frozenset({Reminder.kind, AskCheckIn.kind, AskPulse.kind})
"""What is not said to who is muted: what reminds and what asks; a change always is said."""


def outcome(db: Db, row: Outbox, session: Session | None, now: datetime) -> Outcome | None:
    """Return why what comes of our own accord is not sent to this person, or None when it is."""
    if row.kind not in MUTED or row.chat_id is not None or row.participant_id is None:
        return None
    person = db.get_one(Participant, row.participant_id)
    if person.muted_until is not None and person.muted_until > now:
        return Outcome.MUTED
    if row.kind != Reminder.kind or session is None:
        return None
    return _no_shows(db, person) or _rule(db, row, session, now)


def _no_shows(db: Db, person: Participant) -> Outcome | None:
    home = db.get_one(Municipality, person.municipality_id)
    talks = tasks.whose_open(db, TaskKind.NO_SHOWS, [person.id or 0])
    return Outcome.NO_SHOWS if talks and home.no_shows else None


def _rule(db: Db, row: Outbox, session: Session, now: datetime) -> Outcome | None:
    """Return whether the rule still holds, and its reminder still has something to say.

    Who was away is not asked how it was. After an outage two reminders of a session may be due
    at once: one in words of its own is said all the same.
    """
    number = row.params.get("rule_id")
    rule = db.get(ReminderRule, number) if number else None
    if rule is not None and not rule.active:
        return Outcome.RULE_CHANGED
    if rule is not None and rule.anchor is Anchor.END:
        was_away = attendance.was_away(db, session.id or 0, row.participant_id or 0)
        return Outcome.NOT_NEEDED if was_away else None
    has_words = rule is not None and rule.writing_id is not None
    return Outcome.REPLACED if not has_words and outbox.is_overtaken(db, row, now) else None
