"""What a list says to people passes the same lint as what is typed."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from bot.actions.imports import Noun, Report
from bot.actions.imports.companies import COMPANIES, WantedCompany
from bot.actions.imports.courses import COURSES
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.slots import SLOTS
from storage.database import Database
from storage.municipalities import Municipality
from tests.actions.imports.lists import BUS, CV, Importer, said
from tests.actions.imports.test_placements import BUS as COMPANY, DRIVER


@pytest.mark.parametrize(
    ("noun", "wanted", "column"),
    [
        (SESSIONS, replace(CV, title="Om din sygdom"), "title"),
        (SESSIONS, replace(CV, key="new", title_ti="ብዛዕባ ሕማም"), "title_ti"),
        (SESSIONS, replace(CV, bring="Lægeerklæring"), "bring"),
        (SESSIONS, replace(CV, place="Sanktionsudvalget"), "place"),
        (SESSIONS, replace(CV, contact="Ydelse, 89 15 15 15"), "contact"),
        (COURSES, replace(BUS, name_en="Therapy"), "name_en"),
        (COURSES, replace(BUS, code="NEW", name="Depression og job"), "name"),
        (COMPANIES, replace(COMPANY, key="new", contact="Psykologen"), "contact"),
        (SLOTS, replace(DRIVER, trade_ar="علاج"), "trade_ar"),
        (SLOTS, replace(DRIVER, trade="Hemmelig chauffør"), "trade"),
    ],
)
def test_a_word_that_must_not_be_sent_is_refused_in_its_column(
    filled: Importer, database: Database, noun: Noun[Any], wanted: object, column: str
) -> None:
    with database.transaction() as db:
        home = db.exec(select(Municipality).where(Municipality.name == "Randers")).one()
        home.forbidden_words = ["hemmelig*"]
    assert filled(COMPANIES, COMPANY).added == filled(SLOTS, DRIVER).added == 1
    (problem,) = said(filled(noun, wanted))
    assert problem.startswith(f"line 2, {column}: “")
    assert "must not be sent over Telegram" in problem


def test_what_stood_there_before_is_not_asked_again_and_a_hospital_can_be_found(
    filled: Importer, database: Database
) -> None:
    hospital = WantedCompany("h", "Hospitalet", "Randers", "Hospitalsvej 1")
    assert filled(COMPANIES, hospital) == Report(added=1)
    with database.transaction() as db:
        for home in db.exec(select(Municipality)):
            home.forbidden_words = ["CV"]
    assert filled(SESSIONS, replace(CV, place="AMU")).changed == 1
    assert said(filled(SESSIONS, replace(CV, place="AMU CV")))
