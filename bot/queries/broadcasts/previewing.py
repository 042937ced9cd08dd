"""A broadcast before it is sent: what each language sees, how many there are, what is doubtful."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.actions.broadcasts import audience as people, prepared
from bot.queries import refs, session_facts, writings
from bot.queries.broadcasts import entries, naming, showing
from bot.queries.broadcasts.naming import Named
from bot.queries.broadcasts.showing import Screen
from bot.queries.refs import CourseRef, PersonRef, SessionRef
from bot.queries.writings import Written
from bot.rules import doubts, variables
from bot.rules.audiences import Audience
from bot.rules.broadcasts import Departure
from bot.rules.doubts import Doubt, Span
from bot.rules.variables import Variable
from bot.texts import writings as said
from bot.texts.facts import Facts
from bot.texts.say import plain
from storage import audiences
from storage.audiences import Wanted
from storage.broadcasts import Broadcast
from storage.courses import Course
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Gap, Language, TranslationState

SHORTEST_NAME = 3


@dataclass(frozen=True)
class Counts:
    """How many people it goes to, in all and by language, and how many have a chat that works."""

    everybody: int
    by_language: Mapping[Language, int]
    reachable: int


@dataclass(frozen=True)
class Preview:
    """All that the sender looks at before sending.

    `lacking` are those for whom something cannot be filled in. `gaps` are the languages of the
    audience in which nothing is reviewed, with what is decided.
    """

    row: Broadcast
    title: str
    written: Written
    home: Municipality
    author: str
    is_own: bool
    audience: Sequence[Named]
    counts: Counts
    leaves: Departure
    screens: Sequence[Screen]
    gaps: Mapping[Language, Gap | None]
    lacking: Mapping[Variable, Sequence[PersonRef]]
    doubts: Sequence[tuple[Language, Doubt]]
    session: SessionRef | None
    course: CourseRef | None


def of(
    database: Database,
    caller: Caller,
    broadcast_id: int,
    readers: Mapping[Language, int],
    *,
    now: datetime,
) -> Preview:
    """Return a broadcast as it would be sent now, seen as these readers see it; raises NotThere."""
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        audience = Audience.read(row.audience)
        chosen = people.goes_to(db, row, now)
        counts = _counts(db, chosen)
        written = writings.load(db, [row.writing_id])[row.writing_id]
        author = db.get_one(Staff, row.author_id)
        session = db.get(Session, row.session_id) if row.session_id else None
        course = db.get(Course, row.recurs_course_id) if row.recurs_course_id else None
        return Preview(
            row=row,
            title=entries.title(written.sides[Language.DANISH].text),
            written=written,
            home=db.get_one(Municipality, row.municipality_id),
            author=author.name,
            is_own=caller.staff_id in row.senders,
            audience=naming.of(db, audience.groups, row.author_id),
            counts=counts,
            leaves=prepared.departure(db, row, counts.reachable, now),
            screens=showing.screens(db, row, chosen, counts.by_language, readers, now=now),
            gaps=_gaps(row, written, counts),
            lacking=_lacking(db, row, chosen, written, session, now),
            doubts=_doubts(db, row, written, session),
            session=refs.session(session) if session else None,
            course=refs.course(course) if course else None,
        )


def _counts(db: Db, chosen: Wanted) -> Counts:
    by_language = audiences.by_language(db, chosen)
    everybody = sum(by_language.values())
    return Counts(everybody, by_language, audiences.reachable(db, chosen))


def _gaps(row: Broadcast, written: Written, counts: Counts) -> dict[Language, Gap | None]:
    relied = TranslationState.REVIEWED
    return {
        language: Gap(row.gaps[language]) if language in row.gaps else None
        for language in counts.by_language
        if written.sides[language].state is not relied
    }


def _lacking(
    db: Db,
    row: Broadcast,
    chosen: Wanted,
    written: Written,
    session: Session | None,
    now: datetime,
) -> dict[Variable, list[PersonRef]]:
    """Return by variable who has nothing that could be filled in."""
    text = written.sides[Language.DANISH].text
    if not variables.named(text):
        return {}
    home = db.get_one(Municipality, row.municipality_id)
    known = session_facts.of(session) if session else None
    found: dict[Variable, list[PersonRef]] = defaultdict(list)
    # It depends on who looks after somebody: of those there are few.
    desks = (
        select(Participant.caseworker_id, Staff.name, Staff.phone)
        .outerjoin(Staff, col(Staff.id) == Participant.caseworker_id)
        .where(chosen.everybody)
    )
    for number, caseworker, phone in db.exec(desks.distinct()):
        phone = phone or home.phone  # noqa: PLW2901  # as at delivery
        facts = Facts(Language.DANISH, now, caseworker=caseworker, phone=phone, session=known)
        lacking = said.lacking(facts, text) - {Variable.NAME}
        theirs = _looked_after(db, chosen, number) if lacking else []
        for one in lacking:
            found[one] += theirs
    return {one: sorted(found[one], key=_by_name) for one in Variable if one in found}


def _looked_after(db: Db, chosen: Wanted, by: int | None) -> list[PersonRef]:
    """Return those of an audience whom a member of staff looks after, or nobody does."""
    found = db.exec(
        select(Participant.id, Participant.name, Participant.reference).where(
            chosen.everybody, col(Participant.caseworker_id).is_not_distinct_from(by)
        )
    )
    return [PersonRef(number or 0, name, reference) for number, name, reference in found]


def _by_name(person: PersonRef) -> tuple[str, str]:
    return person.name.casefold(), person.reference


def _doubts(
    db: Db, row: Broadcast, written: Written, session: Session | None
) -> list[tuple[Language, Doubt]]:
    texts = {one: side.text for one, side in written.sides.items() if side.text}
    span = Span(session.starts_at, session.ends_at) if session else None
    return list(doubts.of(texts, _first_names(db, row.municipality_id), span))


def _first_names(db: Db, municipality_id: int) -> frozenset[str]:
    found = db.exec(
        select(Participant.name, Participant.called).where(
            Participant.municipality_id == municipality_id, col(Participant.erased_at).is_(None)
        )
    )
    firsts = {plain(name).split(" ")[0] for both in found for name in both if name}
    return frozenset(one for one in firsts if len(one) >= SHORTEST_NAME)
