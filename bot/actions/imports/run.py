"""Bring the lines of a file in, and tell what that did, or what stands in the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlmodel import Session as Db

from bot.actions import access, planning
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect, Line, Problem
from bot.actions.imports.work import Work
from bot.rules.refusals import NotThere, Refused
from storage import lock, municipalities, outbox, schedule
from storage.database import Database

Wanted = TypeVar("Wanted")


@dataclass(frozen=True)
class Noun(Generic[Wanted]):
    """How lines of one kind are brought in.

    A refusal belongs to the column of its field, else of its class, else to `column`; `fields`
    are those that are called otherwise in the list. `lock` locks, before anything is changed,
    what others lock in one order.
    """

    bring: Callable[[Work, Wanted, Cause], Effect]
    column: str
    columns: Mapping[type[Refused], str]
    lock: Callable[[Work, Sequence[Wanted]], None] = lambda _work, _wanted: None
    fields: Mapping[str, str] = field(default_factory=dict)

    def problem(self, number: int, why: Refused) -> Problem:
        """Return why a line cannot be brought in."""
        named = why.values.get("field")
        column = self.fields.get(str(named), str(named)) if named else None
        return Problem(number, column or self.columns.get(type(why), self.column), why)


@dataclass(frozen=True)
class Report:
    """What an import did, or would do; with problems it did nothing.

    `told` people learn of a change on Telegram; `unlinked` ones would, had they
    followed an invitation.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    told: int = 0
    unlinked: int = 0
    municipalities: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _TakeBack(Exception):  # noqa: N818  # leaves the transaction without a trace
    def __init__(self, report: Report) -> None:
        self.report = report


def bring_in(
    database: Database,
    noun: Noun[Wanted],
    lines: Sequence[Line[Wanted]],
    *,
    cause: Cause,
    bot: str = "",
    problems: Sequence[Problem] = (),
    dry_run: bool = False,
    watched: Callable[[Sequence[Line[Wanted]]], Iterable[Line[Wanted]]] = iter,
) -> Report:
    """Bring all lines in, for the operator, or none.

    None when there are `problems` already, when a line is refused, or on a `dry_run`;
    every line is tried all the same, so that all problems are known. `watched` passes
    the lines on and may show how far it is. Raises NotThere.
    """
    if not cause.caller.is_operator:
        raise NotThere
    try:
        with database.transaction() as db:
            lock.take_turns(db, "imports")  # two files may name the same things crosswise
            work = Work(db, cause, bot)
            noun.lock(work, [line.wanted for line in lines])
            report = _tried(work, noun, watched(lines), tuple(problems))
            _keep(report, dry_run=dry_run)
    except _TakeBack as end:
        return end.report
    return report


def _keep(report: Report, *, dry_run: bool) -> None:
    if dry_run or report.problems:
        raise _TakeBack(report)


def _tried(
    work: Work, noun: Noun[Wanted], lines: Iterable[Line[Wanted]], known: tuple[Problem, ...]
) -> Report:
    before = _names(work.db)
    effects: Counter[Effect] = Counter()
    refused: list[Problem] = []
    for line in lines:
        try:
            effects[noun.bring(work, line.wanted, work.cause.part(line.number))] += 1
        except Refused as why:
            refused.append(noun.problem(line.number, why))
    if refused or known:
        return Report(problems=tuple(sorted([*known, *refused], key=lambda p: p.line)))
    _plan(work)
    told, unlinked = outbox.told_at(work.db, work.cause.now)
    return Report(
        added=effects[Effect.ADDED],
        changed=effects[Effect.CHANGED],
        unchanged=effects[Effect.UNCHANGED],
        told=told,
        unlinked=unlinked,
        municipalities=tuple(name for name in _names(work.db) if name not in before),
    )


def _names(db: Db) -> list[str]:
    return [home.name for home in municipalities.everyone(db)]


def _plan(work: Work) -> None:
    """Plan the reminders of courses that people were given places on."""
    now = work.cause.now
    ahead = [
        session.id or 0
        for course_id in work.enrolled
        for session in schedule.sessions_of_course(work.db, course_id)
        if now < session.starts_at < now + planning.HORIZON
    ]
    for session_id in sorted(ahead):  # who locks several does so in one order
        locked = access.session(work.db, work.cause.caller, session_id, lock=True)
        planning.plan_session(work.db, locked, now)
