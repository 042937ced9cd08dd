"""Mend what was sent: withdraw it, or correct it on every phone and say so."""

from collections.abc import Mapping

from sqlmodel import Session as Db

from bot.actions import access, changes, mending
from bot.actions.broadcasts import audience as people, confirming, drafting, running
from bot.actions.broadcasts.drafting import author_of, record
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group
from bot.rules.broadcasts import TO_COME, NothingCorrected, NotSentYet
from bot.rules.writings import Contents
from storage import audiences, broadcasts, mailings, outbox, writings
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    ChangeKind,
    Gap,
    GroupKind,
    Language,
    Outcome,
)

AT_A_TIME = 1000


def withdraw(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Take a broadcast away from every phone, as far as Telegram allows it.

    What it corrects, and what corrects it, says the same by now and goes with it. What was not
    sent yet stays unsent. Raises NotThere, NotSentYet.
    """
    with database.transaction() as db:
        broadcast = _sent(db, broadcast_id, cause)
        if broadcast.withdrawn_at is not None or changes.is_done(db, cause):
            return
        _withdraw_in(db, broadcast, cause=cause)
        for one in _saying_the_same(db, broadcast_id, cause):
            if one.withdrawn_at is None:
                _withdraw_in(db, one, cause=cause.part(one.id))


def correct(
    database: Database,
    broadcast_id: int,
    contents: Contents,
    gaps: Mapping[Language, Gap],
    *,
    cause: Cause,
) -> int:
    """Say it right on every phone that has it, and send the right words as a new message.

    Return the id of the new broadcast. The earlier messages, of what it corrects and of what has
    corrected that before, are edited where Telegram allows it, so that nobody must choose between
    two times; who has not had them yet gets the right words only.
    Raises NotThere, NotSentYet, NothingCorrected, GapOpen, and what `writings.keep_in` raises.
    """
    with database.transaction() as db:
        broadcast = _sent(db, broadcast_id, cause)
        made = changes.made(db, cause, "broadcast")
        if made is not None:
            return made
        earlier = _saying_the_same(db, broadcast_id, cause)
        _write_right(db, earlier, contents, gaps, cause=cause.part("words"))
        reached = Audience(tuple(Group(GroupKind.REACHED, (one.id or 0,)) for one in earlier))
        correction = drafting.copy_in(
            db, broadcast, reached, BroadcastRelation.CORRECTION, cause=cause.part("copy")
        )
        author = author_of(db, cause)
        correction.author_id, correction.confirmed_at = author.id or 0, cause.now
        correction.override = broadcast.override
        drafting.put_in(db, correction, cause=cause)
        chosen = people.wanted(db, author, reached, cause.now)
        confirming.check_gaps(db, correction, audiences.by_language(db, chosen))
        audiences.expand(db, correction, chosen)
        running.start_in(db, correction, cause=cause.part("start"))
        for one in earlier:
            _refresh(db, one, cause=cause)
        return correction.id or 0


def _sent(db: Db, broadcast_id: int, cause: Cause) -> Broadcast:
    """Return what was sent; corrections of the same broadcast take turns, by the first of them."""
    access.broadcast(db, cause.caller, broadcasts.first_of(db, broadcast_id), lock=True)
    broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
    if broadcast.state in TO_COME or broadcast.recurs:
        raise NotSentYet
    return broadcast


def _saying_the_same(db: Db, broadcast_id: int, cause: Cause) -> list[Broadcast]:
    """Return a broadcast with what it corrects and what corrects the same, locked."""
    numbers = broadcasts.corrected(db, broadcast_id)
    return [access.broadcast(db, cause.caller, one, lock=True) for one in numbers]


def _withdraw_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    broadcast.withdrawn_at = cause.now
    if broadcast.state in {BroadcastState.SENDING, BroadcastState.PAUSED}:
        broadcast.state, broadcast.ended_at = BroadcastState.STOPPED, cause.now
    mailings.cancel(db, broadcast.id or 0, Outcome.BROADCAST_STOPPED, now=cause.now)
    record(db, broadcast, ChangeKind.BROADCAST_WITHDRAWN, cause)
    _refresh(db, broadcast, cause=cause)


def _write_right(
    db: Db,
    earlier: list[Broadcast],
    contents: Contents,
    gaps: Mapping[Language, Gap],
    *,
    cause: Cause,
) -> None:
    """Put the right words into all that was sent; raises NothingCorrected."""
    before = [_words(db, one) for one in earlier]
    for one in earlier:
        drafting.write_in(db, one, contents, cause=cause)
        one.gaps = {language.value: gap.value for language, gap in gaps.items()}
        if one.state is BroadcastState.SENDING:
            mailings.release(db, one.id or 0)
    db.flush()
    if [_words(db, one) for one in earlier] == before:
        raise NothingCorrected(field="text_da")


def _words(db: Db, broadcast: Broadcast) -> list[object]:
    """Return all that decides what people read of a broadcast."""
    rows = writings.translations_of(db, broadcast.writing_id)
    danish = rows.get(Language.DANISH)
    return [
        *sorted(broadcast.gaps.items()),
        *(
            (one, row.text, tuple(row.choices), row.file_id, writings.state(row, danish))
            for one, row in sorted(rows.items())
        ),
    ]


def _refresh(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Owe an edit for each phone that has it."""
    home = db.get_one(Municipality, broadcast.municipality_id)
    rows = [
        mending.row(person, home, number, mark=cause.key, now=cause.now)
        for number, person in mailings.on_phones(db, broadcast.id or 0)
    ]
    for first in range(0, len(rows), AT_A_TIME):
        outbox.put(db, rows[first : first + AT_A_TIME])
