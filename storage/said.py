"""What people have been told: the messages on their phones, and in the chats of staff."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, and_, col, or_, select

from storage.broadcasts import Broadcast
from storage.outbox import Outbox
from storage.vocabulary import OPEN_STATES, NoticeState, Priority

OF_SEVERAL = (
    "schedule",
    "absence_day",
    "absence_which",
    "absence",
    "absence_reason",
    "course_joined",
    "course_left",
    "course_completed",
)
"""The notices that speak of several sessions, or of whichever comes next."""
UNCOVERED_FILE = "uncovered_file"
"""The file of a notice whose words stand in a message of their own."""

FOLLOWED = 20
"""So many of the latest edits of one message tell whether it is still there."""


def about(
    db: Db, people: Sequence[int], session_id: int, *, since: datetime, limit: int
) -> dict[int, dict[int | str, int]]:
    """Return by person the outbox rows that their latest messages about a session say.

    They are named by the message on the phone, the newest message first, which is not always
    the one that was owed last: reminders are planned days ahead.
    """
    naming = select(Broadcast.id).where(Broadcast.session_id == session_id)
    of_sessions = or_(
        col(Outbox.session_id).is_not(None),
        col(Outbox.kind).in_(OF_SEVERAL),
        col(Outbox.broadcast_id).in_(naming),
    )
    told: dict[int, dict[int | str, int]] = {}
    for (person, message), row in _latest(db, people, since, of_sessions).items():
        theirs = told.setdefault(person, {})
        if row.session_id in {None, session_id} and len(theirs) < limit:
            theirs[message] = row.id or 0
    return told


def of_kind(db: Db, participant_id: int, kinds: Sequence[str]) -> list[Outbox]:
    """Return what a person's messages of these kinds say, of several edits the last."""
    found = db.exec(
        select(Outbox)
        .where(
            Outbox.participant_id == participant_id,
            Outbox.state == NoticeState.SENT,
            col(Outbox.kind).in_(kinds),
            col(Outbox.message_id).is_not(None),
        )
        .order_by(col(Outbox.id))
    )
    return list({row.message_id: row for row in found}.values())


def in_message(
    db: Db, bot: str, message_id: int, *, chat_id: int, participant_id: int
) -> Outbox | None:
    """Return what a message in somebody's chat says: of several edits the last."""
    return db.exec(
        select(Outbox)
        .where(
            Outbox.bot == bot,
            Outbox.message_id == message_id,
            Outbox.state == NoticeState.SENT,
            stands_in(chat_id, [participant_id]),
        )
        .order_by(col(Outbox.id).desc())
    ).first()


def stands_in(chat_id: int, people: Sequence[int]) -> ColumnElement[bool]:
    """Tell in SQL whether a notice was said in this chat, whose phone is these people's."""
    to_them = and_(col(Outbox.chat_id).is_(None), col(Outbox.participant_id).in_(people))
    return or_(col(Outbox.chat_id) == chat_id, to_them)


def _is_on_the_phone() -> ColumnElement[bool]:
    """Sent, or an answer that is just being said: its words may have been chosen a moment ago."""
    sent = col(Outbox.state).in_((NoticeState.SENT, NoticeState.SENDING))
    begun = col(Outbox.state).in_((NoticeState.READY, NoticeState.LEASED))
    return or_(sent, and_(begun, col(Outbox.priority) == int(Priority.ANSWER)))


def latest_to(db: Db, participant_id: int, *, since: datetime) -> list[Outbox]:
    """Return the rows that a person's messages say now, the newest message first."""
    return list(_latest(db, [participant_id], since).values())


def _latest(
    db: Db, people: Sequence[int], since: datetime, *where: ColumnElement[bool]
) -> dict[tuple[int, int | str], Outbox]:
    """Return what messages say now by person and message, the newest message first.

    A message that was edited says what it was edited to.
    """
    found = db.exec(
        select(Outbox)
        .where(
            col(Outbox.participant_id).in_(people),
            _is_on_the_phone(),
            or_(Outbox.created_at > since, col(Outbox.finished_at) > since),
            *where,
        )
        .order_by(col(Outbox.message_id).desc().nulls_first(), col(Outbox.id).desc())
    )
    latest: dict[tuple[int, int | str], Outbox] = {}
    for row in found:
        message = row.message_id or row.params.get("edits") or f"row {row.id}"
        latest.setdefault((row.participant_id or 0, message), row)
    return latest


_BEGUN = (NoticeState.READY, NoticeState.LEASED, NoticeState.SENDING, NoticeState.SENT)
"""Owed and on its way, or sent."""


