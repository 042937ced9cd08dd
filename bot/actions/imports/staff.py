"""Bring staff in; the e-mail address says who it is."""

from dataclasses import dataclass

from bot.actions import staff as actions
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import Work
from bot.actions.staff import ElsewhereAlready, Member
from storage import staff
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import Role


@dataclass(frozen=True)
class WantedStaff:
    """A member of staff as a list names them; a telephone that is None stays as it is."""

    email: str
    name: str
    municipality: str
    role: Role
    phone: str | None = None


def bring(work: Work, wanted: WantedStaff, cause: Cause) -> Effect:
    """Add or change a member of staff; raises ElsewhereAlready."""
    known = staff.by_email(work.db, wanted.email)
    was = (known.name, known.role, known.phone) if known else None
    member = _member(wanted, work.home(wanted.municipality))
    kept = actions.keep_in(work.db, member, cause=cause)
    if was is None:
        return Effect.ADDED
    return Effect.UNCHANGED if was == (kept.name, kept.role, kept.phone) else Effect.CHANGED


def add(database: Database, wanted: WantedStaff, *, cause: Cause, bot: str) -> int:
    """Add or change one member of staff, for the operator; return the id.

    Raises NotThere, NotAnAddress, ElsewhereAlready.
    """
    with database.transaction() as db:
        work = Work(db, cause, bot)
        home = work.home(wanted.municipality)
        return actions.keep_in(db, _member(wanted, home), cause=cause).id or 0


def _member(wanted: WantedStaff, home: Municipality) -> Member:
    return Member(wanted.email, wanted.name, home.id or 0, wanted.role, wanted.phone)


STAFF = Noun(bring, "email", {ElsewhereAlready: "municipality"})
