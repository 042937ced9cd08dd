"""The forms in which something is noted about a person's way to a job, one page each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from bot.actions.changes import Cause
from bot.actions.readiness import abilities, decisions, goals, hours
from bot.actions.readiness.abilities import Can, Level
from bot.actions.readiness.decisions import Decided
from bot.actions.readiness.goals import Agreed
from bot.console.readiness.entry import Entry
from bot.console.visit import Visit
from bot.queries import people
from bot.queries.readiness import categories, hours as weeks
from bot.rules import readiness as rules
from bot.rules.refusals import NotThere
from bot.rules.time import local
from storage.database import Database
from storage.vocabulary import ActivityKind

Deed = Callable[[Database, Cause], object]
REASON, NAME, EVIDENCE, NOTE, GOAL = 2000, 80, 300, 200, 300


@dataclass(frozen=True)
class Kind:
    """What is asked: the fields with their first values, how long texts are.

    `read` returns what keeps it, to be done when the form has no error.

    "today" stands for the day on which the form is opened.
    """

    blank: Mapping[str, str]
    read: Callable[[Entry, int], Deed]
    limits: Mapping[str, int]


def note(visit: Visit) -> Response:
    """Show the form, or note what it says."""
    visit.caseworkers_only()
    what, person = str(visit.request.path_params["what"]), visit.number("person")
    kind = KINDS.get(what)
    if kind is None:
        raise NotThere
    about = people.mentioned(visit.context.database, visit.caller, person)
    if visit.request.method == "POST":
        form = Entry.posted(visit.form, tuple(kind.blank))
        keep = kind.read(form, person)
        if not form.errors:
            with form.refusals():
                keep(visit.context.database, visit.cause())
                return visit.go("readiness", query={"saved": what}, person=person)
    else:
        today = local(visit.now).date().isoformat()
        form = Entry({name: value.replace("today", today) for name, value in kind.blank.items()})
    return visit.page(
        "readiness_form.html",
        status=422 if form.errors else 200,
        what=what,
        form=form,
        person=about,
        limits=kind.limits,
        categories=categories.given(visit.context.database, visit.caller, person),
        educations=rules.EDUCATIONS,
        modules=rules.MODULES,
        kinds=list(ActivityKind),
        week=weeks.this_week(visit.context.database, visit.caller, person, now=visit.now),
    )


def _decide(form: Entry, person: int) -> Deed:
    decided = Decided(
        category_id=form.chosen("category"),
        decided_on=form.day("decided_on"),
        reason=form.text("reason", REASON, needed=True),
    )
    return lambda database, cause: decisions.decide(database, person, decided, cause=cause)


def _skill(form: Entry, person: int) -> Deed:
    can = Can(form.text("name", NAME, needed=True), form.text("evidence", EVIDENCE))
    return lambda database, cause: abilities.note_skill(database, person, can, cause=cause)


def _danish(form: Entry, person: int) -> Deed:
    level = Level(
        education=form.chosen("education"),
        module=form.chosen("module"),
        since=form.day("since"),
        passed=bool(form.values["passed"]),
    )
    return lambda database, cause: abilities.note_danish(database, person, level, cause=cause)


def _goal(form: Entry, person: int) -> Deed:
    agreed = Agreed(form.text("text", GOAL, needed=True), form.day("due_on"))
    return lambda database, cause: goals.agree(database, person, agreed, cause=cause)


def _activity(form: Entry, person: int) -> Deed:
    kind, weekly, note = form.word("kind", ActivityKind), form.weekly(), form.text("detail", NOTE)
    return lambda database, cause: hours.note_activity(
        database, person, weekly, kind, note=note, cause=cause
    )


def _reduction(form: Entry, person: int) -> Deed:
    weekly = form.weekly()
    return lambda database, cause: hours.note_reduction(database, person, weekly, cause=cause)


WEEKLY = {"hours": "", "from_on": "today", "until_on": ""}
KINDS = {
    "decision": Kind(
        {"category": "", "decided_on": "today", "reason": ""}, _decide, {"reason": REASON}
    ),
    "skill": Kind({"name": "", "evidence": ""}, _skill, {"name": NAME, "evidence": EVIDENCE}),
    "danish": Kind({"education": "", "module": "", "since": "today", "passed": ""}, _danish, {}),
    "goal": Kind({"text": "", "due_on": ""}, _goal, {"text": GOAL}),
    "activity": Kind({"kind": "", **WEEKLY, "detail": ""}, _activity, {"detail": NOTE}),
    "reduction": Kind(WEEKLY, _reduction, {}),
}
