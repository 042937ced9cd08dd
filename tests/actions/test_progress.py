"""Who sends a broadcast follows it in one message, however it is edited, lost or deleted."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.actions.broadcasts import progress, running
from storage.chats import Chat, StaffLink
from storage.database import Database
from storage.outbox import Outbox
from storage.vocabulary import NoticeState
from tests.actions.office import Office
from tests.support.founding import BOT, HOUR


class Follower(Office):
    """Mette's desk, with her own chat."""

    def connect(self) -> None:
        with self.database.transaction() as db:
            chat = Chat(bot=BOT, telegram_id=2001, since=self.now)
            db.add(chat)
            db.flush()
            mette = self.town.staff["Mette"]
            link = StaffLink(
                municipality_id=1, chat_id=chat.id or 0, staff_id=mette, since=self.now
            )
            db.add(link)

    def report(self) -> list[int | None]:
        """Tick three times; return which message each row of the progress edits, in order."""
        for _ in range(3):
            self.now += timedelta(seconds=3)
            progress.report(self.database, self.now)
        with self.database.reading() as db:
            mine = select(Outbox.params).where(Outbox.kind == "send_progress")
            rows = db.exec(mine.order_by(col(Outbox.id)))
            return [row["edits"] for row in rows]

    def settle(self, kind: str, state: NoticeState, message_id: int | None = None) -> None:
        """Let the oldest row of this kind that waits come to its end."""
        with self.database.transaction() as db:
            waiting = select(Outbox.id).where(
                Outbox.kind == kind, Outbox.state == NoticeState.READY
            )
            first = db.exec(waiting.order_by(col(Outbox.id))).first()
            change = update(Outbox).where(col(Outbox.id) == first)
            db.exec(change.values(state=state, message_id=message_id, finished_at=self.now))


@pytest.fixture
def mette(database: Database) -> Follower:
    return Follower(database)


def test_one_edit_is_owed_at_a_time_and_only_of_something_new(mette: Follower) -> None:
    mette.connect()
    mette.send()
    assert mette.report() == [None]
    mette.settle("send_progress", NoticeState.SENT, 7)
    assert mette.report() == [None]
    mette.settle("broadcast", NoticeState.SENT, 8)
    assert mette.report() == [None, 7]
    mette.settle("broadcast", NoticeState.FAILED)
    assert mette.report() == [None, 7]
    mette.settle("send_progress", NoticeState.SENT, 7)
    assert mette.report() == [None, 7, 7]


def test_who_has_deleted_the_message_is_told_the_end_all_the_same(mette: Follower) -> None:
    mette.connect()
    number = mette.send()
    mette.report()
    mette.settle("send_progress", NoticeState.SENT, 7)
    mette.settle("broadcast", NoticeState.SENT, 8)
    mette.report()
    mette.settle("send_progress", NoticeState.FAILED)
    mette.settle("broadcast", NoticeState.SENT, 9)
    assert mette.report() == [None, 7]
    running.stop(mette.database, number, cause=mette.cause())
    assert mette.report() == [None, 7, None]
    mette.settle("send_progress", NoticeState.FAILED)
    assert mette.report() == [None, 7, None]


def test_what_began_before_there_was_a_chat_does_not_ring_there(mette: Follower) -> None:
    mette.send()
    mette.now += HOUR
    mette.connect()
    assert mette.report() == []
