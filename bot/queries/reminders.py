"""Reminders: what one is of, and in which words its rule has it said."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.texts.notices import Notice
from bot.texts.reminders import Reminder, ReminderFacts
from storage import placements, writings
from storage.people import Participant
from storage.reminders import ReminderRule
from storage.schedule import Session
from storage.vocabulary import Anchor, Language, ReminderKind, SessionKind, TranslationState


def about(db: Db, notice: Notice, person: Participant, _now: datetime) -> ReminderFacts:
    """Return what a reminder is of, with the words of its rule that can be relied on."""
    params = notice.params()
    rule = db.get(ReminderRule, params["rule_id"]) if params["rule_id"] else None
    return ReminderFacts(
        kind=_kind(db, db.get_one(Session, params["session_id"])),
        is_after=rule is not None and rule.anchor is Anchor.END,
        words=words(db, rule.writing_id, person.language) if rule else None,
    )


def words_of(db: Db, notice: Notice, language: Language) -> str | None:
    """Return what the rule of a notice says in its own words, if that can be relied on."""
    number = notice.params().get("rule_id")
    rule = db.get(ReminderRule, number) if number else None
    return words(db, rule.writing_id, language) if rule else None


def words(db: Db, writing_id: int | None, language: Language) -> str | None:
    """Return what a writing says in a language, if that is reviewed and up to date."""
    if writing_id is None:
        return None
    known = writings.translations_of(db, writing_id)
    found = known.get(language)
    if writings.state(found, known.get(Language.DANISH)) is not TranslationState.REVIEWED:
        return None
    return found.text if found else None


def _kind(db: Db, session: Session) -> ReminderKind:
    if session.placement_id is not None:
        earlier = placements.last_start(db, session.placement_id, before=session.starts_at)
        return ReminderKind.PLACEMENT_WEEK if earlier else ReminderKind.PLACEMENT_START
    if session.kind is SessionKind.CONTRACT_MEETING:
        return ReminderKind.CONTRACT_MEETING
    return ReminderKind.SESSION


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    Reminder.kind: about,
}
"""By the kind of the notice."""
