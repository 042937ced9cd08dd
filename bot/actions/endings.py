"""End places on a course, one or all of them, and note how they ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, places, planning
from bot.actions.changes import Cause
from bot.rules.refusals import Refused
from bot.rules.time import at, local
from bot.texts.when import date_in_digits
from storage import attendance, enrolments
from storage.courses import Course
from storage.database import FOR_CHANGE, Database
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.vocabulary import ChangeKind, EnrolmentEnd, Outcome

FOR_EVER = timedelta(days=3650)
LAST_MINUTE = time(23, 59)


class EndsAhead(Refused):
    """This day lies ahead. End the place on the day itself, or choose an earlier one."""


class EndsBeforeItBegan(Refused):
    """The place began on {day}. Choose that day or a later one."""


class EndsAfterTheNext(Refused):
    """The next place on this course began on {day}. Choose that day or an earlier one."""


@dataclass(frozen=True)
class Ending:
    """How a place ended, and which day was the last."""

    how: EnrolmentEnd
    on: date


def end(database: Database, course_id: int, endings: Mapping[int, Ending], *, cause: Cause) -> None:
    """End the places of the caller's people with these numbers, and tell them.

    Of who has none any more, how and when the latest ended is corrected. A refusal names the
    `field` "on-NUMBER". Raises NotThere, EndsAhead, EndsBeforeItBegan.
    """
    with database.transaction() as db:
        course = access.course(db, cause.caller, course_id)
        # As who gives a place does: the course before the sessions, and these before the place.
        db.refresh(course, with_for_update=FOR_CHANGE)
        people = [access.participant(db, cause.caller, number) for number in sorted(endings)]
        numbers = [person.id or 0 for person in people]
        attendance.lock_ahead(db, numbers, since=cause.now, before=cause.now + FOR_EVER)
        for person in people:
            number = person.id or 0
            place = enrolments.place(db, course_id, number)
            if place is not None:
                how, here = endings[number], cause.part(number)
                end_in(db, person, place, how, cause=here, field=f"on-{number}")


def end_in(
    db: Db,
    person: Participant,
    place: Enrolment,
    ending: Ending,
    *,
    cause: Cause,
    field: str = "on",
) -> bool:
    """End a person's place within a transaction and take back what they were owed about it.

    Of one that has ended already, how and when it did is corrected. Tell whether anything is
    different. Raises EndsAhead, EndsBeforeItBegan, EndsAfterTheNext.
    """
    if changes.is_done(db, cause):
        return False
    following = enrolments.place_after(db, place)
    _check(place, ending, following, now=cause.now, field=field)
    ahead = attendance.sessions_of_person(
        db, person.id or 0, since=cause.now, before=cause.now + FOR_EVER, lock=True
    )
    # Whoever had the sessions may have ended it meanwhile.
    db.refresh(place, with_for_update=FOR_CHANGE)
    if place.ended_at is not None:
        return _correct(db, person, place, ending, following, cause=cause)
    _note(place, ending, following, cause.now)
    _record(db, person, place, cause, after=_shown(place))
    for session in ahead:
        if not attendance.attends(db, session, person.id or 0):
            planning.take_back(
                db, session.id or 0, outcome=Outcome.NOT_ENROLLED, participant_id=person.id
            )
    places.of_leaving(db, person, db.get_one(Course, place.course_id), cause=cause)
    return True


def moment_of(on: date, now: datetime) -> datetime:
    """Return when a place ends whose last day this is: now, or as that day ends."""
    return min(at(on, LAST_MINUTE), now)


def _correct(
    db: Db,
    person: Participant,
    place: Enrolment,
    ending: Ending,
    following: Enrolment | None,
    *,
    cause: Cause,
) -> bool:
    before = _shown(place)
    if before == {"ending": ending.how, "on": ending.on.isoformat()}:
        return False
    _note(place, ending, following, cause.now)
    _record(db, person, place, cause, before=before, after=_shown(place))
    if following is None:  # the phone speaks of the latest
        places.of_ending(db, person, db.get_one(Course, place.course_id), cause=cause)
    return True


def _check(
    place: Enrolment, ending: Ending, following: Enrolment | None, *, now: datetime, field: str
) -> None:
    began, next_began = local(place.since), local(following.since) if following else None
    if ending.on > local(now).date():
        raise EndsAhead(field=field)
    if ending.on < began.date():
        raise EndsBeforeItBegan(field=field, day=date_in_digits(began))
    if next_began and ending.on > next_began.date():
        raise EndsAfterTheNext(field=field, day=date_in_digits(next_began))


def _note(place: Enrolment, ending: Ending, following: Enrolment | None, now: datetime) -> None:
    ended_at = moment_of(ending.on, now)
    place.ended_at = min(ended_at, following.since) if following else ended_at
    place.ending = ending.how


def _shown(place: Enrolment) -> dict[str, Any]:
    on = local(place.ended_at).date().isoformat() if place.ended_at else None
    return {"ending": place.ending, "on": on}


def _record(db: Db, person: Participant, place: Enrolment, cause: Cause, **what: Any) -> None:  # noqa: ANN401  # before and after
    kind = ChangeKind.ENROLMENT_ENDED
    changes.record_of(db, person, kind, cause, course_id=place.course_id, **what)
