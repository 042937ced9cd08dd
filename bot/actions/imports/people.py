"""Bring people in; the municipality and its case reference say who it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.actions import people as actions, places, planning
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCourse, PerhapsCourse, Work
from bot.actions.people import CaseworkerElsewhere, CourseFull, CourseNotShared, Details, Room
from bot.rules.refusals import Refused
from storage import changes, staff
from storage.people import Participant
from storage.vocabulary import ChangeKind, Gender, Language


class NoSuchCaseworker(Refused):
    """Nobody has the address {email}. Import the staff first."""


class PerhapsCaseworker(Refused):
    """Nobody has the address {email}. Perhaps it is {nearest}?"""


@dataclass(frozen=True)
class WantedPerson:
    """A person as a list names them.

    A caseworker or telephone that is None stays as it is, an empty one is taken away; so is a
    gender that is None, if the list has a column for it.
    An empty course leaves the places that the person has; a place of which is known how it
    ended is not given anew, so that a list of earlier does not undo it.
    """

    reference: str
    name: str
    language: Language
    municipality: str
    caseworker: str | None = None
    course: str = ""
    phone: str | None = None
    gender: Gender | None = None
    has_gender: bool = False


def lock(work: Work, wanted: Sequence[WantedPerson]) -> None:
    """Lock the courses and their sessions, before anybody is owed a word about them."""
    named = (one.course for one in wanted if one.course)
    work.lock_ahead(named, before=work.cause.now + planning.HORIZON)


def bring(work: Work, wanted: WantedPerson, cause: Cause) -> Effect:
    """Add or change a person, and give them a place on the course.

    Raises NoSuchCaseworker, PerhapsCaseworker, CaseworkerElsewhere, NoSuchCourse,
    PerhapsCourse, CourseFull, CourseNotShared.
    """
    course = work.course(wanted.course) if wanted.course else None
    known = work.find_person(wanted.municipality, wanted.reference)
    if known is not None and known.erased_at is not None:
        return Effect.UNCHANGED  # a list that names them does not undo what they wished
    details = _details(work, wanted, known)
    person = known or _added(work, wanted, details, cause)
    changed = known is not None and actions.change_in(work.db, known, details, cause=cause)
    if course is not None and not _has_ended(work.room(course), person):
        room = work.room(course)
        enrolled = actions.enrol_in(work.db, person, room, cause=cause.part("course"))
        if enrolled:
            work.enrolled.add(course.id or 0)
            if known is not None:  # nobody who is new has a chat yet
                places.of_joining(work.db, known, course, cause=cause)
        changed = changed or enrolled
    if known is None:
        return Effect.ADDED
    return Effect.CHANGED if changed else Effect.UNCHANGED


def _has_ended(room: Room, person: Participant) -> bool:
    held = room.of(person)
    return bool(held) and held[-1].ending is not None


def _added(work: Work, wanted: WantedPerson, details: Details, cause: Cause) -> Participant:
    home = work.home(wanted.municipality).id or 0
    return work.know(actions.add_in(work.db, home, wanted.reference, details, cause=cause))


def _details(work: Work, wanted: WantedPerson, known: Participant | None) -> Details:
    phone, caseworker_id = wanted.phone, _caseworker(work, wanted.caseworker)
    gender = wanted.gender
    if known is not None:
        gender = gender if wanted.has_gender else known.gender
        phone = known.phone if phone is None else phone
        caseworker_id = known.caseworker_id if wanted.caseworker is None else caseworker_id
    language = _language(work, wanted, known)
    return Details(wanted.name, language, caseworker_id, phone or None, gender)


def _language(work: Work, wanted: WantedPerson, known: Participant | None) -> Language:
    """Return the list's language, unless the person has chosen one in the chat."""
    if known is None or known.language == wanted.language:
        return wanted.language
    has_chosen = changes.has(work.db, known.id or 0, ChangeKind.LANGUAGE_CHOSEN)
    return known.language if has_chosen else wanted.language


def _caseworker(work: Work, email: str | None) -> int | None:
    if not email:
        return None
    found = work.member(email)
    if found is not None and found.active:
        return found.id
    nearest = get_close_matches(email, staff.emails(work.db), n=1)
    if nearest:
        raise PerhapsCaseworker(email=email, nearest=nearest[0])
    raise NoSuchCaseworker(email=email)


PEOPLE = Noun(
    bring,
    "reference",
    {
        NoSuchCaseworker: "caseworker",
        PerhapsCaseworker: "caseworker",
        CaseworkerElsewhere: "caseworker",
        NoSuchCourse: "course",
        PerhapsCourse: "course",
        CourseFull: "course",
        CourseNotShared: "course",
    },
    lock,
)
