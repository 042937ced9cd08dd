"""Write a broadcast: its texts, whom it goes to, what it asks, and when it is sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, time
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, writings
from bot.actions.broadcasts import audience as people, spreading
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group
from bot.rules.broadcasts import ENDED, AlreadyEnded, NotADraft
from bot.rules.refusals import NotThere
from bot.rules.writings import Contents
from storage import broadcasts, mailings
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.staff import Staff
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    ChangeKind,
    Gap,
    GroupKind,
    Language,
    Reply,
)


@dataclass(frozen=True)
class Plan:
    """All that the sender decides beside the words; moments are aware UTC.

    `gaps` tells what people get in whose language there is no reviewed translation. An
    `override` is the reason why the quiet hours do not count. With `recurs_weekday` (0 is
    Monday) it comes every week at `recurs_at` (Copenhagen) while the course runs.
    """

    audience: Audience
    is_live: bool = False
    reply: Reply = Reply.NOTHING
    gaps: Mapping[Language, Gap] = field(default_factory=dict)
    session_id: int | None = None
    useful_hours: int = 48
    override: str = ""
    send_at: datetime | None = None
    recurs_weekday: int | None = None
    recurs_at: time | None = None
    recurs_course_id: int | None = None


def plan_of(broadcast: Broadcast) -> Plan:
    """Return what is decided of a broadcast now; `replace` it to change something."""
    known = {name: getattr(broadcast, name) for name in Plan.__dataclass_fields__}
    gaps = {Language(language): Gap(gap) for language, gap in broadcast.gaps.items()}
    return Plan(**{**known, "audience": Audience.read(broadcast.audience), "gaps": gaps})


def draft(
    database: Database,
    plan: Plan,
    contents: Contents,
    *,
    cause: Cause,
    template_id: int | None = None,
) -> int:
    """Begin a broadcast; return its id, also when the same cause comes again.

    What `contents` leave as it stands in the template stays as far reviewed as it is there, and
    the template's files are sent along. Raises NotThere, and what `audience.check` and
    `writings.keep_in` raise.
    """
    with database.transaction() as db:
        return draft_in(db, plan, contents, cause=cause, template_id=template_id).id or 0


def draft_in(
    db: Db, plan: Plan, contents: Contents, *, cause: Cause, template_id: int | None = None
) -> Broadcast:
    """Begin a broadcast within a transaction."""
    author = author_of(db, cause)
    made = changes.made(db, cause, "broadcast")
    if made is not None:
        return db.get_one(Broadcast, made)
    people.check(db, cause.caller, plan.audience)
    _check_session(db, plan, cause)
    writing = writings.keep_in(
        db,
        contents,
        municipality_id=author.municipality_id,
        cause=cause,
        writing_id=_of_template(db, template_id, cause=cause),
    )
    return put_in(db, _row(author, writing.id or 0, plan, cause), cause=cause)


def edit(
    database: Database,
    broadcast_id: int,
    plan: Plan,
    contents: Contents,
    *,
    cause: Cause,
    template_id: int | None = None,
) -> None:
    """Change a draft, from a template on if one is named; raises NotADraft and as `draft`."""
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if not changes.is_done(db, cause):
            edit_in(db, broadcast, plan, contents, cause=cause, template_id=template_id)


def edit_in(
    db: Db,
    broadcast: Broadcast,
    plan: Plan,
    contents: Contents,
    *,
    cause: Cause,
    template_id: int | None = None,
) -> None:
    """Change a locked draft within a transaction."""
    if broadcast.state is not BroadcastState.DRAFT:
        raise NotADraft
    if broadcast.is_correction:
        plan = _as_corrected(broadcast, plan, contents)
    people.check(db, cause.caller, plan.audience)
    _check_session(db, plan, cause)
    taken, before = _of_template(db, template_id, cause=cause), broadcast.writing_id
    broadcast.writing_id = taken or before
    write_in(db, broadcast, contents, cause=cause)
    if taken is not None:
        db.flush()
        writings.drop_in(db, before)
    for name, value in _columns(plan).items():
        setattr(broadcast, name, value)
    record(db, broadcast, ChangeKind.BROADCAST_EDITED, cause)


def discard_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Throw a locked draft away with its words, within a transaction; raises NotADraft."""
    if broadcast.state is not BroadcastState.DRAFT:
        raise NotADraft
    record(db, broadcast, ChangeKind.BROADCAST_EDITED, cause, discarded=True)
    writing_id = broadcast.writing_id
    broadcasts.orphan(db, broadcast.id or 0)
    db.delete(broadcast)
    db.flush()
    writings.drop_in(db, writing_id)


def decide(
    database: Database, broadcast_id: int, gaps: Mapping[Language, Gap], *, cause: Cause
) -> None:
    """Decide what people get in whose language nothing is reviewed; raises NotADraft, NotThere."""
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if changes.is_done(db, cause):
            return
        if broadcast.state is not BroadcastState.DRAFT:
            raise NotADraft
        broadcast.gaps = broadcast.gaps | {one.value: gap.value for one, gap in gaps.items()}
        record(db, broadcast, ChangeKind.BROADCAST_EDITED, cause)


