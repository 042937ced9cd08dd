"""Look at placements, at open slots, and at what became of a wish."""

from bot.actions import access, changes
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.texts.placements import NEWS, MyPlacements
from bot.texts.slots import Scope, SlotPage
from bot.texts.toasts import Says
from storage import said
from storage.placements import Placement
from storage.vocabulary import ChangeKind


@linked_verb
def see(talk: Talk) -> None:
    """Show where the person is placed, what they wish for, and what can be done."""
    talk.toast()
    talk.answer(MyPlacements(edits=talk.turn.message_id))


@linked_verb
def see_slot(talk: Talk, slot_id: int | None = None, scope: Scope = Scope.OPEN) -> None:
    """Show one slot, by itself the first of those that are open or wished for."""
    talk.toast()
    talk.answer(SlotPage(scope=scope.value, slot_id=slot_id, edits=talk.turn.message_id))


@linked_verb
def confirm(talk: Talk, kind: str, placement_id: int) -> None:
    """Note that the person has seen the news of a placement."""
    placement = access.personal(talk.db, talk.caller, Placement, placement_id)
    news = [
        row
        for row in said.told_of(talk.db, placement.participant_id, tuple(NEWS))
        if row.params.get("placement_id") == placement_id and row.acknowledged_at is None
    ]
    for row in news:
        row.acknowledged_at = talk.now
    if news:
        changes.record(
            talk.db,
            talk.cause,
            ChangeKind.ACKNOWLEDGED,
            municipality_id=placement.municipality_id,
            participant_id=placement.participant_id,
            after={"placement": placement_id},
        )
    talk.toast(Says.NOTED if news else Says.AS_IT_IS)
    talk.answer(NEWS[kind](placement_id=placement_id, edits=talk.turn.message_id))
