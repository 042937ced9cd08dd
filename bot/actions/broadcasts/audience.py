"""Whom a broadcast goes to: an audience as its sender may choose it, and as SQL."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.rules.audiences import Audience, Group
from bot.rules.refusals import NotThere
from bot.rules.time import local
from storage import audiences
from storage.audiences import Scope, Wanted
from storage.broadcasts import Broadcast
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
            raise NotThere  # nobody can save one yet; they come in through `Scope.searches`
        case GroupKind.PERSON:
            for number in group.numbers:
                access.participant(db, caller, number)
        case GroupKind.MUNICIPALITY | GroupKind.CASELOAD:
            pass  # the caller's own, whoever that is


def of(db: Db, broadcast: Broadcast, now: datetime) -> Wanted:
    """Return whom a broadcast goes to, as SQL, in its author's name."""
    audience = Audience.read(broadcast.audience)
    return audiences.of(db, broadcast, audience, now=now, today=local(now).date())


def wanted(db: Db, author: Staff, audience: Audience, now: datetime) -> Wanted:
    """Return an audience that a member of staff has put together, as SQL."""
    scope = Scope(author.municipality_id, author.id or 0, now, local(now).date())
    return audiences.wanted(db, scope, audience)
