"""The outbox: owed once, taken by one, settled whatever happens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, func, select

from storage import leases, outbox
from storage.database import Database, open_database
from storage.outbox import Outbox
from storage.vocabulary import OPEN_STATES, NoticeState, Outcome, Priority

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOT, OTHER_BOT = "1", "2"
MINE = "mine"
ALL = tuple(Priority)
READY, LEASED, SENDING = NoticeState.READY, NoticeState.LEASED, NoticeState.SENDING


def owed(key: object, **parts: Any) -> dict[str, Any]:  # noqa: ANN401  # columns
    """Return a row; all rows name the same columns."""
    row = {
        "bot": BOT,
        "kind": "help",
        "params": {},
        "dedupe_key": str(key),
        "state": READY,
        "priority": int(Priority.REMINDER),
        "urgent": False,
        "due_at": NOW,
        "not_after": NOW + timedelta(days=1),
        "attempts": 0,
        "created_at": NOW,
        "lease_token": None,
        "leased_until": None,
        "outcome": None,
        "finished_at": None,
    }
    return row | parts


def put(database: Database, *rows: dict[str, Any]) -> None:
    with database.transaction() as db:
        outbox.put(db, rows)


def take(
    database: Database,
    *,
    token: str = MINE,
    limit: int = 10,
    now: datetime = NOW,
    priorities: tuple[Priority, ...] = ALL,
) -> list[str]:
    """Ripen and lease; return the keys in order."""
    with database.transaction() as db:
        leases.ripen(db, BOT, now)
        until = now + MINUTE
        rows = leases.claim(db, BOT, priorities, token=token, now=now, until=until, limit=limit)
        return [row.dedupe_key for row in rows]


def stored(database: Database) -> dict[str, Outbox]:
    with database.reading() as db:
        return {row.dedupe_key: row for row in db.exec(select(Outbox))}


def test_what_is_owed_twice_is_owed_once(database: Database) -> None:
    put(database, owed("a", kind="help"))
    put(database, owed("a", kind="privacy"), owed("b"))
    assert {key: row.kind for key, row in stored(database).items()} == {"a": "help", "b": "help"}


def test_owing_again_leaves_alone_what_was_not_superseded(database: Database) -> None:
    states = set(NoticeState) - {NoticeState.SUPERSEDED}
    put(database, *(owed(state, state=state, due_at=NOW - MINUTE) for state in states))
    put(database, *(owed(state, state=READY, due_at=NOW + MINUTE) for state in states))
    rows = stored(database).values()
    assert {row.state for row in rows} == states
    assert {row.due_at for row in rows} == {NOW - MINUTE}


def test_what_was_superseded_is_owed_again_as_if_new(database: Database) -> None:
    stale = {"outcome": Outcome.NOT_COMING, "finished_at": NOW, "lease_token": "old"}
    put(database, owed("a", state=NoticeState.SUPERSEDED, bot=OTHER_BOT, attempts=1, **stale))
    put(database, owed("a", state=NoticeState.PLANNED, due_at=NOW + MINUTE, urgent=True))
    row = stored(database)["a"]
    assert (row.state, row.due_at, row.urgent) == (NoticeState.PLANNED, NOW + MINUTE, True)
    assert (row.outcome, row.finished_at, row.lease_token) == (None, None, None)
    assert row.bot == BOT, "the bot that speaks now"
    assert row.attempts == 1, "a copy that may have arrived is not forgotten"


def test_a_crowd_is_owed_in_one_go(database: Database) -> None:
    put(database, *(owed(number) for number in range(2000)))
    with database.reading() as db:
        assert db.exec(select(func.count()).select_from(Outbox)).one() == 2000


def test_the_most_urgent_goes_first_then_the_earliest_then_the_first_owed(
    database: Database,
) -> None:
    put(
        database,
        owed("reminder late", due_at=NOW - MINUTE),
        owed("reminder early", due_at=NOW - 2 * MINUTE),
        owed("broadcast", priority=Priority.BROADCAST, due_at=NOW - 9 * MINUTE),
        owed("answer 1", priority=Priority.ANSWER),
        owed("answer 2", priority=Priority.ANSWER),
        owed("change", priority=Priority.CHANGE),
        owed("not yet", due_at=NOW + MINUTE),
        owed("not ours", bot=OTHER_BOT),
    )
    assert take(database, limit=3) == ["answer 1", "answer 2", "change"]
    assert take(database) == ["reminder early", "reminder late", "broadcast"]
    assert take(database) == []


def test_a_lane_takes_its_own_priorities_only(database: Database) -> None:
    put(database, owed("reminder"), owed("answer", priority=Priority.ANSWER))
    assert take(database, priorities=(Priority.ANSWER,)) == ["answer"]
    assert take(database, priorities=(Priority.ANSWER,)) == []


def test_what_is_planned_ripens_when_it_is_due(database: Database) -> None:
    put(database, owed("a", state=NoticeState.PLANNED, due_at=NOW + MINUTE))
    assert take(database) == []
    assert take(database, now=NOW + MINUTE) == ["a"]


def test_a_lease_lapses_and_is_given_to_the_next(database: Database) -> None:
    put(database, owed("a"))
    assert take(database, token="first") == ["a"]
    assert take(database, token="second", now=NOW + MINUTE) == []
    assert take(database, token="second", now=NOW + 2 * MINUTE) == ["a"]
    assert stored(database)["a"].lease_token == "second"


def test_what_is_being_sent_never_lapses(database: Database) -> None:
    put(database, owed("a", state=SENDING, leased_until=NOW, lease_token="first"))
    assert take(database, now=NOW + timedelta(days=2)) == []


@pytest.mark.parametrize("claimers", [2, 4])
def test_claimers_at_the_same_time_never_share_a_notice(database: Database, claimers: int) -> None:
    put(database, *(owed(number) for number in range(120)))
    start = Barrier(claimers)

    def claim(token: int) -> list[str]:
        start.wait()
        taken: list[str] = []
        while batch := take(database, token=str(token), limit=7):
            assert len(batch) <= 7
            taken += batch
        return taken

    with ThreadPoolExecutor(claimers) as pool:
        shares = list(pool.map(claim, range(claimers)))
    assert sorted(int(key) for share in shares for key in share) == list(range(120))


def test_a_claim_passes_by_what_another_is_taking_right_now(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    put(database, owed("a"), owed("b"), owed("c"))
    with database.transaction() as db:
        until = NOW + MINUTE
        first = leases.claim(db, BOT, ALL, token="first", now=NOW, until=until, limit=2)
        assert take(database, token="second") == ["c"]
    assert [row.dedupe_key for row in first] == ["a", "b"]
    database.close()


def test_a_claim_keeps_its_limit_however_the_database_goes_about_it(postgresql_url: str) -> None:
    """A nested loop runs a plain subquery once for each row, and each run takes new rows."""
    database = open_database(postgresql_url)

    @event.listens_for(database.engine, "connect")
    def only_nested_loops(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's
        for way in ("hashjoin", "mergejoin", "hashagg", "material", "sort"):
            connection.execute(f"SET enable_{way} = off")
        connection.commit()

    put(database, *(owed(number) for number in range(50)))
    assert len(take(database, limit=3)) == 3
    database.close()


@pytest.mark.parametrize(
    ("token", "state", "is_held"),
    [("mine", LEASED, True), ("theirs", LEASED, False), ("mine", SENDING, False)],
)
def test_only_the_holder_of_a_lease_may_write(
    database: Database,
    token: str,
    state: NoticeState,
    is_held: bool,  # noqa: FBT001  # a column of the table
) -> None:
    put(database, owed("a"))
    take(database)
    number = stored(database)["a"].id or 0
    with database.transaction() as db:
        assert (leases.held(db, number, token, state=state) is not None) == is_held


def test_what_a_dead_worker_left_is_settled_at_once(database: Database) -> None:
    lease = {"lease_token": "dead", "leased_until": NOW + MINUTE}
    put(
        database,
        owed("leased", state=LEASED, **lease),
        owed("sending", state=SENDING, **lease | {"attempts": 1}),
        owed("sending again", state=SENDING, **lease | {"attempts": 2}),
        owed("sent", state=NoticeState.SENT),
        owed("of another bot", state=SENDING, bot=OTHER_BOT, **lease | {"attempts": 1}),
    )
    with database.transaction() as db:
        leases.settle(db, BOT, NOW)
    rows = stored(database)
    assert {key: row.state for key, row in rows.items()} == {
        "leased": READY,
        "sending": READY,
        "sending again": NoticeState.UNCERTAIN,
        "sent": NoticeState.SENT,
        "of another bot": SENDING,
    }
    assert rows["sending again"].outcome is Outcome.NO_ANSWER
    assert rows["sending again"].finished_at == NOW
    assert all(rows[key].lease_token is None for key in ("leased", "sending", "sending again"))


def test_another_bot_takes_on_all_that_is_not_finished(database: Database) -> None:
    put(database, *(owed(state, bot=OTHER_BOT, state=state) for state in NoticeState))
    with database.transaction() as db:
        leases.adopt(db, BOT)
    adopted = {row.state for row in stored(database).values() if row.bot == BOT}
    assert adopted == {*OPEN_STATES, SENDING}


def test_only_what_is_not_on_its_way_is_taken_back(database: Database) -> None:
    put(database, *(owed(state, state=state) for state in NoticeState))
    with database.transaction() as db:
        outbox.withdraw(db, col(Outbox.bot) == BOT, outcome=Outcome.SESSION_CHANGED)
    taken = {key for key, row in stored(database).items() if row.outcome}
    assert taken == set(OPEN_STATES)
    assert {stored(database)[key].state for key in taken} == {NoticeState.SUPERSEDED}


def test_taking_back_spares_what_does_not_meet_all_conditions(database: Database) -> None:
    put(database, owed("a"), owed("b"), owed("c", priority=Priority.ANSWER))
    with database.transaction() as db:
        outbox.withdraw(
            db,
            col(Outbox.dedupe_key) != "a",
            col(Outbox.priority) > int(Priority.ANSWER),
            outcome=Outcome.STOPPED,
            state=NoticeState.CANCELLED,
        )
    states = {key: row.state for key, row in stored(database).items()}
    assert states == {"a": READY, "b": NoticeState.CANCELLED, "c": READY}


def test_moments_come_back_aware_and_in_utc(database: Database) -> None:
    copenhagen = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
    put(database, owed("a", due_at=copenhagen))
    moment = stored(database)["a"].due_at
    assert moment == copenhagen
    assert moment.utcoffset() == timedelta()
