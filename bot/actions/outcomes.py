"""What the staff does with a found job, education or IGU: enter, correct, confirm, reject."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session as Db, col

from bot.actions import access, changes, follow_ups, mending, tasks
from bot.actions.access import Caller
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules import outcomes as rules
from bot.rules.outcomes import Told
from bot.rules.refusals import NotThere, Refused
from bot.texts.outcomes import OutcomeCard, OutcomeDecided
from storage import changes as kept, outbox, said
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ChangeKind, ClaimState, Outcome, Priority, TaskKind

DECISION_LIFE = timedelta(days=14)


class TakenBack(Refused):
    """This was taken back, so there is nothing to decide or to correct."""


class AlreadyConfirmed(Refused):
    """This is confirmed already. Correct it if something is different now."""


def enter(database: Database, participant_id: int, told: Told, *, cause: Cause) -> int:
    """Enter what a person has told otherwise: confirmed at once. Raises NotThere."""
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        done = kept.with_cause(db, cause.key)
        if done is not None:
            return int(done.after["achievement_id"])
        found = Achievement(
            municipality_id=person.municipality_id,
            participant_id=participant_id,
            state=ClaimState.CLAIMED,
            claimed_at=cause.now,
            **asdict(rules.fitting(told)),
        )
        db.add(found)
        db.flush()
        confirm_in(db, found, cause=cause)
        return found.id or 0


def confirm(database: Database, achievement_id: int, *, cause: Cause) -> None:
    """Confirm what a person has told, and tell them. Raises NotThere, TakenBack."""
    with database.transaction() as db:
        confirm_in(db, load(db, cause.caller, achievement_id, lock=True), cause=cause)


def confirm_in(db: Db, found: Achievement, *, cause: Cause) -> None:
    """Confirm within a transaction; what is confirmed already stays so. Raises TakenBack."""
    if found.state is ClaimState.WITHDRAWN:
        raise TakenBack
    if found.state is not ClaimState.CONFIRMED:
        _decide(db, found, ClaimState.CONFIRMED, cause)
        follow_ups.plan(db, found, cause.now)


def reject(database: Database, achievement_id: int, *, cause: Cause) -> None:
    """Leave a claim unconfirmed, and ask the person to talk with their caseworker.

    Raises NotThere, TakenBack, AlreadyConfirmed.
    """
    with database.transaction() as db:
        found = load(db, cause.caller, achievement_id, lock=True)
        if found.state is ClaimState.WITHDRAWN:
            raise TakenBack
        if found.state is ClaimState.CONFIRMED:
            raise AlreadyConfirmed
        if found.state is ClaimState.CLAIMED:
            _decide(db, found, ClaimState.REJECTED, cause)


def correct(database: Database, achievement_id: int, told: Told, *, cause: Cause) -> None:
    """Correct what is known; the questions that follow move with the first day.

    Raises NotThere, TakenBack.
    """
    with database.transaction() as db:
        found = load(db, cause.caller, achievement_id, lock=True)
        if found.state is ClaimState.WITHDRAWN:
            raise TakenBack
        if changes.is_done(db, cause):
            return
        becomes = rules.fitting(told)
        before, after = _difference(rules.told(found), becomes)
        if after:
            for name in after:
                setattr(found, name, getattr(becomes, name))
            _record(db, found, ChangeKind.OUTCOME_EDITED, cause, before=before, after=after)
            follow_ups.plan(db, found, cause.now)
            _mend(db, found, cause)
        if found.state is ClaimState.CONFIRMED:
            tasks.close_in(db, TaskKind.OUTCOME, found.id, cause=cause)


def load(db: Db, caller: Caller, achievement_id: int, *, lock: bool = False) -> Achievement:
    """Return what one of the caller's people has told to the end; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    found = access.personal(db, caller, Achievement, achievement_id, lock=lock)
    if found.state is ClaimState.DRAFT:
        raise NotThere
    return found


def _decide(db: Db, found: Achievement, state: ClaimState, cause: Cause) -> None:
    found.state, found.decided_at, found.decided_by = state, cause.now, cause.caller.staff_id
    kind = {
        ClaimState.CONFIRMED: ChangeKind.OUTCOME_CONFIRMED,
        ClaimState.REJECTED: ChangeKind.OUTCOME_REJECTED,
    }[state]
    _record(db, found, kind, cause)
    tasks.close_in(db, TaskKind.OUTCOME, found.id, cause=cause)
    _mend(db, found, cause)
    _tell(db, found, cause)


def _tell(db: Db, found: Achievement, cause: Cause) -> None:
    """Owe the person how it stands, in the place of what was not said yet."""
    person = db.get_one(Participant, found.participant_id)
    home = db.get_one(Municipality, found.municipality_id)
    about = f"outcome:{found.id}:"
    outbox.withdraw(
        db, col(Outbox.dedupe_key).startswith(about, autoescape=True), outcome=Outcome.REPLACED
    )
    due_at = quiet_hours(home).over(cause.now)
    timing = Timing(due_at, due_at + DECISION_LIFE, Priority.REMINDER)
    notice = OutcomeDecided(found.id or 0)
    key = f"{about}{found.state.value}"
    outbox.put(db, [row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)])


def _mend(db: Db, found: Achievement, cause: Cause) -> None:
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


def _difference(before: Told, after: Told) -> tuple[dict[str, Any], dict[str, Any]]:
    old, new = asdict(before), asdict(after)
    names = [name for name in old if old[name] != new[name]]
    return {name: _plain(old[name]) for name in names}, {name: _plain(new[name]) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _record(
    db: Db,
    found: Achievement,
    kind: ChangeKind,
    cause: Cause,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    changes.record(
        db,
        cause,
        kind,
        municipality_id=found.municipality_id,
        participant_id=found.participant_id,
        before=before,
        after={"achievement_id": found.id, **(after or {})},
    )
