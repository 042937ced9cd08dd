"""Who has a notice in hand: what is due is leased, and what a lease may still do."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, bindparam
from sqlmodel import Session as Db, col, or_, select, update

from storage.columns import columns
from storage.outbox import Outbox
from storage.vocabulary import OPEN_STATES, NoticeState, Outcome, Priority


def ripen(db: Db, bot: str, now: datetime) -> None:
    """Make ready what is planned and due, and what was leased for too long."""
    for statement in _ripening():
        db.connection().execute(statement, {"of_bot": bot, "now": now})


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
    values = {"of_bot": bot, "token": token, "now": now, "until": until, "most": limit}
    urgent = {"priorities": [int(priority) for priority in priorities]}
    taken = db.connection().execute(_claiming(), values | urgent).scalars().all()
    if not taken:
        return []
    rows = db.exec(select(Outbox).where(col(Outbox.id).in_(taken))).all()
    return sorted(rows, key=lambda row: (row.priority, row.due_at, row.id))


@cache
def _ripening() -> tuple[Update, ...]:
    """Return the statements of `ripen`, which are made once: they are run all day long.

    There are two, and each names every column of the index up to the last that it needs: as one,
    or without the priority, they read all that was ever owed.
    """
    table = columns(Outbox)
    any_priority = table.priority.in_([int(one) for one in Priority])
    planned = (table.state == NoticeState.PLANNED, any_priority, table.due_at <= bindparam("now"))
    leased = (table.state == NoticeState.LEASED, table.leased_until < bindparam("now"))
    return _made_ready(*planned), _made_ready(*leased)


def _made_ready(*where: ColumnElement[bool]) -> Update:
    table = columns(Outbox)
    due = select(table.id).where(table.bot == bindparam("of_bot"), *where)
    free = {"state": NoticeState.READY, "lease_token": None, "leased_until": None}
    return _changed(due).values(free)


@cache
def _claiming() -> Update:
    """Return the statement of `claim`, made once as well."""
    table = columns(Outbox)
    urgent = (
        select(table.id)
        .where(
            table.bot == bindparam("of_bot"),
            table.state == NoticeState.READY,
            table.priority.in_(bindparam("priorities", expanding=True)),
            table.due_at <= bindparam("now"),
        )
        .order_by(table.priority, table.due_at, table.id)
        .limit(bindparam("most"))
    )
    leased = {
        "state": NoticeState.LEASED,
        "lease_token": bindparam("token"),
        "leased_until": bindparam("until"),
    }
    return _changed(urgent).values(leased).returning(table.id)


def _changed(chosen: Select[Any]) -> Update:
    """Return a change of the chosen notices that nobody else has in hand."""
    # A plain subquery may be run again for each row, and then takes more than the limit.
    free = chosen.with_for_update(skip_locked=True).cte()
    return update(Outbox).where(columns(Outbox).id.in_(select(free.c.id)))


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
