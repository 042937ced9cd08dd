"""What the staff does with outcomes: enter, confirm, reject, correct, and end them."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, follow_ups, outcome_news as news, tasks, wording
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.rules import outcomes as rules
from bot.rules.outcomes import NoEvidence, NoLastDay, Told
from bot.rules.refusals import NotThere, Refused
from storage import outcomes
from storage.database import FOR_CHANGE, Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ChangeKind, ClaimState, TaskKind

HOLDS = (ClaimState.CLAIMED, ClaimState.CONFIRMED)
"""What is said to be so, confirmed or not yet."""


class TakenBack(Refused):
    """This was taken back, so there is nothing to decide or to correct."""


class AlreadyConfirmed(Refused):
    """This is confirmed already. Correct it if something is different now."""


def enter(database: Database, participant_id: int, told: Told, *, cause: Cause) -> int:
    """Enter what is known otherwise: confirmed at once, by its evidence.

    Raises NotThere, NoEvidence, and what `rules.outcomes.check` and `wording.check` raise.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        db.refresh(person, with_for_update=FOR_CHANGE)  # a form that is sent twice at once
        made = changes.made(db, cause, "achievement_id")
        if made is not None:
            return made
        found = enter_in(db, person, told, cause=cause)
        news.tell(db, found, cause)
        return found.id or 0


def enter_in(
    db: Db,
    person: Participant,
    told: Told,
    *,
    cause: Cause,
    state: ClaimState = ClaimState.CONFIRMED,
) -> Achievement:
    """Enter within a transaction what is known otherwise; the caller tells the person.

    Raises NoEvidence, and what `rules.outcomes.check` and `wording.check` raise.
    """
    known = rules.fitting(told)
    found = Achievement(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        state=state,
        claimed_at=cause.now,
        decided_at=None if state is ClaimState.CLAIMED else cause.now,
        decided_by=None if state is ClaimState.CLAIMED else cause.caller.staff_id,
        entered_by=cause.caller.staff_id,
        **asdict(known),
    )
    _check(db, found, known, is_proven=state is ClaimState.CONFIRMED)
    db.add(found)
    db.flush()
    _record(db, found, ChangeKind.OUTCOME_ENTERED, cause)
    if state is ClaimState.CLAIMED:
        tasks.open_in(db, person, TaskKind.OUTCOME, cause=cause, about_id=found.id)
    follow_ups.plan(db, found, cause.now)
    return found


def confirm(database: Database, achievement_id: int, evidence: str, *, cause: Cause) -> None:
    """Confirm what a person has told by its evidence, and tell them.

    Raises NotThere, TakenBack, NoEvidence, what `wording.check` raises, and AlreadyConfirmed when
    a colleague has done so by other evidence.
    """
    with database.transaction() as db:
        found = load(db, cause.caller, achievement_id, lock=True)
        if changes.is_done(db, cause):
            return
        if found.state is ClaimState.CONFIRMED and evidence not in ("", found.evidence):
            raise AlreadyConfirmed
        confirm_in(db, found, evidence, cause=cause)


def confirm_in(db: Db, found: Achievement, evidence: str = "", *, cause: Cause) -> None:
    """Confirm within a transaction; what is confirmed already stays so.

    Without a word the evidence holds that is known already. Raises TakenBack, NoEvidence, and what
    `rules.outcomes.check` and `wording.check` raise.
    """
    if found.state is ClaimState.WITHDRAWN:
        raise TakenBack
    if found.state is not ClaimState.CONFIRMED:
        becomes = replace(rules.told(found), evidence=evidence or found.evidence)
        _check(db, found, becomes, is_proven=True, before=found.evidence)
        found.evidence = becomes.evidence
        _decide(db, found, ClaimState.CONFIRMED, cause)
        follow_ups.plan(db, found, cause.now)


def reject(database: Database, achievement_id: int, *, cause: Cause) -> None:
    """Leave a claim unconfirmed, and ask the person to talk with their caseworker.

    Raises NotThere, TakenBack, AlreadyConfirmed.
    """
    with database.transaction() as db:
        reject_in(db, load(db, cause.caller, achievement_id, lock=True), cause=cause)


