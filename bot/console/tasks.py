"""What needs somebody: where each thing is answered, and that it was dealt with."""

from collections.abc import Callable
from enum import StrEnum

from starlette.responses import RedirectResponse, Response

from bot.actions import tasks as doing
from bot.console.visit import Visit
from bot.queries.tasks import Todo
from storage.vocabulary import TaskKind


class Whose(StrEnum):
    """Which part of the list is shown."""

    ALL = "all"
    MINE = "mine"


Address = Callable[[Visit, Todo], str]


def _outcome(visit: Visit, todo: Todo) -> str:
    return f"{visit.url('person', person=todo.person.id)}#outcome-{todo.about_id}"


def _interest(visit: Visit, todo: Todo) -> str:
    return f"{visit.url('person', person=todo.person.id)}#placements"


def _nomination(visit: Visit, todo: Todo) -> str:
    return visit.url("nomination", nomination=todo.about_id)


ANSWERED_AT: dict[TaskKind, Address] = {
    TaskKind.INTEREST: _interest,
    TaskKind.NOMINATION: _nomination,
    TaskKind.MESSAGE: lambda visit, todo: visit.url("messages", person=todo.person.id),
    TaskKind.OUTCOME: _outcome,
}
"""Where a task of each kind is answered, when that is not the person's own page."""


def address(visit: Visit, todo: Todo) -> str:
    """Return where a task is answered."""
    own = ANSWERED_AT.get(todo.kind)
    return own(visit, todo) if own else visit.url("person", person=todo.person.id)


def close(visit: Visit) -> Response:
    """Note that a task was dealt with, and return to where the button was pressed."""
    task = visit.number("task")
    # The forms of one page share a token, so the cause names the task too.
    cause = visit.cause().part(f"task:{task}")
    doing.close(visit.context.database, task, cause=cause)
    return RedirectResponse(visit.own_address(visit.form.get("next", "")), 303)
