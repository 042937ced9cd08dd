"""A file for a calendar says what holds, on whichever night and in whichever script."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from bot.texts import calendars
from bot.texts.facts import Facts, SessionFacts
from bot.texts.say import Voice
from storage.vocabulary import Language, SessionKind

SPRING = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""Half past one and half past two in Copenhagen, before the clock is changed."""
LONG = "ዎርክሾፕ ሲቪ, ورشة; CV \\n " * 4


def session(starts_at: datetime, **changed: object) -> SessionFacts:
    known: dict[str, object] = {
        "id": 7,
        "kind": SessionKind.WORKSHOP,
        "titles": {Language.DANISH: LONG},
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "Jobhuset; lokale 2",
        "address": "",
        "latitude": 56.46,
        "longitude": 10.03,
        "bring": "Pas\nog foto",
        "cancelled": False,
        "contact": "Ole",
        "revision": 3,
    }
    return SessionFacts(**{**known, **changed})  # type: ignore[arg-type]  # as above


def read(*chosen: SessionFacts, municipality: str = "Randers") -> list[Event]:
    facts = Facts(Language.TIGRINYA, datetime(2026, 10, 1, tzinfo=UTC), municipality=municipality)
    file = calendars.file(Voice(Language.TIGRINYA), facts, chosen)
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(file)
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_two_hours_over_a_change_of_the_clock_are_two_hours(night: datetime) -> None:
    [event] = read(session(night))
    assert event.end - event.start == timedelta(hours=2)
    assert event.start == night


def test_whatever_staff_have_typed_is_read_back() -> None:
    [event] = read(session(AUTUMN))
    assert event["SUMMARY"] == LONG.strip()
    assert event["LOCATION"] == "Jobhuset; lokale 2"
    assert str(event["DESCRIPTION"]).splitlines()[-1].endswith("Pas og foto")
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")


def test_a_cancelled_session_takes_itself_out() -> None:
    standing, off = read(session(AUTUMN), session(AUTUMN, cancelled=True))
    assert off["STATUS"] == "CANCELLED"
    assert standing["UID"] == off["UID"]


def test_each_session_of_each_municipality_has_a_name_of_its_own() -> None:
    [one] = read(session(AUTUMN))
    [another] = read(session(AUTUMN, id=8))
    [elsewhere] = read(session(AUTUMN), municipality="Esbjerg")
    assert len({one["UID"], another["UID"], elsewhere["UID"]}) == 3


def test_a_municipality_with_half_a_letter_in_its_name_has_a_calendar() -> None:
    [here] = read(session(AUTUMN), municipality="Rand\ud800ers")
    assert str(here["UID"]).startswith("urn:uuid:")
