"""Who has a notice in hand: what is due is leased, and what a lease may still do."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, col, or_, select, update

from storage.outbox import Outbox
from storage.vocabulary import OPEN_STATES, NoticeState, Outcome, Priority


def ripen(db: Db, bot: str, now: datetime) -> None:
    """Make ready what is planned and due, and what was leased for too long."""
    # Two statements that name every column of the index up to the last that they need: as one,
    # or without the priority, they read all that was ever owed, several times a second.
    state, priority = col(Outbox.state), col(Outbox.priority)
    any_priority = priority.in_([int(one) for one in Priority])
    _make_ready(db, bot, state == NoticeState.PLANNED, any_priority, col(Outbox.due_at) <= now)
    _make_ready(db, bot, state == NoticeState.LEASED, col(Outbox.leased_until) < now)


def _make_ready(db: Db, bot: str, *where: ColumnElement[bool]) -> None:
    due = select(Outbox.id).where(Outbox.bot == bot, *where).with_for_update(skip_locked=True).cte()
    db.exec(
        update(Outbox)
        .where(col(Outbox.id).in_(select(due.c.id)))
        .values(state=NoticeState.READY, lease_token=None, leased_until=None)
    )


def claim(  # each is a bound value of one statement
    db: Db,
    bot: str,
    priorities: Sequence[Priority],
    *,
    token: str,
    now: datetime,
    until: datetime,
    limit: int,
) -> list[Outbox]:
    """Lease the most urgent notices of these priorities that are ready and due."""
    # A plain subquery may be run again for each row, and then takes more than the limit.
    chosen = (
        select(Outbox.id)
        .where(
            Outbox.bot == bot,
            Outbox.state == NoticeState.READY,
            col(Outbox.priority).in_([int(priority) for priority in priorities]),
            Outbox.due_at <= now,
        )
        .order_by(col(Outbox.priority), col(Outbox.due_at), col(Outbox.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte()
    )
    taken = db.exec(
        update(Outbox)
        .where(col(Outbox.id).in_(select(chosen.c.id)))
        .values(state=NoticeState.LEASED, lease_token=token, leased_until=until)
        .returning(col(Outbox.id))
    ).all()
    if not taken:
        return []
    rows = db.exec(select(Outbox).where(col(Outbox.id).in_([row[0] for row in taken]))).all()
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.id))


def held(db: Db, row_id: int, token: str, *, state: NoticeState) -> Outbox | None:
    """Return the notice when it still has this lease and this state, and lock it."""
    return db.exec(
        select(Outbox)
        .where(Outbox.id == row_id, Outbox.lease_token == token, Outbox.state == state)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def settle(db: Db, bot: str, now: datetime) -> list[Outbox]:
    """Take over from a worker that died; return what may just have arrived and is sent again.

    What it had only leased is ready again. What it was sending is ambiguous: the
    second such attempt makes it uncertain, the first is sent once more.
    """
    mine = col(Outbox.bot) == bot
    sending = col(Outbox.state) == NoticeState.SENDING
    free = {"lease_token": None, "leased_until": None}
    db.exec(
        update(Outbox)
        .where(mine, sending, col(Outbox.attempts) > 1)
        .values(state=NoticeState.UNCERTAIN, outcome=Outcome.NO_ANSWER, finished_at=now, **free)
    )
    in_doubt = list(db.exec(select(Outbox).where(mine, sending)))
    db.exec(
        update(Outbox)
        .where(mine, or_(sending, col(Outbox.state) == NoticeState.LEASED))
        .values(state=NoticeState.READY, **free)
    )
    return in_doubt


def adopt(db: Db, bot: str) -> None:
    """Let `bot` send what no bot has sent yet, or at least not finished sending."""
    unfinished = (*OPEN_STATES, NoticeState.SENDING)
    db.exec(
        update(Outbox)
        .where(col(Outbox.state).in_(unfinished), col(Outbox.bot) != bot)
        .values(bot=bot)
    )
