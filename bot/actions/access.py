"""The only way to load a thing on someone's behalf; "not yours" looks exactly like "not there"."""

from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session as Db

from bot.rules.refusals import NotThere
from storage import attendance, broadcasts, courses
from storage.abilities import DanishLevel, Skill
from storage.absences import Absence
from storage.activities import Activity, Reduction
from storage.broadcasts import Broadcast
from storage.courses import Course, Project, ProjectMunicipality
from storage.database import FOR_CHANGE
from storage.messages import Message
from storage.municipalities import Municipality
from storage.outcomes import Achievement
from storage.people import Participant
from storage.placements import Company, Interest, Nomination, Placement, Slot
from storage.readiness import Category, Decision, Goal
from storage.reminders import ReminderRule
from storage.schedule import Session
from storage.searches import Search
from storage.staff import Staff
from storage.statuses import Pulse
from storage.tasks import Task
from storage.vocabulary import Role
from storage.writings import Template, Writing

Personal = TypeVar(
    "Personal",
    Absence,
    Achievement,
    Activity,
    DanishLevel,
    Decision,
    Goal,
    Interest,
    Message,
    Nomination,
    Placement,
    Pulse,
    Reduction,
    Skill,
    Task,
)
"""What belongs to one person."""

Thing = TypeVar("Thing")
OfHouse = TypeVar("OfHouse", Broadcast, Category, Search, Template, Writing)
"""What caseworkers of one municipality write, send and set up."""


@dataclass(frozen=True)
class Caller:
    """Who asks: a member of staff, a participant, or the operator at the command line.

    The operator has no municipality and sees all of them. Who sees `counts_only`, a
    coordinator, is shown totals and no person.
    """

    municipality_id: int | None = None
    staff_id: int | None = None
    participant_id: int | None = None
    counts_only: bool = False

    @property
    def is_operator(self) -> bool:
        """Whether this is somebody with the machine itself in hand."""
        return self == OPERATOR


OPERATOR = Caller()


def staff(member: Staff) -> Caller:
    """Return the caller that a signed-in member of staff is."""
    return Caller(
        municipality_id=member.municipality_id,
        staff_id=member.id,
        counts_only=member.role is Role.COORDINATOR,
    )


def caseworkers_only(caller: Caller) -> None:
    """Raise NotThere for who may look and change nothing: participants, and who sees counts."""
    if caller.participant_id is not None or caller.counts_only:
        raise NotThere


def municipality(db: Db, caller: Caller) -> Municipality:
    """Return the municipality that a caseworker may set up: their own; raises NotThere."""
    if caller.staff_id is None or caller.counts_only:
        raise NotThere
    return db.get_one(Municipality, caller.municipality_id)


def participant(db: Db, caller: Caller, participant_id: int) -> Participant:
    """Return a person: themselves, or of the staff's own municipality; raises NotThere."""
    found = db.get(Participant, participant_id)
    if found is None or not _may_see_person(caller, found):
        raise NotThere
    return found


def course(db: Db, caller: Caller, course_id: int) -> Course:
    """Return a course that the staff's municipality shares; raises NotThere."""
    found = db.get(Course, course_id)
    if found is None or caller.participant_id is not None:
        raise NotThere
    if not _shares(db, caller, course_id):
        raise NotThere
    return found


def project(db: Db, caller: Caller, project_id: int) -> Project:
    """Return a project in which the staff's municipality takes part; raises NotThere."""
    found = db.get(Project, project_id)
    here = (project_id, caller.municipality_id or 0)
    if found is None or caller.participant_id is not None:
        raise NotThere
    if not caller.is_operator and db.get(ProjectMunicipality, here) is None:
        raise NotThere
    return found


def session(db: Db, caller: Caller, session_id: int, *, lock: bool = False) -> Session:
    """Return a session of the staff's municipality or of the participant; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    found = _got(db, Session, session_id, lock=lock)
    if found is None:
        raise NotThere
    if caller.participant_id is not None:
        if not attendance.attends(db, found, caller.participant_id):
            raise NotThere
    elif not _may_see_session(db, caller, found):
        raise NotThere
    return found


def company(db: Db, caller: Caller, company_id: int) -> Company:
    """Return a company that the staff's municipality knows; raises NotThere."""
    found = db.get(Company, company_id)
    if found is None or caller.participant_id is not None or not _is_of(caller, found):
        raise NotThere
    return found


