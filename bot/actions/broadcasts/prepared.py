"""A broadcast that could be sent: to whom, in which languages, and when they have it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions.broadcasts import audience as people, confirming, running
from bot.rules import broadcasts as rules
from bot.rules.audiences import Audience
from bot.rules.broadcasts import Departure
from bot.texts.staff.broadcasts import Asked, Whom
from bot.texts.staff.previews import Prepared, Reader
from storage import audiences, mailings, writings
from storage.broadcasts import Broadcast
from storage.courses import Course
from storage.municipalities import Municipality
from storage.searches import Search
from storage.vocabulary import Gap, GroupKind, Language

OF_CORRECTIONS = (GroupKind.CONCERNED, GroupKind.REACHED)
PLAIN = (GroupKind.CASELOAD, GroupKind.MUNICIPALITY, GroupKind.COURSE, GroupKind.SEARCH)


def of(db: Db, broadcast: Broadcast, now: datetime) -> Prepared:
    """Return a broadcast as it would be sent now, or as it was confirmed."""
    audience = Audience.read(broadcast.audience)
    chosen = people.goes_to(db, broadcast, now)
    home = db.get_one(Municipality, broadcast.municipality_id)
    counts = audiences.by_language(db, chosen)
    count = sum(counts.values())
    there = audiences.reachable(db, chosen)
    leaves = departure(db, broadcast, there, now)
    return Prepared(
        state=broadcast.state,
        to=whom(db, audience, count),
        readers=_readers(db, broadcast, counts),
        unlinked=count - there,
        asked=asked(db, broadcast),
        begins_at=leaves.begins_at,
        last_at=leaves.estimate.last,
        is_planned=broadcast.recurs or broadcast.send_at is not None,
        approve_above=home.approve_above,
        mark=confirming.mark(db, broadcast),
        is_correction=broadcast.is_correction,
    )


def whom(db: Db, audience: Audience, count: int) -> Whom:
    """Return an audience as the chat names it: one group, or what the console has put together."""
    [group, *others] = audience.groups
    if all(one.kind in OF_CORRECTIONS for one in audience.groups):
        return Whom(GroupKind.CONCERNED, None, count)
    if others or audience != Audience((group,)) or group.kind not in PLAIN:
        return Whom(None, None, count)
    number = next(iter(group.numbers), None)
    return Whom(group.kind, number, count, _names(db, group.kind, number or 0))


def _names(db: Db, kind: GroupKind, number: int) -> tuple[str, str]:
    """Return what a group is called in Danish and in English, if it has a name of its own."""
    match db.get(Search if kind is GroupKind.SEARCH else Course, number):
        case Course() as course:
            return course.name_da, course.name_en or ""
        case Search() as search:
            return search.name, search.name
        case _:
            return "", ""


def departure(db: Db, broadcast: Broadcast, count: int, now: datetime) -> Departure:
    """Return when so many people have it, as far as that can be told."""
    home = db.get_one(Municipality, broadcast.municipality_id)
    wished = _wished(broadcast, now)
    begins_at = running.window(broadcast, home, wished).due_at
    ahead = mailings.ahead(db, home.bot) if begins_at <= now else 0
    return Departure(wished, begins_at, rules.estimate(count, ahead=ahead, begins_at=begins_at))


def asked(db: Db, broadcast: Broadcast) -> Asked:
    """Return what a broadcast asks of who reads it."""
    danish = writings.translations_of(db, broadcast.writing_id).get(Language.DANISH)
    return Asked(broadcast.reply, tuple(str(one) for one in danish.choices) if danish else ())


def _readers(db: Db, broadcast: Broadcast, counts: Mapping[Language, int]) -> tuple[Reader, ...]:
    known = writings.translations_of(db, broadcast.writing_id)
    danish = known.get(Language.DANISH)
    return tuple(
        Reader(
            language,
            count,
            writings.state(known.get(language), danish),
            Gap(broadcast.gaps[language]) if language in broadcast.gaps else None,
        )
        for language, count in counts.items()
    )


def _wished(broadcast: Broadcast, now: datetime) -> datetime:
    """Return when it is to leave: now, at its time, or the next time of a series."""
    if broadcast.recurs_weekday is not None and broadcast.recurs_at is not None:
        return rules.next_occurrence(broadcast.recurs_weekday, broadcast.recurs_at, since=now)
    return broadcast.started_at or max(broadcast.send_at or now, now)
