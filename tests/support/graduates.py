"""What became of people: places that ended, work that was found, decisions, in as few words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import select

from bot.rules.time import read
from storage import enrolments
from storage.attendance import Attendance
from storage.database import Database
from storage.enrolments import Enrolment
from storage.outcomes import Achievement
from storage.people import Participant
from storage.readiness import Category, Decision
from storage.statuses import CheckIn
from storage.vocabulary import (
    ClaimState,
    Colour,
    EnrolmentEnd,
    Gender,
    Language,
    OutcomeKind,
    Presence,
    Source,
    Wish,
)
from tests.support.town import Town


@dataclass(frozen=True)
class Register:
    """Writes down what is known of the people of a town."""

    database: Database
    town: Town

    def ended(
        self, who: str, course: str, on: str, how: EnrolmentEnd | None = EnrolmentEnd.COMPLETED
    ) -> None:
        """End somebody's place at noon of a day."""
        with self.database.transaction() as db:
            number, person = self.town.courses[course], self.town.people[who]
            place = enrolments.place(db, number, person)
            assert place is not None
            place.ended_at, place.ending = noon(on), how

    def placed(self, who: str, course: str, since: str) -> None:
        """Give somebody one more place."""
        with self.database.transaction() as db:
            person = db.get_one(Participant, self.town.people[who])
            db.add(
                Enrolment(
                    municipality_id=person.municipality_id,
                    course_id=self.town.courses[course],
                    participant_id=person.id or 0,
                    since=noon(since),
                )
            )

    def has(
        self,
        who: str,
        kind: OutcomeKind,
        starts_on: str | None,
        ends_on: str | None = None,
        *,
        state: ClaimState = ClaimState.CONFIRMED,
    ) -> None:
        """Let somebody have found something."""
        with self.database.transaction() as db:
            person = db.get_one(Participant, self.town.people[who])
            db.add(
                Achievement(
                    municipality_id=person.municipality_id,
                    participant_id=person.id or 0,
                    kind=kind,
                    state=state,
                    starts_on=date.fromisoformat(starts_on) if starts_on else None,
                    ends_on=date.fromisoformat(ends_on) if ends_on else None,
                    claimed_at=noon("2026-11-16"),
                )
            )

    def decided(self, who: str, on: str, *, ready: bool, withdrawn: bool = False) -> None:
        """Put somebody into a match category."""
        with self.database.transaction() as db:
            person = db.get_one(Participant, self.town.people[who])
            key = "jobparat" if ready else "aktivitetsparat"
            known = select(Category).where(
                Category.municipality_id == person.municipality_id, Category.key == key
            )
            category = db.exec(known).first() or Category(
                municipality_id=person.municipality_id,
                key=key,
                label_da=key,
                label_en=key,
                colour=Colour.GREEN,
                is_ready=ready,
                position=1,
            )
            db.add(category)
            db.flush()
            db.add(
                Decision(
                    municipality_id=person.municipality_id,
                    participant_id=person.id or 0,
                    category_id=category.id or 0,
                    decided_on=date.fromisoformat(on),
                    reason="Efter samtale",
                    noted_at=noon(on),
                    withdrawn_at=noon(on) if withdrawn else None,
                )
            )

    def noted(self, who: str, session: str, **said: Presence) -> None:
        """Let sources say whether somebody was at a session, by the name of the source."""
        with self.database.transaction() as db:
            person = db.get_one(Participant, self.town.people[who])
            for source, presence in said.items():
                db.add(
                    Attendance(
                        municipality_id=person.municipality_id,
                        session_id=self.town.sessions[session],
                        participant_id=person.id or 0,
                        source=Source(source),
                        presence=presence,
                        noted_at=noon("2026-11-23"),
                    )
                )

    def answered(self, who: str, week: str, score: int, *wishes: Wish) -> None:
        """Let somebody answer the check-in of a week."""
        with self.database.transaction() as db:
            person = db.get_one(Participant, self.town.people[who])
            db.add(
                CheckIn(
                    municipality_id=person.municipality_id,
                    participant_id=person.id or 0,
                    week=date.fromisoformat(week),
                    asked_at=noon(week),
                    score=score,
                    wishes=[wish.value for wish in wishes],
                    answered_at=noon(week),
                )
            )

    def is_a(self, who: str, gender: Gender) -> None:
        """Note what the lists say."""
        with self.database.transaction() as db:
            db.get_one(Participant, self.town.people[who]).gender = gender

    def newcomer(self, who: str, like: str, course: str, *, since: str = "2026-11-16") -> None:
        """Add somebody in the same municipality who speaks Danish, with a place on a course."""
        with self.database.transaction() as db:
            home = db.get_one(Participant, self.town.people[like]).municipality_id
            added = Participant(
                municipality_id=home, reference=who, name=who, language=Language.DANISH
            )
            db.add(added)
            db.flush()
            self.town.people[who] = added.id or 0
        self.placed(who, course, since)


def noon(on: str) -> datetime:
    """Return noon in Copenhagen."""
    return read(f"{on} 12:00")
