"""Everything that somebody has ahead stands on their schedule, whosever it is.

A session of their course, a day of their placement, an appointment of their own, an open house.
"""

from datetime import UTC, datetime, time

from icalendar import Calendar, Event

from bot.demo.botapi import Message, Phone
from storage.database import Database
from storage.placements import Company, Placement
from storage.schedule import Session
from storage.vocabulary import SessionKind
from tests.journeys.conftest import AMAL, JENS, SELAM, Traveller, invitation_of
from tests.journeys.programme import TITLES, Programme
from tests.support.desk import Desk
from tests.support.world import World

APPOINTMENT = {
    "title_da": "Samtale om praktik",
    "title_ar": "لقاء عن التدريب",
    "title_ti": "ርክብ ብዛዕባ ልምምድ ስራሕ",
    "date": "2026-11-24",
    "starts": "10:00",
    "ends": "10:45",
    "place": "Rådhuset, lokale 12",
    "address": "Laksetorvet 1, 8900 Randers C",
    "contact": "Ole Hansen",
    "latitude": "56.46",
    "longitude": "10.03",
}
OPEN_HOUSE = {
    "title_da": "Åbent hus",
    "title_ar": "يوم مفتوح",
    "title_ti": "ክፉት ገዛ",
    "date": "2026-11-28",
    "starts": "13:00",
    "ends": "15:00",
    "place": "Integrationshuset",
}
MORE, CALENDAR, SHOW, SCHEDULE = "☰", "📎", "🪪", "📅"

NOTHING = {SELAM: "ዋላ ሓንቲ የለን", AMAL: "لا شيء", JENS: "ingenting"}


async def appoint(world: World, desk: Desk, who: Traveller) -> None:
    """Let Mette add an appointment from the person's page."""
    await desk.open("/console/people")
    await desk.follow(who.name)
    await desk.follow("appointment" if "Sign out" in desk.page.text else "aftale")
    await desk.save(APPOINTMENT)
    assert desk.status == 200, desk.page.text
    await world.settle()


async def open_house(world: World, desk: Desk, box: str) -> None:
    """Let Mette open a house to everybody, or to a course."""
    await desk.open("/console/events/add")
    await desk.save(OPEN_HOUSE | {box: "1"})
    assert desk.status == 200, desk.page.text
    await world.settle()


def place(database: Database, participant_id: int) -> None:
    """Put one day of a placement on somebody's schedule, on Friday."""
    with database.transaction() as db:
        home = db.get_one(Session, 1).municipality_id
        company = Company(municipality_id=home, key="netto", name="Netto")
        db.add(company)
        db.flush()
        day = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
        placement = Placement(
            municipality_id=home,
            participant_id=participant_id,
            company_id=company.id or 0,
            starts=time(8),
            ends=time(14),
            from_on=day.date(),
            until_on=day.date(),
        )
        db.add(placement)
        db.flush()
        db.add(
            Session(
                municipality_id=home,
                participant_id=participant_id,
                placement_id=placement.id,
                key="2026-11-27",
                kind=SessionKind.PLACEMENT,
                title_da="Praktik i butik",
                title_ar="تدريب عملي في متجر",
                title_ti="ልምምድ ስራሕ ኣብ ድኳን",
                starts_at=day,
                ends_at=day.replace(hour=13),
                place="Netto",
                address="Storegade 5, Randers",
                contact="Butikschef Lis",
            )
        )


def tap(phone: Phone, icon: str) -> None:
    """Tap the button of the newest message that begins with this icon."""
    phone.tap(next(label for row in phone.last.labels for label in row if label.startswith(icon)))


def choices(message: Message) -> int:
    return sum(len(row) for row in message.labels)


def events(message: Message) -> list[Event]:
    """Return what a calendar reads in a file."""
    assert message.file
    assert message.file.name.endswith(".ics")
    calendar = Calendar.from_ical(message.file.content)
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


async def test_the_week_stands_day_by_day_behind_what_comes_next(
    world: World, phone: Phone, programme: Programme, who: Traveller, desk: Desk
) -> None:
    await appoint(world, desk, who)
    await open_house(world, desk, "everybody")
    place(world.home.database, programme.people[who.reference])
    await world.restart()
    phone.press(who.schedule)
    await world.settle()
    text, nothing = phone.last.text, NOTHING[who]
    following = text.index("👉")
    assert following < text.index("Ole Hansen") < text.index(nothing)
    glance = text[text.index(nothing) - 30 :]
    for icon, clock in (("📄", "10:00"), ("🎓", "09:30"), ("🏭", "08:00"), ("🤝", "13:00")):
        [line] = [line for line in glance.splitlines() if icon in line]
        assert line.lstrip("\u200f")[:3] in {f"{number}. " for number in range(1, 5)}
        assert clock in line
    assert glance.count(nothing) == 3  # Monday, Wednesday, Sunday
    assert TITLES[who.language] in glance
    assert phone.last.labels[0][:4] == ["1", "2", "3", "4"]


