"""Whom a broadcast goes to: an audience as its sender may choose it, and as SQL."""

from datetime import datetime

from sqlalchemy import false
from sqlmodel import Session as Db

from bot.actions import access, searches
from bot.actions.access import Caller
from bot.rules.audiences import Audience, Group
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage import audiences
from storage.audiences import Condition, Scope, Wanted
from storage.broadcasts import Broadcast
from storage.searches import Search
from storage.staff import Staff
from storage.vocabulary import GroupKind


def check(db: Db, caller: Caller, audience: Audience) -> None:
    """Raise NotThere for a group of somebody else's, NobodyChosen or TooManyGroups."""
    audience.check()
    for group in audience.groups:
        _check_group(db, caller, group)


def _check_group(db: Db, caller: Caller, group: Group) -> None:
    match group.kind:
        case GroupKind.COURSE:
            access.course(db, caller, group.numbers[0])
        case GroupKind.PROJECT:
            access.project(db, caller, group.numbers[0])
        case GroupKind.EVENT | GroupKind.UNDECIDED:
            access.session(db, caller, group.numbers[0])
        case GroupKind.SILENT | GroupKind.UNREACHED | GroupKind.REACHED | GroupKind.CONCERNED:
            access.broadcast(db, caller, group.numbers[0])
        case GroupKind.SEARCH:
            access.search(db, caller, group.numbers[0])
        case GroupKind.PERSON:
            for number in group.numbers:
                access.participant(db, caller, number)
        case GroupKind.MUNICIPALITY | GroupKind.CASELOAD:
            pass  # the caller's own, whoever that is


def of(db: Db, broadcast: Broadcast, now: datetime) -> Wanted:
    """Return whom a broadcast would go to now, as SQL, in its author's name."""
    author = db.get_one(Staff, broadcast.author_id)
    return wanted(db, author, Audience.read(broadcast.audience), now)


def goes_to(db: Db, broadcast: Broadcast, now: datetime) -> Wanted:
    """Return whom a broadcast goes to: who was written down, else who is in its audience now."""
    if audiences.is_written_down(broadcast):
        return audiences.recipients(broadcast)
    return of(db, broadcast, now)


def wanted(db: Db, author: Staff, audience: Audience, now: datetime) -> Wanted:
    """Return an audience that a member of staff has put together, as SQL."""
    numbers = [one.numbers[0] for one in audience.groups if one.kind is GroupKind.SEARCH]
    found = {number: _found(db, db.get_one(Search, number), now) for number in numbers}
    scope = Scope(author.municipality_id, author.id or 0, now, local(now).date(), found)
    return audiences.wanted(db, scope, audience)


def _found(db: Db, search: Search, now: datetime) -> Condition:
    """Return who a saved search finds; nobody, when it was removed or is not understood any more.

    To write to nobody can be mended, to write to others than were meant cannot.
    """
    if search.removed_at is not None:
        return false()
    try:
        return searches.whom(db, search, now)
    except Refused:
        return false()