def slot(db: Db, caller: Caller, slot_id: int, *, lock: bool = False) -> Slot:
    """Return a slot of the caller's municipality; raises NotThere.

    `lock` keeps two from taking its last place.
    """
    found = _got(db, Slot, slot_id, lock=lock)
    if found is None or not _is_of(caller, found):
        raise NotThere
    return found


def writing(db: Db, caller: Caller, writing_id: int) -> Writing:
    """Return what a caseworker's own municipality has written; raises NotThere."""
    return _of_house(db, caller, Writing, writing_id)


def template(db: Db, caller: Caller, template_id: int, *, lock: bool = False) -> Template:
    """Return a template of the library of a caseworker's own municipality; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    return _of_house(db, caller, Template, template_id, lock=lock)


def category(db: Db, caller: Caller, category_id: int) -> Category:
    """Return a match category of a caseworker's own municipality; raises NotThere."""
    return _of_house(db, caller, Category, category_id, lock=True)


def reminder_rule(db: Db, caller: Caller, rule_id: int) -> ReminderRule:
    """Return a reminder rule of the municipality that a caseworker may set up; raises NotThere."""
    found = db.get(ReminderRule, rule_id)
    if found is None or found.municipality_id != municipality(db, caller).id:
        raise NotThere
    return found


def broadcast(db: Db, caller: Caller, broadcast_id: int, *, lock: bool = False) -> Broadcast:
    """Return a broadcast of the caseworker's municipality; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    if lock:
        broadcasts.locked(db, broadcast_id)
    return _of_house(db, caller, Broadcast, broadcast_id, lock=lock)


def search(db: Db, caller: Caller, search_id: int) -> Search:
    """Return a search that a caseworker has saved, or a colleague for all; raises NotThere."""
    found = _of_house(db, caller, Search, search_id)
    if found.removed_at is not None or not (found.is_shared or _is_author(caller, found)):
        raise NotThere
    return found


def own_search(db: Db, caller: Caller, search_id: int) -> Search:
    """Return a search that the caller has saved, and keep it from others; raises NotThere."""
    found = _of_house(db, caller, Search, search_id, lock=True)
    if found.removed_at is not None or not _is_author(caller, found):
        raise NotThere
    return found


def personal(
    db: Db, caller: Caller, kind: type[Personal], number: int, *, lock: bool = False
) -> Personal:
    """Return a thing of one of the caller's people, or their own; raises NotThere.

    `lock` keeps everybody else from changing it until the transaction ends.
    """
    found = _got(db, kind, number, lock=lock)
    if found is None:
        raise NotThere
    participant(db, caller, found.participant_id)
    return found


def _of_house(
    db: Db, caller: Caller, kind: type[OfHouse], number: int, *, lock: bool = False
) -> OfHouse:
    """Return what only caseworkers of its municipality handle; raises NotThere."""
    caseworkers_only(caller)
    found = _got(db, kind, number, lock=lock)
    if found is None or not _is_of(caller, found):
        raise NotThere
    return found


def _got(db: Db, kind: type[Thing], number: int, *, lock: bool) -> Thing | None:
    """Return a row; one that is locked as it is by then, also if it was looked at before."""
    locked = FOR_CHANGE if lock else None
    return db.get(kind, number, with_for_update=locked, populate_existing=lock)


def _is_of(
    caller: Caller, thing: Broadcast | Category | Company | Search | Slot | Template | Writing
) -> bool:
    return caller.is_operator or caller.municipality_id == thing.municipality_id


def _is_author(caller: Caller, search: Search) -> bool:
    return caller.staff_id is not None and caller.staff_id == search.author_id


def _may_see_person(caller: Caller, person: Participant) -> bool:
    if caller.is_operator:
        return True
    if caller.participant_id is not None:
        return caller.participant_id == person.id
    return not caller.counts_only and caller.municipality_id == person.municipality_id


def _may_see_session(db: Db, caller: Caller, session: Session) -> bool:
    if session.course_id is not None:
        return _shares(db, caller, session.course_id)
    if caller.counts_only and session.participant_id is not None:
        return False
    if caller.is_operator or caller.municipality_id == session.municipality_id:
        return True
    groups = attendance.groups_of(db, session)
    return any(_shares(db, caller, course_id) for course_id in groups if course_id)


def _shares(db: Db, caller: Caller, course_id: int) -> bool:
    if caller.is_operator:
        return True
    here = caller.municipality_id
    return here is not None and courses.is_shared_with(db, course_id, here)
