"""How much is too much: counted by when it was sent, not by when it came to us."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.actions import chats, inbox
from tests.actions.joined import join
from tests.support.school import School

MANY = 25


@pytest.fixture
def arrived(school: School) -> School:
    """Selam has joined."""
    join(school, "Selam")
    school.wait(minutes=10)
    return school


def keep(
    school: School, *, apart: timedelta = timedelta(0), dated: bool, was_away: bool = False
) -> None:
    """Keep what Selam sent while there was no connection, all of it at this moment."""
    raws = []
    for number in range(MANY):
        sent = school.clock() - apart * (MANY - number)
        event: dict[str, Any] = {"from": {"id": 900}}
        if dated:
            event |= {"chat": {"id": 900}, "date": int(sent.timestamp())}
        kind = "message" if dated else "callback_query"
        raws.append(json.dumps({"update_id": school.updates + 1 + number, kind: event}).encode())
    inbox.keep(school.database, school.bot, raws, school.clock(), was_away=was_away)


def helped(school: School) -> int:
    """Do it all; return how often it had an effect."""
    before = len(school.owed())
    for _ in range(MANY):
        chats.ask_for_help(school.desk, school.turn("Selam"))
    return len([row for row in school.owed()[before:] if row.kind == "help"])


def test_what_telegram_kept_for_us_during_an_outage_is_all_done(arrived: School) -> None:
    keep(arrived, apart=timedelta(minutes=1), dated=True)
    assert helped(arrived) == MANY


def test_so_are_the_taps_which_have_no_date(arrived: School) -> None:
    keep(arrived, dated=False, was_away=True)
    assert helped(arrived) == MANY


@pytest.mark.parametrize("dated", [True, False])
def test_what_was_too_much_for_a_minute_is_still_too_much(arrived: School, *, dated: bool) -> None:
    keep(arrived, apart=timedelta(seconds=1), dated=dated)
    assert helped(arrived) == 20
    assert [row.kind for row in arrived.owed()].count("too_many") == 1