def translate(database: Database, broadcast_id: int, contents: Contents, *, cause: Cause) -> None:
    """Keep translations of what is confirmed already; whoever waited for one gets it.

    The Danish stays as it is. Raises NotThere, AlreadyEnded, and what `writings.keep_in` raises.
    """
    with database.transaction() as db:
        broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
        if changes.is_done(db, cause):
            return
        if broadcast.state in ENDED:
            raise AlreadyEnded
        texts = dict(contents.texts)
        texts.pop(Language.DANISH, None)
        write_in(db, broadcast, replace(contents, texts=texts), cause=cause)
        if broadcast.state is BroadcastState.SENDING:
            mailings.release(db, broadcast_id)
        record(db, broadcast, ChangeKind.BROADCAST_EDITED, cause)


def write_in(db: Db, broadcast: Broadcast, contents: Contents, *, cause: Cause) -> None:
    """Keep the words of a broadcast within a transaction."""
    writings.keep_in(
        db,
        contents,
        municipality_id=broadcast.municipality_id,
        cause=cause,
        writing_id=broadcast.writing_id,
    )


def again(database: Database, broadcast_id: int, *, cause: Cause) -> int:
    """Begin a copy for those whom a broadcast did not reach; return its id; raises NotThere."""
    with database.transaction() as db:
        made = changes.made(db, cause, "broadcast")
        if made is not None:
            return made
        first = access.broadcast(db, cause.caller, broadcast_id)
        unreached = Audience((Group(GroupKind.UNREACHED, (broadcast_id,)),))
        copy = copy_in(db, first, unreached, BroadcastRelation.AGAIN, cause=cause)
        copy.author_id = author_of(db, cause).id or 0
        return put_in(db, copy, cause=cause).id or 0


def copy_in(
    db: Db, first: Broadcast, audience: Audience, relation: BroadcastRelation, *, cause: Cause
) -> Broadcast:
    """Return a new broadcast that says the same to others; it is not in the database yet."""
    writing = writings.copy_in(db, first.writing_id, cause=cause)
    return Broadcast(
        municipality_id=first.municipality_id,
        author_id=first.author_id,
        writing_id=writing.id or 0,
        state=BroadcastState.DRAFT,
        audience=audience.document(),
        gaps=first.gaps,
        reply=first.reply,
        session_id=first.session_id,
        useful_hours=first.useful_hours,
        parent_id=first.id,
        relation=relation,
        created_at=cause.now,
    )


def put_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> Broadcast:
    """Add a new broadcast to the transaction."""
    db.add(broadcast)
    db.flush()
    record(db, broadcast, ChangeKind.BROADCAST_DRAFTED, cause)
    return broadcast


def record(db: Db, broadcast: Broadcast, kind: ChangeKind, cause: Cause, **after: object) -> None:
    """Write down what was done with a broadcast."""
    changes.record(
        db,
        cause,
        kind,
        municipality_id=broadcast.municipality_id,
        after={"broadcast": broadcast.id, **after},
    )


def author_of(db: Db, cause: Cause) -> Staff:
    """Return the caseworker who does it; raises NotThere for anybody else."""
    access.caseworkers_only(cause.caller)
    author = db.get(Staff, cause.caller.staff_id) if cause.caller.staff_id else None
    if author is None:
        raise NotThere
    return author


def _of_template(db: Db, template_id: int | None, *, cause: Cause) -> int | None:
    """Return a new writing that says what a template does, if one is named; raises NotThere."""
    if template_id is None:
        return None
    template = access.template(db, cause.caller, template_id)
    return writings.copy_in(db, template.writing_id, cause=cause).id


def _row(author: Staff, writing_id: int, plan: Plan, cause: Cause) -> Broadcast:
    return Broadcast(
        municipality_id=author.municipality_id,
        author_id=author.id or 0,
        writing_id=writing_id,
        state=BroadcastState.DRAFT,
        created_at=cause.now,
        **_columns(plan),
    )


def _as_corrected(broadcast: Broadcast, plan: Plan, contents: Contents) -> Plan:
    """Return a plan of a correction: whom it goes to, its session and answers are not chosen."""
    spreading.check_variables(broadcast, contents)
    chosen = ("gaps", "useful_hours", "override", "send_at")
    return replace(plan_of(broadcast), **{name: getattr(plan, name) for name in chosen})


def _columns(plan: Plan) -> dict[str, Any]:
    """Return the plan as the columns of a row."""
    return asdict(plan) | {
        "audience": plan.audience.document(),
        "gaps": {language.value: gap.value for language, gap in plan.gaps.items()},
    }


def _check_session(db: Db, plan: Plan, cause: Cause) -> None:
    """Raise NotThere when the session that the words speak of is not the caller's."""
    if plan.session_id is not None:
        access.session(db, cause.caller, plan.session_id)
    if plan.recurs_course_id is not None:
        access.course(db, cause.caller, plan.recurs_course_id)
