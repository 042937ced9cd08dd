"""Mend what was sent: withdraw it, or correct it on every phone and say so."""

from collections.abc import Mapping

from sqlmodel import Session as Db

from bot.actions import access, changes
from bot.actions.broadcasts import confirming, drafting, spreading
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import author_of, record
from bot.actions.changes import Cause
from bot.rules import audiences
from bot.rules.broadcasts import CONFIRMED, NotSentYet
from bot.rules.writings import Contents
from storage import broadcasts, mailings
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    ChangeKind,
    Gap,
    GroupKind,
    Language,
    Outcome,
)


def withdraw(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Take a broadcast away from every phone, as far as Telegram allows it.

    What it corrects, what corrects it, and what was sent again says the same by now and goes with
    it. What was not sent yet stays unsent: what of that was confirmed is a draft again. Raises
    NotThere, NotSentYet.
    """
    with database.transaction() as db:
        broadcast = _sent(db, broadcast_id, cause)
        if broadcast.withdrawn_at is not None or changes.is_done(db, cause):
            return
        _withdraw_in(db, broadcast, cause=cause)
        for one in spreading.locked_others(db, broadcast):
            if one.withdrawn_at is None:
                _withdraw_in(db, one, cause=cause.part(one.id))
        for one in broadcasts.to_come(db, broadcast, *CONFIRMED):
            confirming.take_back_in(db, one, cause=cause.part(one.id))


def correct(
    database: Database,
    broadcast_id: int,
    contents: Contents,
    gaps: Mapping[Language, Gap],
    *,
    seen: Seen,
    cause: Cause,
) -> int:
    """Say it right on every phone that has it, and send the right words as a new message.

    Return the id of the new broadcast. It is confirmed as any other, for its words go to all who
    have the wrong ones and to all who are still to get them: `seen` is how many the sender was
    shown. As it begins the earlier messages, of what it corrects and of what has corrected that
    before, are edited where Telegram allows it, so that nobody must choose between two times.
    Raises NotThere, NotSentYet, NoSessionNamed, and what `confirming.confirm_in` and
    `writings.keep_in` raise.
    """
    with database.transaction() as db:
        broadcast = _sent(db, broadcast_id, cause)
        made = changes.made(db, cause, "broadcast")
        if made is not None:
            return made
        correction = _begun(db, broadcast, contents, gaps, cause=cause)
        confirming.confirm_in(db, correction, seen, cause=cause.part("confirm"))
        return correction.id or 0


def _begun(
    db: Db,
    broadcast: Broadcast,
    contents: Contents,
    gaps: Mapping[Language, Gap],
    *,
    cause: Cause,
) -> Broadcast:
    """Return a correction as a draft: its words are its own until it begins."""
    earlier = [one.id or 0 for one in (broadcast, *broadcasts.others(db, broadcast))]
    correction = drafting.copy_in(
        db,
        broadcast,
        audiences.of_each(GroupKind.CONCERNED, earlier),
        BroadcastRelation.CORRECTION,
        cause=cause.part("copy"),
    )
    correction.author_id = author_of(db, cause).id or 0
    correction.is_live, correction.override = True, broadcast.override
    correction.gaps = {language.value: gap.value for language, gap in gaps.items()}
    spreading.check_variables(broadcast, contents)
    drafting.write_in(db, correction, contents, cause=cause.part("words"))
    return drafting.put_in(db, correction, cause=cause)


def _sent(db: Db, broadcast_id: int, cause: Cause) -> Broadcast:
    """Return what was sent, locked; raises NotThere, NotSentYet."""
    broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
    if broadcast.started_at is None:
        raise NotSentYet
    return broadcast


def _withdraw_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    broadcast.withdrawn_at = cause.now
    if broadcast.state in {BroadcastState.SENDING, BroadcastState.PAUSED}:
        broadcast.state, broadcast.ended_at = BroadcastState.STOPPED, cause.now
    mailings.cancel(db, broadcast.id or 0, Outcome.BROADCAST_STOPPED, now=cause.now)
    record(db, broadcast, ChangeKind.BROADCAST_WITHDRAWN, cause)
    spreading.refresh_in(db, broadcast, cause=cause)