def reject_in(db: Db, found: Achievement, *, cause: Cause) -> None:
    """Leave a claim unconfirmed within a transaction; raises TakenBack, AlreadyConfirmed."""
    if found.state is ClaimState.WITHDRAWN:
        raise TakenBack
    if found.state is ClaimState.CONFIRMED:
        raise AlreadyConfirmed
    if found.state is ClaimState.CLAIMED:
        _decide(db, found, ClaimState.REJECTED, cause)


def correct(database: Database, achievement_id: int, told: Told, *, cause: Cause) -> None:
    """Correct what is known; the questions that follow move with the first day.

    Raises NotThere, TakenBack, NoEvidence, and what `rules.outcomes.check` and `wording.check`
    raise.
    """
    with database.transaction() as db:
        correct_in(db, load(db, cause.caller, achievement_id, lock=True), told, cause=cause)


def end(database: Database, achievement_id: int, ends_on: date, *, cause: Cause) -> None:
    """Note the last day; raises NotThere, TakenBack, NoLastDay, EndsTooEarly, SupportedThen."""
    with database.transaction() as db:
        found = load(db, cause.caller, achievement_id, lock=True)
        if "ends_on" not in rules.KNOWN[found.kind]:
            raise NoLastDay
        correct_in(db, found, replace(rules.told(found), ends_on=ends_on), cause=cause)


def correct_in(db: Db, found: Achievement, told: Told, *, cause: Cause) -> bool:
    """Correct within a transaction; tell whether anything was different.

    What was confirmed before evidence was asked for needs none. Raises as `correct` does.
    """
    if found.state is ClaimState.WITHDRAWN:
        raise TakenBack
    if changes.is_done(db, cause):
        return False
    becomes = rules.fitting(told)
    before, after = _difference(rules.told(found), becomes)
    if after:
        was_proven = found.state is ClaimState.CONFIRMED and bool(found.evidence)
        _check(db, found, becomes, is_proven=was_proven, before=found.evidence)
        for name in after:
            setattr(found, name, getattr(becomes, name))
        _record(db, found, ChangeKind.OUTCOME_EDITED, cause, before=before, after=after)
        follow_ups.plan(db, found, cause.now)
        news.mend(db, found, cause)
        if found.kind not in rules.CLAIMABLE:  # of this nobody is written to
            news.take_back(db, found)
    if found.state is ClaimState.CONFIRMED:
        tasks.close_in(db, TaskKind.OUTCOME, found.id, cause=cause)
    return bool(after)


def load(db: Db, caller: Caller, achievement_id: int, *, lock: bool = False) -> Achievement:
    """Return what one of the caller's people has told to the end; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    found = access.personal(db, caller, Achievement, achievement_id, lock=lock)
    if found.state is ClaimState.DRAFT:
        raise NotThere
    return found


def _check(db: Db, found: Achievement, becomes: Told, *, is_proven: bool, before: str = "") -> None:
    """Refuse what makes no sense for this person; `is_proven` tells whether evidence is needed.

    Evidence that stood there `before` is not asked about again.
    """
    known = outcomes.of_person(db, found.participant_id)
    others = [rules.told(one) for one in known if one.id != found.id and one.state in HOLDS]
    rules.check(becomes, others=others)
    if is_proven and not becomes.evidence:
        raise NoEvidence(field="evidence")
    said, was = wording.of(becomes, ("evidence",)), {"evidence": before}
    wording.check(db, found.municipality_id, said, before=was)


def _decide(db: Db, found: Achievement, state: ClaimState, cause: Cause) -> None:
    found.state, found.decided_at, found.decided_by = state, cause.now, cause.caller.staff_id
    if state is ClaimState.CONFIRMED:
        shown = {"evidence": found.evidence}
        _record(db, found, ChangeKind.OUTCOME_CONFIRMED, cause, after=shown)
    else:
        _record(db, found, ChangeKind.OUTCOME_REJECTED, cause)
    tasks.close_in(db, TaskKind.OUTCOME, found.id, cause=cause)
    news.mend(db, found, cause)
    news.tell(db, found, cause)


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
