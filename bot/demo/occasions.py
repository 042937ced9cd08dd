"""What Mette has entered at her desk: an open house for everybody, an appointment with Selam."""

from datetime import date, time, timedelta

from bot.actions import occasions
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.demo import desk, places
from bot.demo.clock import next_working_day
from bot.demo.people import SELAM
from bot.queries import lookup
from bot.rules.time import at, local
from bot.wiring.installation import Installation
from storage.vocabulary import SessionKind

THURSDAY = 3
EVERYBODY = (None,)
"""The one group that everybody in her municipality is in."""


def enter(home: Installation) -> None:
    """Add both to the days ahead."""
    today, mette = local(home.clock()).date(), desk.caller(home)
    [selam] = lookup.people(home.database, SELAM)

    def cause(key: str) -> Cause:
        return Cause(mette, f"demo:{key}", home.clock())

    house, talk = _open_house(_thursday(today)), _talk(next_working_day(today + timedelta(days=2)))
    occasions.invite(home.database, EVERYBODY, "open-house", house, cause=cause("open-house"))
    occasions.appoint(home.database, selam.id, "talk", talk, cause=cause("talk"))


def _thursday(day: date) -> date:
    """Return this day, or the first after it, that is a Thursday on which people work."""
    while day.weekday() != THURSDAY or day != next_working_day(day):
        day += timedelta(days=1)
    return day


def _open_house(day: date) -> Plan:
    address, latitude, longitude = places.CENTRE
    return Plan(
        kind=SessionKind.EVENT,
        title_da="Åbent hus",
        title_en="Open house",
        title_ar="يوم مفتوح",
        title_ti="ክፉት ገዛ",
        starts_at=at(day, time(9, 30)),
        ends_at=at(day, time(11)),
        place="Jobhuset, caféen",
        address=address,
        latitude=latitude,
        longitude=longitude,
    )


def _talk(day: date) -> Plan:
    return Plan(
        kind=SessionKind.APPOINTMENT,
        title_da="Samtale med sagsbehandler",
        title_en="Meeting with your caseworker",
        title_ar="موعد مع مسؤول الملف",
        title_ti="ቆጸራ ምስ ሰራሕተኛ ጉዳይ",
        starts_at=at(day, time(14)),
        ends_at=at(day, time(14, 30)),
        place="Jobhuset, kontor 5",
        address=places.CENTRE[0],
        contact="Mette Holm",
    )
