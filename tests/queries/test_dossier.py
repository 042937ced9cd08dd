"""Everything that is stored about a person, as it was asked and answered."""

from datetime import date
from typing import Any

import pytest

from bot.queries import dossier
from bot.texts import pulses
from bot.texts.dossier import Readable
from storage.database import Database
from storage.people import Participant
from storage.statuses import CheckIn, Pulse, PulseAnswer, PulseQuestion
from storage.vocabulary import Language, Wish
from tests.actions.joined import join
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
