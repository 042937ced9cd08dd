"""Bring the lines of a file in, and tell what that did, or what stands in the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlmodel import Session as Db

from bot.actions import access, consequences, planning
from bot.actions.changes import Cause
from bot.actions.consequences import Consequences, Say
from bot.actions.imports.lines import Effect, Line, Problem
from bot.actions.imports.work import Work
from bot.rules.refusals import NotThere, Refused
from storage import lock, municipalities, schedule
from storage.database import Database

Wanted = TypeVar("Wanted")


@dataclass(frozen=True)
class Noun(Generic[Wanted]):
    """How lines of one kind are brought in.

    A refusal belongs to the column of its field, else of its class, else to `column`; `fields`
    are those that are called otherwise in the list. `prepare` looks at all lines before anything
    is changed, and locks what others lock in one order. What is less in the `order` is brought in
    first.
    """

    bring: Callable[[Work, Wanted, Cause], Effect]
    column: str
    columns: Mapping[type[Refused], str]
    prepare: Callable[[Work, Sequence[Wanted]], None] = lambda _work, _wanted: None
    fields: Mapping[str, str] = field(default_factory=dict)
    order: Callable[[Wanted], Any] = lambda _: 0

    def problem(self, number: int, why: Refused) -> Problem:
        """Return why a line cannot be brought in."""
        named = why.values.get("field")
        column = self.fields.get(str(named), str(named)) if named else None
        return Problem(number, column or self.columns.get(type(why), self.column), why)


@dataclass(frozen=True)
class Report:
    """What an import did, or would do; with problems it did nothing.

    `told` people learn of a change on Telegram; `unlinked` ones would, had they
    followed an invitation. `foretold` says who, and what.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    told: int = 0
    unlinked: int = 0
    municipalities: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    foretold: Consequences | None = field(default=None, compare=False)


class SentenceMissing(Refused):
    """The sentence is missing for readers of {languages}.

    Write it (--say-ar, --say-ti, --say-en), or say what they get: --say-else danish or nothing.
    """


class _TakeBack(Exception):  # noqa: N818  # leaves the transaction without a trace
    def __init__(self, report: Report) -> None:
        self.report = report


def bring_in(  # noqa: PLR0913  # all that a command line asks of it
    database: Database,
    noun: Noun[Wanted],
    lines: Sequence[Line[Wanted]],
    *,
    cause: Cause,
    bot: str = "",
    problems: Sequence[Problem] = (),
    dry_run: bool = False,
    past: bool = False,
    watched: Callable[[Sequence[Line[Wanted]]], Iterable[Line[Wanted]]] = iter,
    say: Say | None = None,
) -> Report:
    """Bring all lines in, for the operator, or none.

    None when there are `problems` already, when a line is refused, or on a `dry_run`;
    every line is tried all the same, so that all problems are known. `watched` passes
    the lines on and may show how far it is. With `past` sessions may be over. What people
    would read is known by `say`.
    Raises NotThere and SentenceMissing.
    """
    if not cause.caller.is_operator:
        raise NotThere
    try:
        with database.transaction() as db:
            lock.take_turns(db, "imports")  # two files may name the same things crosswise
            work = Work(db, cause, bot, past)
            noun.prepare(work, [line.wanted for line in lines])
            found = Consequences(cause.now)
            with consequences.watched(db, found, say):
                ordered = sorted(lines, key=lambda line: noun.order(line.wanted))
                report = _tried(work, noun, watched(ordered), tuple(problems))
            _check(cause, report, found)
            reached, unlinked = found.number_reached, len(found.unreached)
            report = replace(report, told=reached, unlinked=unlinked, foretold=found)
            _keep(report, dry_run=dry_run)
    except _TakeBack as end:
        return end.report
    return report


def _check(cause: Cause, report: Report, found: Consequences) -> None:
    """Refuse a sentence of which it is not said what those get who do not read it.

    What is wrong with the lines comes first: without them it tells others.
    """
    gaps = cause.adds.gaps(found.languages) if cause.adds else []
    if gaps and not report.problems:
        raise SentenceMissing(languages=", ".join(gaps))


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
    return Report(
        added=effects[Effect.ADDED],
        changed=effects[Effect.CHANGED],
        unchanged=effects[Effect.UNCHANGED],
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
