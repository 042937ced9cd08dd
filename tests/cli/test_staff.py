"""Letting staff in: what an operator types, and the sentence they get."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.actions import staff as staff_actions
from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import Staff
from tests.cli.commands import Typed, count, said


def test_a_repeated_add_changes_and_prints_a_new_link(typed: Typed, database: Database) -> None:
    add = ("staff", "add", "karin@randers.dk", "Karin", "--municipality", "Randers", "--role")
    first, second = typed(*add, "caseworker"), typed(*add, "coordinator")
    assert first.exit_code == second.exit_code == 0
    old, new = (r.stdout.splitlines()[-1].rsplit("/", 1)[1] for r in (first, second))
    now = datetime.now(UTC)
    with pytest.raises(staff_actions.LinkSpent):
        staff_actions.sign_in(database, old, now=now)
    assert staff_actions.sign_in(database, new, now=now)
    with database.reading() as db:
        assert db.exec(select(Staff.role)).one() == "coordinator"
    again = typed("staff", "link", "KARIN@randers.dk")
    token = again.stdout.splitlines()[-1].rsplit("/", 1)[1]
    assert staff_actions.sign_in(database, token, now=now)


def test_a_link_for_nobody_gets_a_sentence(typed: Typed) -> None:
    (sentence,) = said(typed("staff", "link", "x@y.dk"))
    assert sentence.startswith("Nobody has the address x@y.dk.")


def test_a_bad_address_adds_nothing(typed: Typed, database: Database) -> None:
    options = ("--municipality", "Randers", "--role", "admin")
    assert said(typed("staff", "add", "karin", "Karin", *options)) == [
        "“karin” is not an e-mail address."
    ]
    assert said(typed("staff", "add", "k@x.dk", " ", *options)) == ["This must be filled in."]
    assert count(database, Municipality) == 0


def test_an_unknown_role_is_a_mistake_of_usage(typed: Typed) -> None:
    options = ("--municipality", "Randers", "--role", "boss")
    assert typed("staff", "add", "k@x.dk", "Karin", *options).exit_code == 2