def told_of(db: Db, participant_id: int, kinds: Sequence[str]) -> list[Outbox]:
    """Return the changes of these kinds that a person was told of or is just being told of.

    The newest comes first.
    """
    return list(
        db.exec(
            select(Outbox)
            .where(
                Outbox.participant_id == participant_id,
                col(Outbox.kind).in_(kinds),
                col(Outbox.state).in_(_BEGUN),
                Outbox.priority == int(Priority.CHANGE),
            )
            .order_by(col(Outbox.id).desc())
        )
    )


def uncovered_files(
    db: Db, row_ids: Sequence[int], participant_id: int | None = None
) -> list[Outbox]:
    """Return the files that stand on phones beside the words of these notices, or one person's."""
    theirs = [Outbox.participant_id == participant_id] if participant_id is not None else []
    found = select(Outbox).where(
        *theirs,
        _is_file_on_the_phone(Outbox),
        col(Outbox.params)["row_id"].as_integer().in_(row_ids),
    )
    return list(db.exec(found.order_by(col(Outbox.id))))


def is_taken_back(db: Db, row: Outbox) -> bool:
    """Tell whether a person wished the opposite last of a file that this row opens or hides."""
    latest = db.exec(
        select(Outbox)
        .where(
            Outbox.participant_id == row.participant_id,
            Outbox.kind == UNCOVERED_FILE,
            col(Outbox.params)["row_id"].as_integer() == row.params["row_id"],
        )
        .order_by(col(Outbox.id).desc())
        .limit(1)
    ).first()
    return latest is not None and latest.params["in_full"] != row.params["in_full"]


def is_file_of(file: type[Outbox]) -> ColumnElement[bool]:
    """Tell in SQL whether a notice, an alias, is a file that stands beside the words of another."""
    return and_(
        # Also by the person: that is what there is an index for.
        col(file.participant_id) == Outbox.participant_id,
        col(file.params)["row_id"].as_integer() == Outbox.id,
        _is_file_on_the_phone(file),
    )


def _is_file_on_the_phone(row: type[Outbox]) -> ColumnElement[bool]:
    return and_(
        col(row.kind) == UNCOVERED_FILE,
        col(row.state) == NoticeState.SENT,
        col(row.message_id).is_not(None),
    )


def open_to(db: Db, participant_id: int, kinds: Sequence[str]) -> list[Outbox]:
    """Return what a person is owed of these kinds that is not on its way yet."""
    return list(
        db.exec(
            select(Outbox).where(
                Outbox.participant_id == participant_id,
                col(Outbox.kind).in_(kinds),
                col(Outbox.state).in_(OPEN_STATES),
            )
        )
    )


def addressee(db: Db, chat_id: int, people: Sequence[int], message_id: int) -> int | None:
    """Return to which of these people this message of the chat was said last."""
    return db.exec(
        select(Outbox.participant_id)
        .where(Outbox.message_id == message_id, stands_in(chat_id, people))
        .order_by(col(Outbox.id).desc())
    ).first()


def to_staff(
    db: Db, staff_id: int, message_id: int, *, kinds: Sequence[str], since: datetime
) -> Outbox | None:
    """Return what of these kinds this message in a member of staff's own chat says.

    Only what was owed after `since` counts.
    """
    return db.exec(
        select(Outbox).where(
            Outbox.staff_id == staff_id,
            Outbox.message_id == message_id,
            col(Outbox.kind).in_(kinds),
            Outbox.created_at >= since,
        )
    ).first()


def to_staff_about(db: Db, message_ids: Sequence[int], kinds: Sequence[str]) -> list[Outbox]:
    """Return what of these kinds staff were told about what participants have written."""
    found = select(Outbox).where(
        col(Outbox.staff_id).is_not(None),
        col(Outbox.kind).in_(kinds),
        col(Outbox.params)["message_id"].as_integer().in_(message_ids),
    )
    return list(db.exec(found.order_by(col(Outbox.id))))


def progress(
    db: Db, staff_id: int, broadcast_id: int, *, kind: str, since: datetime
) -> list[Outbox]:
    """Return what a member of staff was told of a broadcast's progress, the newest first.

    Only what was owed from `since` on counts.
    """
    found = select(Outbox).where(
        Outbox.staff_id == staff_id,
        Outbox.kind == kind,
        col(Outbox.params)["broadcast_id"].as_integer() == broadcast_id,
        Outbox.created_at >= since,
    )
    return list(db.exec(found.order_by(col(Outbox.id).desc()).limit(FOLLOWED)))
