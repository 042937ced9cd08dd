"""Selam's way to a job, as Mette has written it down over half a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.changes import Cause
from bot.actions.readiness import abilities, categories, decisions, goals, hours
from bot.actions.readiness.abilities import Can, Level
from bot.actions.readiness.decisions import Decided
from bot.actions.readiness.goals import Agreed
from bot.actions.readiness.hours import Weekly
from bot.rules.time import local
from storage import readiness
from storage.attendance import Attendance
from storage.database import Database
from storage.people import Participant
from storage.readiness import Assessment
from storage.schedule import Session
from storage.staff import Staff
from storage.statuses import Pulse, PulseAnswer
from storage.vocabulary import ActivityKind, Presence, SessionKind, Source
from tests.support.founding import DAY, HOUR, NOW, Town

TODAY = local(NOW).date()
BELIEFS = {
    date(2026, 1, 1): ({"goal": 2, "belief": 2, "danish": 2}, {"belief": 3, "danish": 1}),
    date(2026, 4, 1): ({"goal": 3, "belief": 2}, {"goal": 3, "belief": 4, "danish": 2}),
    date(2026, 7, 1): ({"goal": 4, "belief": 3, "danish": 3}, {}),
    date(2026, 10, 1): (
        {"goal": 4, "belief": 3, "danish": 4, "people": 5},
        {"goal": 4, "belief": 5, "danish": 3, "people": 3},
    ),
}
"""By the quarter: what Selam has answered, and what Mette has."""


WHY = (
    "Tre ugers praktik på Hotel Randers uden fravær. Lederen siger, at hun arbejder selvstændigt "
    "og kan tage telefonen på dansk."
)


@dataclass(frozen=True)
class Way:
    """The numbers of what stands on it."""

    category: int
    decision: int
    skill: int
    goal: int


def found(database: Database, town: Town) -> Way:
    """Write it down; return the numbers of the newest of each."""
    categories.ship(database, NOW)
    selam, mette = town.people["Selam"], town.staff["Mette"]
    with database.transaction() as db:
        home = db.get_one(Participant, selam).municipality_id
        keys = {one.key: one.id or 0 for one in readiness.categories_of(db, home)}
        _answer(db, home, selam, mette)
        _attend(db, home, selam, town)
        caller = access.staff(db.get_one(Staff, mette))
    numbers = iter(range(100))

    def cause() -> Cause:
        return Cause(caller, f"way:{next(numbers)}", NOW - DAY)

    made = [
        decisions.decide(
            database, selam, Decided(keys[key], TODAY - timedelta(days=days), why), cause=cause()
        )
        for key, days, why in (
            ("ikke-visiteret", 300, "Ny i kommunen; vi mangler den første samtale."),
            ("uddannelsesparat", 120, "Skrevet på den forkerte borger."),
            ("aktivitetsparat", 200, "Begynder på danskuddannelse og vil gerne ud og prøve noget."),
            (
                "jobparat",
                12,
                WHY,
            ),
        )
    ]
    decisions.withdraw(database, selam, made[1], cause=cause())
    skills = [
        abilities.note_skill(database, selam, can, cause=cause())
        for can in (
            Can("Rengøring efter hygiejnekrav", "Praktik på Hotel Randers, oktober"),
            Can("Truckkort B", "Bevis fra AMU, 12/9"),
            Can("Tre sprog: tigrinya, arabisk, engelsk"),
        )
    ]
    for level in (Level(2, 2, date(2026, 3, 2), passed=True), Level(2, 3, date(2026, 9, 1))):
        abilities.note_danish(database, selam, level, cause=cause())
    goal = [
        goals.agree(database, selam, Agreed(text, TODAY + timedelta(days=days)), cause=cause())
        for text, days in (
            ("Bestå modul 3", 40),
            ("Ringe selv til to virksomheder", 14),
            ("Få lavet et CV på dansk", 3),
        )
    ]
    goals.reach(database, selam, goal[1], cause=cause())
    hours.note_activity(
        database,
        selam,
        Weekly(15, date(2026, 9, 1)),
        ActivityKind.DANISH,
        note="Lærdansk, formiddagshold",
        cause=cause(),
    )
    hours.note_reduction(database, selam, Weekly(7, date(2026, 11, 2)), cause=cause())
    return Way(keys["jobparat"], made[-1], skills[0], goal[0])


def _answer(db: Db, home: int, selam: int, mette: int) -> None:
    for quarter, (own, staff) in BELIEFS.items():
        pulse = Pulse(
            municipality_id=home,
            participant_id=selam,
            quarter=quarter,
            keys=list(own),
            asked_at=NOW - 30 * DAY,
        )
        db.add(pulse)
        db.flush()
        db.add_all(
            PulseAnswer(
                municipality_id=home,
                pulse_id=pulse.id or 0,
                key=key,
                score=score,
                answered_at=NOW - 20 * DAY,
            )
            for key, score in own.items()
        )
        db.add_all(
            Assessment(
                municipality_id=home,
                participant_id=selam,
                quarter=quarter,
                key=key,
                score=score,
                staff_id=mette,
                answered_at=NOW - 20 * DAY,
            )
            for key, score in staff.items()
        )


def _attend(db: Db, home: int, selam: int, town: Town) -> None:
    """Hold a class a week and say who was there: the trainer always, Selam at times."""
    for week in range(1, 9):
        starts_at = NOW - week * 7 * DAY + 4 * HOUR
        session = Session(
            municipality_id=home,
            course_id=town.courses["Service"],
            key=f"past{week}",
            kind=SessionKind.CLASS,
            title_da="Dansk på arbejdspladsen",
            starts_at=starts_at,
            ends_at=starts_at + 6 * HOUR,
            place="Lokale 2",
        )
        db.add(session)
        db.flush()
        said = {Source.TRAINER: Presence.ABSENT if week == 5 else Presence.PRESENT}
        if week == 2:
            said = {Source.TRAINER: Presence.LATE, Source.CASEWORKER: Presence.LATE}
        if week % 3 == 1:
            said[Source.PARTICIPANT] = Presence.PRESENT
        for source, presence in said.items():
            db.add(
                Attendance(
                    municipality_id=home,
                    session_id=session.id or 0,
                    participant_id=selam,
                    source=source,
                    presence=presence,
                    minutes=300 if presence is Presence.LATE else None,
                    noted_at=starts_at + 8 * HOUR,
                )
            )