async def test_an_appointment_is_told_reminded_of_and_moved_for_one_person_alone(
    world: World, phone: Phone, programme: Programme, who: Traveller, desk: Desk
) -> None:
    other = world.phone(1002, "Other")
    reference = "R-103" if who.reference != "R-103" else "R-101"
    other.start(invitation_of(world, programme.people[reference]))
    await world.settle()
    tap(other, "4")
    await world.settle()
    tap(other, "✅")
    await world.settle()
    seen = len(other.screen)
    await appoint(world, desk, who)
    told = phone.last
    assert "🆕" in told.text
    assert "Rådhuset, lokale 12" in told.text
    assert "Ole Hansen" in told.text
    phone.tap(who.coming)
    await world.settle()
    await world.restart()
    await desk.open(f"{desk.path}/change")
    await desk.save({"starts": "14:00", "ends": "14:45"})
    assert desk.status == 200, desk.page.text
    await world.settle()
    assert "14:00–14:45" in phone.last.text
    assert not [m for m in phone.screen if m.from_bot and "10:00–10:45" in m.text]
    before = len(phone.screen)
    await world.at(datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    assert [m.text.count("⏰") for m in phone.screen[before:]] == [1, 1]
    assert len(other.screen) == seen


async def test_an_event_reaches_its_group_and_nobody_else(
    world: World, phone: Phone, programme: Programme, who: Traveller, desk: Desk
) -> None:
    stranger = await _norddjurs(world)
    seen = len(stranger.screen)
    await open_house(world, desk, "everybody")
    assert "Integrationshuset" in phone.last.text
    assert TITLES[who.language] not in phone.last.text
    await world.at(datetime(2026, 11, 28, 13, 0, tzinfo=UTC))
    assert len(stranger.screen) == seen
    jonas = Desk(world.home)
    await jonas.sign_in("jonas@norddjurs.example")
    await jonas.open("/console/courses")
    assert "Åbent hus" not in jonas.page.text
    await jonas.open(desk.path)
    assert jonas.status == 404
    await jonas.close()


async def _norddjurs(world: World) -> Phone:
    """Let somebody of Norddjurs, who is on no course, join."""
    from bot.imports import lists  # noqa: PLC0415  # only here
    from bot.queries import lookup  # noqa: PLC0415
    from tests.journeys.programme import bring_in_text  # noqa: PLC0415

    text = (
        "reference;name;language;municipality;caseworker;course;phone\n"
        "N-1;Noor;en;Norddjurs;jonas@norddjurs.example;;\n"
    )
    bring_in_text(world.home.database, lists.Name.PEOPLE, text, now=world.clock())
    [person] = lookup.people(world.home.database, "N-1")
    phone = world.phone(1003, "Noor")
    phone.start(invitation_of(world, person.id))
    await world.settle()
    tap(phone, "4")
    await world.settle()
    tap(phone, "✅")
    await world.settle()
    return phone


async def test_the_calendar_has_one_item_and_all_of_them_and_follows_a_move(
    world: World, phone: Phone, programme: Programme, who: Traveller, desk: Desk
) -> None:
    await appoint(world, desk, who)
    phone.press(who.schedule)
    await world.settle()
    phone.tap("1")
    await world.settle()
    assert choices(phone.last) == 4
    tap(phone, MORE)
    await world.settle()
    await world.restart()
    assert choices(phone.last) == 4
    tap(phone, CALENDAR)
    await world.settle()
    [first] = events(phone.last)
    assert first["SUMMARY"] == APPOINTMENT.get(f"title_{who.language}", APPOINTMENT["title_da"])
    assert first.start == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert first["LOCATION"] == "Rådhuset, lokale 12, Laksetorvet 1, 8900 Randers C"
    assert first["CONTACT"] == "Ole Hansen"
    await desk.open(f"{desk.path}/change")
    await desk.save({"starts": "14:00", "ends": "14:45"})
    await world.settle()
    phone.press(who.schedule)
    await world.settle()
    tap(phone, CALENDAR)
    await world.settle()
    every = {str(event["UID"]): event for event in events(phone.last)}
    assert {str(event["SUMMARY"]) for event in every.values()} >= {TITLES[who.language]}
    moved = every[str(first["UID"])]
    assert moved.start == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (1, 2)


async def test_a_card_in_danish_says_where_somebody_is_going(
    world: World, phone: Phone, programme: Programme, who: Traveller, desk: Desk
) -> None:
    await appoint(world, desk, who)
    phone.press(who.schedule)
    await world.settle()
    phone.tap("1")
    await world.settle()
    tap(phone, MORE)
    await world.settle()
    tap(phone, SHOW)
    await world.settle()
    own, *card = [line for line in phone.last.text.splitlines() if line]
    assert ("Vis det" in own) == (who is JENS)
    assert all(line.startswith("\u200e") for line in card)
    shown = "\n".join(card)
    for words in (who.name, "Rådhuset, lokale 12", "Laksetorvet 1", "tirsdag 24/11"):
        assert words in shown
    assert "Jeg hedder" in shown
    assert "10:00–10:45" in shown
    assert "Ole Hansen" in shown
    assert APPOINTMENT["title_da"] not in shown
