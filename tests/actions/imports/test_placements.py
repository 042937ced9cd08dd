"""Lists of companies, slots, placements and attendance, with all their consequences."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.actions.imports import Report
from bot.actions.imports.attendance import ATTENDANCE, WantedAttendance
from bot.actions.imports.companies import COMPANIES, WantedCompany
from bot.actions.imports.placements import PLACEMENTS, WantedPlacement
from bot.actions.imports.slots import SLOTS, WantedSlot
from storage.attendance import Attendance
from storage.database import Database
from storage.outbox import Outbox
from storage.placements import Placement
from storage.schedule import Session
from storage.vocabulary import NoticeState, Presence, SessionKind, Source
from tests.actions.imports.lists import NOW, Importer, rows, said

BUS = WantedCompany("bus", "Midttrafik", "Randers", "Grenåvej 14", "Bo Lund", "86 00 11 22")
DRIVER = WantedSlot(
    "Randers", "bus", "driver", "Buschauffør", 1, "01234", time(8), time(14),
    date(2026, 12, 7), date(2026, 12, 31),
)  # fmt: skip
SELAMS = WantedPlacement(
    "R-1", "Randers", "p1", "bus", "driver", date(2026, 12, 7), date(2026, 12, 11)
)
AMALS = replace(SELAMS, reference="R-2")


@pytest.fixture
def placed(filled: Importer) -> Importer:
    """Selam is placed on the only place of the slot, Monday to Friday."""
    for noun, wanted in ((COMPANIES, BUS), (SLOTS, DRIVER), (PLACEMENTS, SELAMS)):
        report = filled(noun, wanted)
        assert report.problems == (), said(report)
    return filled


def days(database: Database) -> list[Session]:
    found = [one for one in rows(database, Session) if one.kind is SessionKind.PLACEMENT]
    return sorted(found, key=lambda day: day.starts_at)


def told(database: Database, kind: str) -> int:
    with database.reading() as db:
        open_rows = select(Outbox).where(
            Outbox.kind == kind, Outbox.state != NoticeState.SUPERSEDED
        )
        return len(db.exec(open_rows).all())


def test_the_same_lists_again_change_nothing(placed: Importer, database: Database) -> None:
    before = days(database)
    for noun, wanted in ((COMPANIES, BUS), (SLOTS, DRIVER), (PLACEMENTS, SELAMS)):
        assert placed(noun, wanted, now=NOW + timedelta(hours=1)) == Report(unchanged=1)
    assert days(database) == before
    assert [day.starts_at.day for day in before] == [7, 8, 9, 10, 11]
    assert told(database, "placement_made") == 1


def test_a_changed_row_moves_adds_and_cancels_and_tells_once(
    placed: Importer, database: Database
) -> None:
    wanted = replace(
        SELAMS, weekdays="1234", starts=time(9), ends=time(15), until_on=date(2026, 12, 15)
    )
    assert placed(PLACEMENTS, wanted, now=NOW + timedelta(hours=1)).changed == 1
    found = days(database)
    standing = [day.starts_at for day in found if day.cancelled_at is None]
    assert standing == [datetime(2026, 12, day, 8, tzinfo=UTC) for day in (8, 9, 10, 11, 15)]
    assert [day.starts_at.day for day in found if day.cancelled_at] == [7]
    assert (told(database, "placement_made"), told(database, "placement_changed")) == (0, 1)
    assert placed(PLACEMENTS, SELAMS, now=NOW + timedelta(hours=2)).changed == 1
    assert [day.starts_at.day for day in days(database) if not day.cancelled_at] == [
        7,
        8,
        9,
        10,
        11,
    ]


def test_a_day_that_has_begun_stays_as_it_was(placed: Importer, database: Database) -> None:
    noon = datetime(2026, 12, 8, 11, tzinfo=UTC)
    wanted = replace(SELAMS, starts=time(10), ends=time(16), weekdays="01234")
    placed(PLACEMENTS, wanted, now=noon)
    assert [day.starts_at.hour for day in days(database)] == [7, 7, 9, 9, 9]


def test_a_company_that_moves_tells_whoever_is_placed_there(
    placed: Importer, database: Database
) -> None:
    moved = replace(BUS, address="Havnegade 3")
    assert placed(COMPANIES, moved, now=NOW + timedelta(hours=1)).changed == 1
    assert {day.address for day in days(database)} == {"Havnegade 3"}
    assert {day.revision for day in days(database)} == {2}
    assert told(database, "placement_changed") == 1
    renamed = replace(moved, contact="Mia")
    placed(COMPANIES, renamed, now=NOW + timedelta(hours=2))
    assert days(database)[0].contact == "Mia · 86 00 11 22"
    assert told(database, "placement_changed") == 1


@pytest.mark.parametrize(
    ("noun", "wanted", "sentence"),
    [
        (PLACEMENTS, AMALS, "slot: All places (1) are taken in these weeks."),
        (PLACEMENTS, replace(SELAMS, key="p2", slot="", weekdays="0", starts=time(9),
         ends=time(10)), "from: There is another placement on 2026-12-07 at the same time"),
        (PLACEMENTS, replace(SELAMS, company="buss"), "company: There is no company buss in"),
        (PLACEMENTS, replace(SELAMS, slot="x"), "slot: The company bus has no slot x."),
        (PLACEMENTS, replace(SELAMS, reference="R-9"), "reference: Nobody in Randers has the"),
        (PLACEMENTS, replace(SELAMS, until_on=date(2026, 12, 6)), "until: The last day is before"),
        (SLOTS, replace(DRIVER, ends=time(8)), "ends: The day ends as it begins."),
        (SLOTS, replace(DRIVER, municipality="Norddjurs"), "company: There is no company bus in"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_its_column(
    placed: Importer,
    noun: Any,  # noqa: ANN401  # any of ours
    wanted: object,
    sentence: str,
) -> None:
    (problem,) = said(placed(noun, wanted, now=NOW + timedelta(hours=1)))
    assert problem.startswith(f"line 2, {sentence}")


def test_a_list_says_who_was_there_and_who_says_so(placed: Importer, database: Database) -> None:
    evening = datetime(2026, 12, 8, 18, tzinfo=UTC)
    course = WantedAttendance("BUS-1", "cv", None, "R-1", "Randers", Presence.PRESENT)
    day = WantedAttendance("", "", date(2026, 12, 7), "R-1", "Randers", Presence.LATE, 300)
    assert placed(ATTENDANCE, course, day, now=evening).added == 2
    assert placed(ATTENDANCE, course, day, now=evening).unchanged == 2
    assert placed(ATTENDANCE, replace(course, presence=Presence.ABSENT), now=evening).changed == 1
    theirs = replace(course, source=Source.PARTICIPANT)  # each has a word of their own
    assert placed(ATTENDANCE, theirs, now=evening).added == 1
    words = [(one.source, one.presence) for one in rows(database, Attendance)]
    assert words == [("trainer", "absent"), ("trainer", "late"), ("participant", "present")]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"on": date(2026, 12, 11)}, "key: This has not begun yet"),
        ({"on": date(2026, 12, 6)}, "key: R-1 has no placement day on 2026-12-06."),
        ({"on": None, "course": "BUS-1", "key": "x"}, "key: The course BUS-1 has no session x."),
    ],
)
def test_nobody_was_where_nothing_has_been(
    placed: Importer, wanted: dict[str, Any], sentence: str
) -> None:
    noon = datetime(2026, 12, 8, 11, tzinfo=UTC)
    day = WantedAttendance("", "", None, "R-1", "Randers", Presence.PRESENT)
    (problem,) = said(placed(ATTENDANCE, replace(day, **wanted), now=noon))
    assert problem.startswith(f"line 2, {sentence}")


def test_a_placement_under_way_brings_its_past_days_without_a_word(
    filled: Importer, database: Database
) -> None:
    filled(COMPANIES, BUS)
    filled(SLOTS, replace(DRIVER, from_on=date(2026, 11, 2)))
    filled(PLACEMENTS, replace(SELAMS, from_on=date(2026, 11, 9), until_on=date(2026, 11, 20)))
    assert len(days(database)) == 10
    assert told(database, "placement_made") == 0
    assert len(rows(database, Placement)) == 1
