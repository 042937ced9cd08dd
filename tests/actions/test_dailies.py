"""Everybody at work is owed one list a day, by the way they chose, and what is in it is true."""

from datetime import datetime

import pytest
from sqlmodel import select

from bot.actions import dailies
from bot.queries.dailies import daily
from bot.rules.time import read
from bot.texts.staff.daily import Daily, Topic
from storage.chats import Chat, StaffLink
from storage.daily import DailyList
from storage.staff import Staff
from storage.vocabulary import (
    DailyBy,
    NoticeState,
    Outcome,
    TaskKind,
)
from tests.support import eight
from tests.support.cast import Stage
from tests.support.town import BOT

BEFORE, EARLY, EIGHT, NOON, LATE = (
    read(f"2026-11-24 {clock}") for clock in ("07:44", "07:50", "08:00", "12:00", "16:00")
)


def link(here: Stage, who: str) -> None:
    with here.database.transaction() as db:
        chat = Chat(bot=BOT, telegram_id=800000 + here.town.staff[who], since=EARLY)
        db.add(chat)
        db.flush()
        db.add(
            StaffLink(
                municipality_id=db.get_one(Staff, here.town.staff[who]).municipality_id,
                chat_id=chat.id or 0,
                staff_id=here.town.staff[who],
                since=EARLY,
            )
        )


def chosen(here: Stage, who: str, by: DailyBy) -> None:
    cause = here.cause(who, now=BEFORE)
    dailies.choose(here.database, by, cause=cause)


def planned(here: Stage, *moments: datetime) -> dict[str, DailyList]:
    """Plan at these moments; return the lists by the name of the member."""
    for now in moments:
        dailies.plan(here.database, now)
    names = {number: name for name, number in here.town.staff.items()}
    with here.database.reading() as db:
        return {names[row.staff_id]: row for row in db.exec(select(DailyList))}


def test_each_is_owed_one_list_a_day_by_the_way_that_is_open(here: Stage) -> None:
    link(here, "Mette")
    link(here, "Jonas")
    chosen(here, "Jonas", DailyBy.NOT)
    assert planned(here, BEFORE) == {}
    found = planned(here, EARLY, EARLY, EIGHT, LATE)
    assert {name: row.by for name, row in found.items()} == {
        "Mette": DailyBy.TELEGRAM,
        "Jonas": DailyBy.NOT,
        "Karin": DailyBy.EMAIL,  # chose Telegram, and has no chat there
    }
    [row] = here.rows(kinds=["staff_daily"])
    assert row.staff_id == here.town.staff["Mette"]
    assert row.dedupe_key == f"daily:{row.staff_id}:2026-11-24"
    assert (row.due_at, row.not_after, row.state) == (EIGHT, NOON, NoticeState.PLANNED)
    ends = (found["Karin"].state, found["Karin"].outcome)
    assert ends == (NoticeState.EXPIRED, Outcome.TOO_LATE)  # nobody sends mail here


def test_after_noon_it_is_written_down_as_too_late_and_owed_to_nobody(here: Stage) -> None:
    link(here, "Mette")
    found = planned(here, LATE)
    assert {row.outcome for row in found.values()} == {Outcome.TOO_LATE}
    assert here.rows(kinds=["staff_daily"]) == []
    assert here.rows() == []


def told(here: Stage, who: str) -> Daily:
    with here.database.reading() as db:
        return daily(db, db.get_one(Staff, here.town.staff[who]), EIGHT)


@pytest.fixture
def full(here: Stage) -> Stage:
    eight.fill(here)
    return here


def test_own_people_are_named_and_all_others_counted(full: Stage) -> None:
    found = told(full, "Mette")
    assert [(one.name, one.sessions) for one in found.away] == [
        ("Selam Tesfay", (("CV-workshop", read("2026-11-24 09:30")),))
    ]
    assert [(one.name, one.kind) for one in found.waiting] == [("Selam Tesfay", TaskKind.CALL_ME)]
    assert (found.silent, found.elsewhere) == (("أمل حداد",), 1)
    assert found.mine == {
        Topic.ABSENCES: 1,
        Topic.CALLS: 1,
        Topic.SILENT: 1,
        Topic.CHECK_INS: 1,
        Topic.OTHER: 1,
    }
    assert found.others == {Topic.ABSENCES: 1, Topic.MESSAGES: 1, Topic.SILENT: 1}


def test_a_coordinator_is_told_numbers_of_everybody_and_no_name(full: Stage) -> None:
    found = told(full, "Karin")
    assert (found.away, found.waiting, found.silent, found.mine) == ((), (), (), {})
    assert found.others[Topic.ABSENCES] == 2
    assert found.others[Topic.SILENT] == 2


def test_another_municipality_hears_nothing_of_it(full: Stage) -> None:
    found = told(full, "Jonas")
    assert (found.away, found.waiting) == ((), ())
    assert found.others == {}
