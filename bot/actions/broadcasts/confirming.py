"""Confirm a broadcast: to how many it goes, what each language gets, and who else must agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session as Db, col, delete

from bot.actions import access, changes
from bot.actions.access import Caller
from bot.actions.broadcasts import audience as people, drafting, running, spreading
from bot.actions.broadcasts.drafting import author_of, record
from bot.actions.changes import Cause
from bot.rules import broadcasts as rules, variables
from bot.rules.broadcasts import (
    ChoicesNeeded,
    CourseNeeded,
    DraftChanged,
    GapOpen,
    NobodyCorrected,
    NobodyThere,
    NotADraft,
    NotAwaited,
    NothingWritten,
    NotYours,
    ReasonNeeded,
    SendInThePast,
    SessionNeeded,
)
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage import audiences, broadcasts, writings
from storage.broadcasts import Broadcast, Recipient
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import BroadcastState, ChangeKind, Language, Reply, TranslationState


@dataclass(frozen=True)
class Seen:
    """What the sender has seen in the preview: how many people, and the number that they typed.

    A `mark` is that of the draft as it was seen.
    """

    count: int
    typed: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Standing:
    """How a draft stands: its mark, and the first reason why it cannot be sent as it is."""

    mark: str
    problem: Refused | None


def confirm(database: Database, broadcast_id: int, seen: Seen, *, cause: Cause) -> None:
    """Send a draft, now or at its time, or leave it to a colleague to approve.

    The same cause again does nothing, nor does a second one once it is confirmed. Raises
    NotThere and every reason in `rules.broadcasts` why it cannot be sent as it is.
    """
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if broadcast.state is not BroadcastState.DRAFT or changes.is_done(db, cause):
            return  # it was sent by the first press
        confirm_in(db, broadcast, seen, cause=cause)


def confirm_in(db: Db, broadcast: Broadcast, seen: Seen, *, cause: Cause) -> None:
    """Confirm a locked draft within a transaction."""
    chosen = people.of(db, broadcast, cause.now)
    counts = audiences.by_language(db, chosen)
    _check(db, broadcast, counts, now=cause.now)
    count = sum(counts.values())
    _check_seen(db, broadcast, seen.mark)
    rules.check_size(
        count, seen=seen.count, typed=seen.typed, dwindles=_corrects_what_runs(db, broadcast)
    )
    broadcast.confirmed_at, broadcast.confirmed_by = cause.now, cause.caller.staff_id
    if not broadcast.is_live and not broadcast.recurs:
        audiences.expand(db, broadcast, chosen)
    record(db, broadcast, ChangeKind.BROADCAST_CONFIRMED, cause, count=count)
    limit = db.get_one(Municipality, broadcast.municipality_id).approve_above
    if limit is not None and count > limit:
        broadcast.state = BroadcastState.AWAITING
    else:
        _go(db, broadcast, cause=cause)


def approve(database: Database, broadcast_id: int, *, cause: Cause, seen: str = "") -> None:
    """Agree to what a colleague has confirmed; `seen` is the mark of what was looked at.

    Raises NotThere, NotYours, NotAwaited, DraftChanged, NothingCorrected, SendInThePast.
    """
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if changes.is_done(db, cause):
            return
        if broadcast.state is not BroadcastState.AWAITING:
            raise NotAwaited
        if author_of(db, cause).id in broadcast.senders:
            raise NotYours
        _check_seen(db, broadcast, seen)
        if broadcast.is_correction:  # another one may have said the same meanwhile
            spreading.check_words(db, broadcast)
        _check_time(broadcast, cause.now)
        broadcast.approved_at, broadcast.approved_by = cause.now, cause.caller.staff_id
        record(db, broadcast, ChangeKind.BROADCAST_APPROVED, cause)
        _go(db, broadcast, cause=cause.part("go"))


def take_back(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Make a draft again of what is confirmed and not yet begun; raises NotThere, NotADraft."""
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if not changes.is_done(db, cause) and broadcast.state is not BroadcastState.DRAFT:
            take_back_in(db, broadcast, cause=cause)


