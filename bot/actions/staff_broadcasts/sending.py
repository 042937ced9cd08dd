"""The last question, and what can be done while it is sent: pause, resume, stop."""

from collections.abc import Mapping
from typing import Any

from bot.actions import access, dialogues
from bot.actions.broadcasts import confirming, drafting, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.staff_broadcasts import steps
from bot.actions.staff_broadcasts.steps import Step, sender_verb
from bot.actions.talk import Talk
from bot.actions.verbs import staff_verb
from bot.rules.broadcasts import (
    ENDED,
    RUNNING,
    TYPE_ABOVE,
    AudienceChanged,
    DraftChanged,
    GapOpen,
    NobodyThere,
    SessionNeeded,
)
from bot.texts.staff.previews import AskNumber, DraftKept, Summary
from bot.texts.staff.progress import AskStopSending, StaffProgress
from bot.texts.staff.refused import StaffRefused
from bot.texts.toasts import Says
from storage.broadcasts import Broadcast
from storage.vocabulary import BroadcastState

OUT_OF_DATE = (AudienceChanged, DraftChanged, GapOpen, NobodyThere, SessionNeeded)
"""What is no longer as it was shown, so that it is to be shown anew."""


@staff_verb
def previewed(talk: Talk) -> None:
    """An answer was tapped in the preview: nothing is changed by it."""
    talk.toast(Says.AS_IT_IS)


@sender_verb
def see_parts(talk: Talk, broadcast_id: int) -> None:
    """Show what of a draft can be changed."""
    talk.toast()
    steps.draft(talk, broadcast_id)
    talk.answer(Summary(broadcast_id, parts=True, edits=talk.turn.button_of))


@sender_verb
def see_summary(talk: Talk, broadcast_id: int) -> None:
    """Show the draft as it is now."""
    talk.toast()
    steps.draft(talk, broadcast_id)
    talk.answer(Summary(broadcast_id, edits=talk.turn.button_of))


@sender_verb
def keep(talk: Talk, broadcast_id: int) -> None:
    """Leave a draft for later."""
    talk.toast()
    steps.draft(talk, broadcast_id)
    dialogues.end(talk)
    talk.answer(DraftKept(edits=talk.turn.button_of))


@sender_verb
def drop(talk: Talk, broadcast_id: int) -> None:
    """Throw a draft away."""
    talk.toast()
    broadcast = steps.draft(talk, broadcast_id)
    drafting.discard_in(talk.db, broadcast, cause=talk.cause.part("drop"))
    dialogues.end(talk)
    talk.answer(DraftKept(is_kept=False, edits=talk.turn.button_of))


@sender_verb
def send(talk: Talk, broadcast_id: int, count: int, mark: str) -> None:
    """Send what was shown, to so many; of a crowd the number is to be typed first."""
    talk.toast()
    broadcast = access.broadcast(talk.db, talk.caller, broadcast_id, lock=True)
    if broadcast.state is BroadcastState.DRAFT and count > TYPE_ABOVE:
        steps.wait_for(
            talk, Step.NUMBER, broadcast, mark=mark, count=count, shown=talk.turn.button_of
        )
        talk.answer(AskNumber(count))
    else:
        confirm(talk, broadcast, Seen(count, mark=mark), shown=talk.turn.button_of)


def confirm_typed(talk: Talk, said: Mapping[str, Any], typed: str) -> None:
    """Send a draft to a crowd whose number was typed."""
    broadcast = access.broadcast(talk.db, talk.caller, said["broadcast"], lock=True)
    confirm(talk, broadcast, Seen(said["count"], typed, said["mark"]), shown=said["shown"])


def confirm(talk: Talk, broadcast: Broadcast, seen: Seen, *, shown: int | None) -> None:
    """Send a draft as it was seen; the message that has `shown` it says so."""
    number = broadcast.id or 0
    if broadcast.state is BroadcastState.DRAFT:
        try:
            confirming.confirm_in(talk.db, broadcast, seen, cause=talk.cause.part("confirm"))
        except OUT_OF_DATE as refused:
            talk.answer(StaffRefused.of(refused))
            steps.go_on(talk, broadcast)
            return
        if broadcast.state in (*RUNNING, *ENDED):
            talk.answer(StaffProgress(number))
    dialogues.end(talk)
    talk.answer(Summary(number, edits=shown))


@sender_verb
def pause(talk: Talk, broadcast_id: int) -> None:
    """Let nothing more leave for now."""
    is_new = running.pause_in(talk.db, broadcast_id, cause=talk.cause.part("pause"))
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    _show(talk, broadcast_id)


@sender_verb
def resume(talk: Talk, broadcast_id: int) -> None:
    """Go on."""
    is_new = running.resume_in(talk.db, broadcast_id, cause=talk.cause.part("resume"))
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    _show(talk, broadcast_id)


@sender_verb
def ask_stop(talk: Talk, broadcast_id: int) -> None:
    """Ask once more: it is for good."""
    talk.toast()
    if access.broadcast(talk.db, talk.caller, broadcast_id).state in ENDED:
        _show(talk, broadcast_id)
    else:
        talk.answer(AskStopSending(broadcast_id))


@sender_verb
def stop(talk: Talk, broadcast_id: int) -> None:
    """Let nothing more leave for good."""
    running.stop_in(talk.db, broadcast_id, cause=talk.cause.part("stop"))
    talk.toast(Says.NOTED)
    talk.answer(AskStopSending(broadcast_id, "stopped", edits=talk.turn.button_of))


@sender_verb
def keep_on(talk: Talk, broadcast_id: int) -> None:
    """Do not stop it."""
    talk.toast()
    talk.answer(AskStopSending(broadcast_id, "kept", edits=talk.turn.button_of))


def _show(talk: Talk, broadcast_id: int) -> None:
    """Show how far it has come, where the button was."""
    talk.answer(StaffProgress(broadcast_id, edits=talk.turn.button_of))
