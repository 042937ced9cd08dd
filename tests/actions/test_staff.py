"""Staff are known by their address; only the operator adds and changes them."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.actions import staff
from bot.actions.access import OPERATOR, Caller
from bot.actions.changes import Cause
from bot.actions.staff import ElsewhereAlready, LinkSpent, Member, NotAnAddress
from bot.rules.refusals import NotThere
from storage.changes import Change
from storage.database import Database
from storage.municipalities import Municipality
from storage.staff import Staff
from storage.vocabulary import ChangeKind, Role
from tests.support.town import BOT, NOW


def home(database: Database, name: str = "Randers") -> int:
    with database.transaction() as db:
        added = Municipality(name=name, bot=BOT)
        db.add(added)
        db.flush()
        return added.id or 0


def operator(key: str) -> Cause:
    return Cause(OPERATOR, key, NOW)


def mette(database: Database) -> Member:
    return Member("Mette@Example.dk ", "Mette Holm", home(database), Role.CASEWORKER, "89151515")


def test_the_same_member_twice_is_one_and_changes_nothing(database: Database) -> None:
    member = mette(database)
    first = staff.keep(database, member, cause=operator("one"))
    assert staff.keep(database, member, cause=operator("two")) == first
    with database.reading() as db:
        assert [one.email for one in db.exec(select(Staff))] == ["mette@example.dk"]
        assert [one.kind for one in db.exec(select(Change))] == [ChangeKind.STAFF_ADDED]


def test_a_new_role_is_an_edit_that_keeps_the_telephone(database: Database) -> None:
    member = mette(database)
    number = staff.keep(database, member, cause=operator("one"))
    staff.keep(database, replace(member, role=Role.ADMIN, phone=None), cause=operator("two"))
    with database.reading() as db:
        kept = db.get_one(Staff, number)
        assert (kept.role, kept.phone) == (Role.ADMIN, "89151515")


def test_nobody_is_taken_over_from_another_municipality(database: Database) -> None:
    member = mette(database)
    staff.keep(database, member, cause=operator("one"))
    moved = replace(member, municipality_id=home(database, "Norddjurs"))
    with pytest.raises(ElsewhereAlready):
        staff.keep(database, moved, cause=operator("two"))


@pytest.mark.parametrize("text", ["", "mette", "mette@", "@x.dk", "mette@dk", "m ette@x.dk"])
def test_what_is_no_address_is_refused(database: Database, text: str) -> None:
    with pytest.raises(NotAnAddress):
        staff.keep(database, replace(mette(database), email=text), cause=operator("one"))


def test_staff_do_not_add_staff(database: Database) -> None:
    member = mette(database)
    caller = Caller(municipality_id=member.municipality_id, staff_id=1)
    with pytest.raises(NotThere):
        staff.keep(database, member, cause=Cause(caller, "one", NOW))


def test_who_has_left_gets_no_link_and_uses_none(database: Database) -> None:
    number = staff.keep(database, mette(database), cause=operator("one"))
    token = staff.invite_sign_in(database, number, now=NOW)
    with database.transaction() as db:
        db.get_one(Staff, number).active = False
    with pytest.raises(LinkSpent):
        staff.sign_in(database, token, now=NOW)
    with pytest.raises(NotThere):
        staff.invite_sign_in(database, number, now=NOW)
