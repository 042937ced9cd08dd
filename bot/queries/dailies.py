"""The daily list of a member of staff: own people by name, all others as numbers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.calendar import is_holiday
from bot.queries import overview, silence, staff_chats
from bot.queries.overview import Absence
from bot.queries.silence import Unheard
from bot.rules import dailies as rules, time
from bot.rules.time import local
from bot.texts.notices import Notice
from bot.texts.staff.daily import Away, Daily, Numbers, StaffDaily, Topic
from bot.texts.staff.today import ONE_TAP, Waiting
from storage.people import Participant
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import TaskKind

TOPICS = {
    TaskKind.MESSAGE: Topic.MESSAGES,
    TaskKind.CALL_ME: Topic.CALLS,
    TaskKind.OUTCOME: Topic.CLAIMS,
}
"""What the tasks of a kind are counted as; absences are counted by who does not come."""


@dataclass(frozen=True)
class Found:
    """All of a municipality that the list can speak of."""

    absences: Sequence[Absence]
    tasks: Sequence[tuple[Task, Participant]]
    silent: Collection[int]
    missed: Collection[int]


def daily(db: Db, to: Staff, now: datetime) -> Daily:
    """Return what a member of staff wants to know at eight, as it is now."""
    found = _found(db, to, now)
    if access.staff(to).counts_only:
        numbers = _numbers(found, lambda _person: True)
        return Daily((), (), (), 0, {}, numbers, counts_only=True)
    here = Participant.municipality_id == to.municipality_id
    whose = select(Participant.id, Participant.name).where(here, staff_chats.theirs(to))
    mine = dict(db.exec(whose.order_by(col(Participant.name))).all())
    tasks = {
        task.id: staff_chats.waiting(db, task, person)
        for task, person in found.tasks
        if person.id in mine and task.kind in ONE_TAP
    }
    reports = {task.about_id: tasks.get(task.id) for task, _ in found.tasks if _is_absence(task)}
    away = _away([one for one in found.absences if one.person.id in mine], reports, to.language)
    told = {one.task for one in away}
    numbers = _numbers(found, mine.__contains__)
    return Daily(
        away=tuple(away),
        waiting=tuple(one for one in tasks.values() if one not in told),
        silent=tuple(name for number, name in mine.items() if number in found.silent),
        elsewhere=sum(person.id in mine for _, person in found.tasks) - len(tasks),
        mine=numbers,
        others=_numbers(found, lambda person: person not in mine),
    )


def _found(db: Db, to: Staff, now: datetime) -> Found:
    first, last = rules.ahead(now, is_holiday)
    begin, end = time.days(first, count=(last - first).days + 1)
    return Found(
        absences=overview.absences(db, access.staff(to), begin, end),
        tasks=staff_chats.open_tasks(db, to, everybodys=True),
        silent=silence.of(db, to.municipality_id, Unheard.SILENT, now),
        missed=silence.of(db, to.municipality_id, Unheard.CHECK_IN, now),
    )


def _is_absence(task: Task) -> bool:
    return task.kind is TaskKind.ABSENCE


def _away(
    absences: Sequence[Absence], reports: dict[int | None, Waiting | None], language: str
) -> list[Away]:
    """Return who does not come, the earliest session first: a line for each report and day."""
    by_report: dict[tuple[object, ...], list[Absence]] = defaultdict(list)
    for one in sorted(absences, key=lambda one: (one.session.starts_at, one.session.id)):
        day = local(one.session.starts_at).date()
        by_report[day, one.person.id, one.id].append(one)
    return [
        Away(
            name=group[0].person.name,
            on=local(group[0].session.starts_at).date(),
            sessions=tuple((one.session.title(language), one.session.starts_at) for one in group),
            task=reports.get(group[0].id) if group[0].id is not None else None,
        )
        for group in by_report.values()
    ]


def _numbers(found: Found, is_counted: Callable[[int], bool]) -> Numbers:
    """Return how many there are of each about the people that are counted."""
    counts = Counter({Topic.ABSENCES: sum(is_counted(one.person.id) for one in found.absences)})
    counts.update(
        TOPICS.get(task.kind, Topic.OTHER)
        for task, person in found.tasks
        if is_counted(person.id or 0) and not _is_absence(task)
    )
    counts[Topic.SILENT] = sum(map(is_counted, found.silent))
    counts[Topic.CHECK_INS] = sum(map(is_counted, found.missed))
    return {topic: counts[topic] for topic in Topic if counts[topic]}


def for_chat(db: Db, _notice: Notice, to: Staff, now: datetime) -> Daily:
    """Return the list for the reader's own chat."""
    return daily(db, to, now)


LOADERS: dict[str, Callable[[Db, Notice, Staff, datetime], object]] = {StaffDaily.kind: for_chat}
"""By the kind of the notice."""
