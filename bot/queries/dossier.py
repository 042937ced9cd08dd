"""Everything that is stored about a person, for the person."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session as Db, col, select

from bot.queries import reason_classes, statuses
from bot.queries.readiness import dossier as readiness
from bot.rules.outcomes import told
from bot.rules.time import local
from bot.texts.dossier import Dossier, Origin, Row, Section
from bot.texts.notices import Notice
from storage import (
    absences,
    answers,
    attendance,
    chats,
    dossier,
    enrolments,
    messages,
    outbox,
    outcomes,
    placements as work,
)
from storage.attendance import Attendance
from storage.courses import Course
from storage.municipalities import Municipality
from storage.outcomes import Achievement
from storage.people import Participant, Reading
from storage.placements import Company, Interest, Nomination, Slot
from storage.schedule import Session
from storage.staff import Staff
from storage.statuses import CheckIn, Pulse, PulseAnswer
from storage.vocabulary import Language, Wish

EVER = datetime(2000, 1, 1, tzinfo=UTC)
FOR_EVER = timedelta(days=36500)
ALL = 100_000


def of_person(db: Db, _notice: Notice, person: Participant, now: datetime) -> Dossier:
    """Return all of it: to read, and row by row."""
    number = person.id or 0
    parts = {
        "person": [_person(db, person)],
        "courses": _courses(db, number, person.language),
        "sessions": _sessions(db, person, now),
        "absences": _absences(db, person),
        "messages": _messages(db, number),
        "check_ins": _check_ins(db, number),
        "pulses": _pulses(db, person),
        **readiness.sections(db, person),
        "outcomes": _outcomes(db, number),
        "placements": [
            *_placements(db, number),
            *_interests(db, person),
            *_nominations(db, number),
        ],
        "notices": _notices(db, number),
        "links": _links(db, number),
        "readers": _readers(db, number),
    }
    sections = tuple(Section(name, tuple(rows)) for name, rows in parts.items())
    return Dossier(sections, dossier.everything(db, number))


LOADERS = {"my_document": of_person, "my_json": of_person}


def _person(db: Db, person: Participant) -> Row:
    home = db.get_one(Municipality, person.municipality_id)
    caseworker = db.get(Staff, person.caseworker_id) if person.caseworker_id else None
    return (
        ("name", person.name),
        ("called", person.called),
        ("language", person.language),
        ("reference", person.reference),
        ("phone", person.phone),
        ("gender", person.gender),
        ("municipality", home.name),
        ("caseworker", caseworker.name if caseworker else None),
    )


def _courses(db: Db, number: int, language: Language) -> list[Row]:
    return [
        (
            ("title", _named(course, "name", language)),
            ("from", local(place.since).date()),
            ("until", local(place.ended_at).date() if place.ended_at else None),
            ("ending", place.ending),
        )
        for place, course in enrolments.places_of(db, number)
    ]


def _sessions(db: Db, person: Participant, now: datetime) -> list[Row]:
    number, language = person.id or 0, person.language
    why = reason_classes.known(db, person.municipality_id)
    said = answers.of_person(db, number)
    noted = db.exec(select(Attendance).where(Attendance.participant_id == number))
    was = {one.session_id: one.presence for one in noted}
    theirs = attendance.sessions_of_person(db, number, since=EVER, before=now + FOR_EVER)
    known = {session.id: session for session in theirs}
    missing = (said.keys() | was.keys()) - known.keys()
    known |= {one: db.get_one(Session, one) for one in missing}
    return [
        (
            ("title", _named(session, "title", language)),
            ("when", session.starts_at),
            ("place", session.place),
            ("answer", said[one].kind if one in said else None),
            ("reason", reason_classes.given(why, said[one].reason) if one in said else None),
            ("presence", was.get(one or 0)),
        )
        for one, session in sorted(known.items(), key=lambda item: item[1].starts_at)
    ]


def _absences(db: Db, person: Participant) -> list[Row]:
    why = reason_classes.known(db, person.municipality_id)
    return [
        (
            ("number", one.number),
            ("when", one.on),
            ("reason", reason_classes.given(why, one.reason)),
            ("from", one.reported_at),
        )
        for one in absences.of_person(db, person.id or 0, since=EVER.date())
    ]


def _messages(db: Db, number: int) -> list[Row]:
    sent = messages.attachments_of_person(db, number)
    return [
        (
            ("when", one.written_at),
            ("caseworker", _staff(db, one.staff_id)),
            ("text", one.text),
            *(("file", part.kind) for part in sent if part.message_id == one.id),
        )
        for one in messages.of_person(db, number, limit=ALL)
    ]


def _check_ins(db: Db, number: int) -> list[Row]:
    found = db.exec(select(CheckIn).where(CheckIn.participant_id == number))
    return [
        (("when", one.week), ("score", one.score), *(("wish", Wish(wish)) for wish in one.wishes))
        for one in found
    ]


def _pulses(db: Db, person: Participant) -> list[Row]:
    home, language = person.municipality_id, person.language
    found = db.exec(
        select(Pulse, PulseAnswer)
        .join(PulseAnswer, col(PulseAnswer.pulse_id) == Pulse.id)
        .where(Pulse.participant_id == person.id)
        .order_by(col(PulseAnswer.id))
    )
    return [
        (
            ("when", pulse.quarter),
            ("title", statuses.wording(db, home, answer.key, language)),
            ("score", answer.score),
        )
        for pulse, answer in found
    ]


def _outcomes(db: Db, number: int) -> list[Row]:
    entered = outcomes.entered(db, number)
    return [
        (
            ("title", one.kind),
            ("company", one.employer),
            ("terms", one.terms),
            ("hours", told(one).hours_in_digits),
            ("from", one.starts_on),
            ("until", one.ends_on),
            ("evidence", one.evidence),
            ("source", _source(db, one, is_entered=one.id in entered)),
            ("when", one.claimed_at),
            *(("followed", asked.answer) for asked in outcomes.follow_ups_of(db, one.id or 0)),
        )
        for one in outcomes.of_person(db, number)
    ]


def _source(db: Db, one: Achievement, *, is_entered: bool) -> object:
    """Return who has told or entered an outcome."""
    if not is_entered:
        return Origin.PERSON
    return _staff(db, one.entered_by) or Origin.LIST


def _placements(db: Db, number: int) -> list[Row]:
    return [
        (
            ("company", db.get_one(Company, one.company_id).name),
            ("from", one.from_on),
            ("until", one.until_on),
            ("contact", one.contact),
        )
        for one in work.of_person(db, number)
    ]


def _interests(db: Db, person: Participant) -> list[Row]:
    found = db.exec(
        select(Interest, Slot)
        .join(Slot, col(Slot.id) == Interest.slot_id)
        .where(Interest.participant_id == person.id)
    )
    return [
        (
            ("title", slot.trades.get(person.language, slot.trade)),
            ("answer", wish.state),
            ("when", wish.shown_at),
        )
        for wish, slot in found
    ]


def _nominations(db: Db, number: int) -> list[Row]:
    found = db.exec(select(Nomination).where(Nomination.participant_id == number))
    return [
        (
            ("company", one.company),
            ("place", one.place),
            ("contact", one.contact),
            ("when", one.told_at),
        )
        for one in found
    ]


def _notices(db: Db, number: int) -> list[Row]:
    sent = [one.finished_at for one in outbox.of_person(db, number, limit=ALL) if one.message_id]
    return [(("when", moment),) for moment in sorted(filter(None, sent), reverse=True)]


def _links(db: Db, number: int) -> list[Row]:
    return [
        (("from", one.consented_at), ("until", one.ended_at))
        for one in chats.links_ever(db, number)
    ]


def _readers(db: Db, number: int) -> list[Row]:
    return [(("name", name), ("when", moment)) for name, moment in readings(db, number)]


def readings(db: Db, participant_id: int) -> Sequence[tuple[str, datetime]]:
    """Return who has looked at a person's record and when, the latest first."""
    return db.exec(
        select(Staff.name, Reading.at)
        .join(Reading, col(Reading.staff_id) == Staff.id)
        .where(Reading.participant_id == participant_id)
        .order_by(col(Reading.at).desc(), col(Reading.id).desc())
    ).all()


def _named(row: Course | Session, what: str, language: Language) -> str:
    return str(getattr(row, f"{what}_{language.value}") or getattr(row, f"{what}_da"))


def _staff(db: Db, staff_id: int | None) -> str | None:
    member = db.get(Staff, staff_id) if staff_id else None
    return member.name if member else None