def take_back_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Make a draft again within a transaction of what has not begun; raises NotADraft."""
    if broadcast.state not in rules.TO_COME:
        raise NotADraft
    db.exec(delete(Recipient).where(col(Recipient.broadcast_id) == broadcast.id))
    broadcast.state = BroadcastState.DRAFT
    broadcast.confirmed_at = broadcast.confirmed_by = None
    broadcast.approved_at = broadcast.approved_by = None
    record(db, broadcast, ChangeKind.BROADCAST_EDITED, cause)


def standing(database: Database, caller: Caller, broadcast_id: int, now: datetime) -> Standing:
    """Return how a draft stands; raises NotThere."""
    with database.reading() as db:
        broadcast = access.broadcast(db, caller, broadcast_id)
        counts = audiences.by_language(db, people.of(db, broadcast, now))
        problem: Refused | None = None
        try:
            _check(db, broadcast, counts, now=now)
            if not counts:
                raise NobodyThere
        except Refused as refused:
            problem = refused
        return Standing(mark(db, broadcast), problem)


def mark(db: Db, broadcast: Broadcast) -> str:
    """Return a mark of all that the sender decides, words and files included."""
    plan = drafting.plan_of(broadcast)
    found = writings.translations_of(db, broadcast.writing_id)
    said = [row.model_dump() for _, row in sorted(found.items())]
    return sha256(repr((plan, said)).encode()).hexdigest()[:16]


def gaps(db: Db, broadcast: Broadcast, counts: Mapping[Language, int]) -> dict[Language, int]:
    """Return those languages of an audience in which there is no reviewed translation."""
    found = writings.translations_of(db, broadcast.writing_id)
    danish = found.get(Language.DANISH)
    return {
        language: number
        for language, number in counts.items()
        if writings.state(found.get(language), danish) is not TranslationState.REVIEWED
    }


def _check_gaps(db: Db, broadcast: Broadcast, counts: Mapping[Language, int]) -> None:
    """Raise GapOpen for a language in which nothing is reviewed and nothing else decided."""
    for language in gaps(db, broadcast, counts):
        if broadcast.gaps.get(language) is None:
            raise GapOpen(language=language.value, field=f"gap_{language.value}")


def _corrects_what_runs(db: Db, broadcast: Broadcast) -> bool:
    """Tell whether it corrects what is being sent: then some drop out who are not reached."""
    if not broadcast.is_correction:
        return False
    return any(one.state in rules.RUNNING for one in broadcasts.others(db, broadcast))


def _go(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Begin at once, or at its time."""
    if broadcast.send_at is not None or broadcast.recurs:
        broadcast.state = BroadcastState.SCHEDULED
    else:
        running.start_in(db, broadcast, cause=cause.part("start"))


def _check(db: Db, broadcast: Broadcast, counts: Mapping[Language, int], *, now: datetime) -> None:
    """Raise the first reason why a draft cannot be sent as it is."""
    danish = writings.translations_of(db, broadcast.writing_id).get(Language.DANISH)
    if danish is None or not danish.text:
        raise NothingWritten(field="text_da")
    if broadcast.is_correction:
        if not counts:
            raise NobodyCorrected
        spreading.check_words(db, broadcast)
    missing = variables.needs_session(danish.text)
    if missing and broadcast.session_id is None:
        raise SessionNeeded(variables=variables.shown(missing), field="session")
    _check_gaps(db, broadcast, counts)
    if broadcast.recurs and broadcast.recurs_course_id is None:
        raise CourseNeeded(field="recurs_course")
    if broadcast.reply is Reply.CHOICES and not danish.choices:
        raise ChoicesNeeded(field="reply")
    _check_time(broadcast, now)


def _check_seen(db: Db, broadcast: Broadcast, seen: str) -> None:
    if seen and seen != mark(db, broadcast):
        raise DraftChanged


def _check_time(broadcast: Broadcast, now: datetime) -> None:
    if broadcast.send_at is not None and broadcast.send_at <= now:
        shown = f"{local(broadcast.send_at):%Y-%m-%d %H:%M}"
        raise SendInThePast(time=shown, field="send_at")
    if broadcast.override.isspace():
        raise ReasonNeeded(field="override")
