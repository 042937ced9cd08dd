"""Tell somebody what has become of what they found, and keep the cards on their phone true."""

from datetime import timedelta

from sqlmodel import Session as Db, col

from bot.actions import mending
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules.outcomes import CLAIMABLE
from bot.texts.outcomes import OutcomeCard, OutcomeDecided
from storage import outbox, said
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import Outcome, Priority

DECISION_LIFE = timedelta(days=14)


def tell(db: Db, found: Achievement, cause: Cause) -> None:
    """Owe the person how it stands, in the place of what was not said yet.

    Who supports themselves or has moved is not written to about it: that speaks of benefits and
    of where they live. They see it when they ask.
    """
    if found.kind not in CLAIMABLE:
        return
    person = db.get_one(Participant, found.participant_id)
    home = db.get_one(Municipality, found.municipality_id)
    take_back(db, found)
    due_at = quiet_hours(home).over(cause.now)
    timing = Timing(due_at, due_at + DECISION_LIFE, Priority.REMINDER)
    notice = OutcomeDecided(found.id or 0)
    key = f"{_about(found)}{found.state.value}"
    outbox.put(db, [row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)])


def take_back(db: Db, found: Achievement) -> None:
    """Take back what was not said yet."""
    theirs = col(Outbox.dedupe_key).startswith(_about(found), autoescape=True)
    outbox.withdraw(db, theirs, outcome=Outcome.REPLACED)


def mend(db: Db, found: Achievement, cause: Cause) -> None:
    """Bring the cards on the person's phone up to date, without a sound."""
    person = db.get_one(Participant, found.participant_id)
    home = db.get_one(Municipality, found.municipality_id)
    cards = said.of_kind(db, found.participant_id, (OutcomeCard.kind, OutcomeDecided.kind))
    rows = [
        mending.row(person, home, card.id, mark=cause.key, now=cause.now)
        for card in cards
        if card.params.get("achievement_id") == found.id
    ]
    outbox.put(db, rows)


def _about(found: Achievement) -> str:
    """Return how the keys of all that is said of it begin."""
    return f"outcome:{found.id}:"
