"""Who wishes for a slot, and what becomes of it."""

from sqlmodel import Session as Db

from bot.actions import access, changes, tasks
from bot.actions.changes import Cause
from bot.actions.placements import telling
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules.refusals import NotThere
from bot.rules.time import local
from bot.texts.slots import Scope, SlotPage
from bot.texts.toasts import Says
from storage import interests, placements
from storage.database import Database
from storage.people import Participant
from storage.placements import Interest, Slot
from storage.vocabulary import ChangeKind, InterestState, TaskKind


@linked_verb
def show(talk: Talk, slot_id: int) -> None:
    """Note that the person wishes for a slot, and let the caseworker see it."""
    slot = access.slot(talk.db, talk.caller, slot_id, lock=True)
    talk.toast(_show(talk, slot))
    _shown_again(talk, slot_id)


@linked_verb
def withdraw(talk: Talk, slot_id: int) -> None:
    """Take a wish back that nobody has decided yet."""
    wish = interests.of(talk.db, slot_id, talk.participant_id or 0, lock=True)
    if wish is None:
        raise NotThere
    talk.toast(_withdraw(talk, wish))
    _shown_again(talk, slot_id)


def decline(database: Database, interest_id: int, *, cause: Cause) -> None:
    """Say that it is not this slot, in neutral words; raises NotThere."""
    with database.transaction() as db:
        wish = access.personal(db, cause.caller, Interest, interest_id, lock=True)
        person = access.participant(db, cause.caller, wish.participant_id)
        decline_in(db, wish, person, cause=cause)


def decline_in(db: Db, wish: Interest, person: Participant, *, cause: Cause) -> None:
    """Decline within a transaction; what is decided already stays."""
    if wish.state is not InterestState.INTERESTED or changes.is_done(db, cause):
        return
    _decide(db, wish, InterestState.DECLINED, cause)
    _record(db, wish, ChangeKind.INTEREST_DECLINED, cause)
    telling.of_declined(db, person, wish, cause)


def settle_placed(db: Db, slot_id: int, person: Participant, *, cause: Cause) -> None:
    """Note that the wish has come true; the notice of the placement says so."""
    wish = interests.of(db, slot_id, person.id or 0)
    if wish is not None and wish.state is not InterestState.PLACED:
        _decide(db, wish, InterestState.PLACED, cause)


def _show(talk: Talk, slot: Slot) -> Says:
    wish = interests.of(talk.db, slot.id or 0, talk.participant_id or 0)
    is_new = wish is None or wish.state is InterestState.WITHDRAWN
    if not is_new or not _is_open(talk, slot):
        return Says.AS_IT_IS
    wish = wish or Interest(
        municipality_id=talk.caller.municipality_id or 0,
        slot_id=slot.id or 0,
        participant_id=talk.participant_id or 0,
        state=InterestState.INTERESTED,
        shown_at=talk.now,
    )
    wish.state, wish.shown_at = InterestState.INTERESTED, talk.now
    wish.decided_at = wish.decided_by = None
    talk.db.add(wish)
    _record(talk.db, wish, ChangeKind.INTEREST_SHOWN, talk.cause)
    person = talk.db.get_one(Participant, talk.participant_id)
    tasks.open_in(talk.db, person, TaskKind.INTEREST, cause=talk.cause, about_id=wish.id)
    return Says.NOTED


def _is_open(talk: Talk, slot: Slot) -> bool:
    today = local(talk.now).date()
    taken = placements.taken(talk.db, since=today).get(slot.id or 0, 0)
    return slot.closed_at is None and slot.until_on > today and taken < slot.capacity


def _withdraw(talk: Talk, wish: Interest) -> Says:
    if wish.state is not InterestState.INTERESTED:
        return Says.AS_IT_IS
    wish.state = InterestState.WITHDRAWN
    _record(talk.db, wish, ChangeKind.INTEREST_WITHDRAWN, talk.cause)
    tasks.close_in(talk.db, TaskKind.INTEREST, wish.id, cause=talk.cause)
    return Says.NOTED


def _shown_again(talk: Talk, slot_id: int) -> None:
    """Show the slot as it is now, in the place of the message that was tapped."""
    scope = Scope.OPEN.value
    talk.answer(SlotPage(slot_id=slot_id, scope=scope, edits=talk.turn.button_of))


def _decide(db: Db, wish: Interest, state: InterestState, cause: Cause) -> None:
    wish.state, wish.decided_at, wish.decided_by = state, cause.now, cause.caller.staff_id
    db.flush()
    tasks.close_in(db, TaskKind.INTEREST, wish.id, cause=cause)


def _record(db: Db, wish: Interest, kind: ChangeKind, cause: Cause) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        kind,
        municipality_id=wish.municipality_id,
        participant_id=wish.participant_id,
        after={"slot": wish.slot_id, "interest": wish.id},
    )
