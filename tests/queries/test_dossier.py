"""Everything that is stored about a person, as it was asked and answered."""

import re
from datetime import date
from typing import Any

import pytest

from bot.actions import access
from bot.actions.changes import Cause
from bot.actions.readiness import abilities as skills
from bot.queries import dossier
from bot.texts import pulses
from bot.texts.dossier import Dossier, Readable
from bot.texts.facts import Facts
from bot.texts.message import Document
from bot.texts.say import Voice
from storage.database import Database
from storage.people import Participant
from storage.statuses import CheckIn, Pulse, PulseAnswer, PulseQuestion
from storage.vocabulary import Language, Wish
from tests.actions.joined import join
from tests.support import founding, way
from tests.support.founding import NOW
from tests.support.school import School

OWN = "ቡን ትደልዩ ዶ?"


@pytest.fixture
def selam(database: Database) -> School:
    """Selam, who has told how it goes, and what she thinks of two questions."""
    school = School(database)
    join(school, "Selam", Language.TIGRINYA)
    number, at = school.people["Selam"], school.clock()
    with database.transaction() as db:
        home = db.get_one(Participant, number).municipality_id
        texts: dict[str, Any] = {f"text_{language.value}": OWN for language in Language}
        db.add(PulseQuestion(municipality_id=home, key="own", position=1, **texts))
        theirs: dict[str, Any] = {"municipality_id": home, "participant_id": number, "asked_at": at}
        db.add(CheckIn(week=date(2026, 11, 23), score=2, wishes=["talk", "transport"], **theirs))
        pulse = Pulse(quarter=date(2026, 10, 1), keys=["goal", "own"], **theirs)
        db.add(pulse)
        db.flush()
        for key in pulse.keys:
            db.add(
                PulseAnswer(
                    municipality_id=home, pulse_id=pulse.id or 0, key=key, score=4, answered_at=at
                )
            )
    return school


def test_questions_and_wishes_are_told_in_the_words_in_which_they_were_asked(selam: School) -> None:
    with selam.database.reading() as db:
        person = db.get_one(Participant, selam.people["Selam"])
        found = dossier.of_person(db, Readable(), person, selam.clock())
    told = {section.name: section.rows for section in found.sections}
    assert [dict(row)["title"] for row in told["pulses"]] == [
        pulses.wordings("goal")[Language.TIGRINYA],
        OWN,
    ]
    [(_, score, *wishes)] = told["check_ins"]
    assert score == ("score", 2)
    assert wishes == [("wish", Wish.TALK), ("wish", Wish.TRANSPORT)]


def words(told: Dossier, language: Language) -> str:
    """Return what is read in the document, without its tags."""
    document = Readable().say(Voice(language), Facts(language, NOW, about=told))
    assert isinstance(document, Document)
    return re.sub(r"<[^>]+>", "\n", document.content.decode())


def test_what_staff_have_noted_is_told_with_who_did_and_what_was_taken_back(
    database: Database,
) -> None:
    town = founding.found(database)
    numbers = way.found(database, town)
    cause = Cause(access.Caller(1, town.staff["Mette"]), "form:1", NOW)
    skills.remove_skill(database, town.people["Selam"], numbers.skill, cause=cause)
    with database.reading() as db:
        found = dossier.of_person(
            db, Readable(), db.get_one(Participant, town.people["Selam"]), NOW
        )
    told = {section.name: [dict(row) for row in section.rows] for section in found.sections}
    assert told["decisions"][0] == {
        "title": "Jobparat",
        "when": date(2026, 11, 11),
        "reason": way.WHY,
        "caseworker": "Mette Holm",
        "withdrawn": None,
    }
    assert [one["withdrawn"] is not None for one in told["decisions"]] == [
        False,
        True,
        False,
        False,
    ]
    assert told["skills"][0]["withdrawn"] == NOW
    assert [(one["education"], one["module"]) for one in told["danish"]] == [(2, 3), (2, 2)]
    assert [one.get("hours") or one.get("less") for one in told["hours"]] == ["15", "7"]
    assert len(told["goals"]) == 3
    assert len(told["assessments"]) == 9
    for language in Language:
        read = words(found, language)
        for text in (way.WHY, "Truckkort B", "Bestå modul 3", "Lærdansk, formiddagshold"):
            assert text in read, language
