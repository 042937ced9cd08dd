"""The invented programme has something of everything, on whatever day the demo is started."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from bot.demo import programme
from bot.demo.clock import StageClock
from bot.demo.people import SELAM
from bot.rules.time import local
from bot.settings import Settings
from bot.wiring.installation import Installation
from storage.database import open_database
from storage.people import Participant
from storage.placements import Slot
from storage.schedule import Session
from storage.vocabulary import SessionKind
from tests.support.world import SECRET


@pytest.mark.parametrize(
    ("today", "thursday"),
    [
        ("2026-11-26", "2026-11-26"),  # a Thursday
        ("2026-03-31", "2026-04-09"),  # two days before Maundy Thursday
    ],
)
def test_there_are_an_open_house_a_talk_placement_days_and_open_slots(
    sqlite_url: str, tmp_path: Path, today: str, thursday: str
) -> None:
    database = open_database(sqlite_url)
    clock = StageClock(date.fromisoformat(today))
    settings = Settings(database_url=sqlite_url, secret_key=SecretStr(SECRET))
    programme.bring_in(Installation(settings, database, clock.now), tmp_path)
    with database.reading() as db:
        [selam] = db.exec(select(Participant.id).where(Participant.reference == SELAM))
        sessions = db.exec(select(Session)).all()
        slots = db.exec(select(Slot)).all()
    [house] = [one for one in sessions if one.kind is SessionKind.EVENT]
    assert f"{local(house.starts_at):%Y-%m-%d %H:%M}" == f"{thursday} 09:30"
    [talk] = [one for one in sessions if one.kind is SessionKind.APPOINTMENT]
    assert (talk.participant_id, talk.starts_at > clock.now()) == (selam, True)
    assert len([one for one in sessions if one.kind is SessionKind.PLACEMENT]) > 20
    assert len(slots) == len([slot for slot in slots if slot.closed_at is None]) > 1
    database.close()
