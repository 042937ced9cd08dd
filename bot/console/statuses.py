"""How it goes: when people are asked, and what; the questions are the municipality's own."""

from datetime import time

from starlette.responses import Response

from bot.actions import questions as doing
from bot.actions.questions import Habits
from bot.console.session_form import CLOCK, Missing, NotAClock, TooLong
from bot.console.visit import Visit
from bot.queries import pulses
from bot.queries.pulses import Question
from bot.rules.refusals import NotThere, Refused
from bot.texts.pulses import QUESTION
from storage.vocabulary import Language

ON, OFF = "on", "off"
WORKING_DAYS = range(5)

Errors = dict[str, Refused]


def settings(visit: Visit) -> Response:
    """Show when people are asked, and the questions; or choose another day and time."""
    found = pulses.asked(visit.context.database, visit.caller)
    values, errors = _values(doing.habits_of(found.home)), Errors()
    if visit.request.method == "POST":
        values = {name: visit.form.get(name, "").strip() for name in values}
        if _chosen(visit, values, errors):
            return visit.go("check_ins", query={"saved": "yes"})
    return visit.page(
        "check_ins.html",
        status=422 if errors else 200,
        found=found,
        values=values,
        errors=errors,
        days=WORKING_DAYS,
        saved=visit.asked("saved"),
    )


def add(visit: Visit) -> Response:
    """Show the form of a new question, or add it."""
    return _form(visit, Question("", dict.fromkeys(Language, "")))


def change(visit: Visit) -> Response:
    """Show a question in all languages, or word it anew."""
    return _form(visit, pulses.question(visit.context.database, visit.caller, _key(visit)))


def retire(visit: Visit) -> Response:
    """Ask a question no more."""
    # The forms of one page share a token, so the cause names the question too.
    key = _key(visit)
    doing.retire(visit.context.database, key, cause=visit.cause().part(f"retire:{key}"))
    return visit.go("check_ins", query={"saved": "yes"})


def restore(visit: Visit) -> Response:
    """Ask a retired question again."""
    key = _key(visit)
    doing.restore(visit.context.database, key, cause=visit.cause().part(f"restore:{key}"))
    return visit.go("check_ins", query={"saved": "yes"})


def _form(visit: Visit, question: Question) -> Response:
    pulses.asked(visit.context.database, visit.caller)  # not there for who may not choose
    errors, texts = Errors(), question.texts
    if visit.request.method == "POST":
        texts = {one: " ".join(visit.form.get(one.value, "").split()) for one in Language}
        errors = _wrong(texts)
        if not errors and _saved(visit, question, texts, errors):
            return visit.go("check_ins", query={"saved": "yes"})
    return visit.page(
        "question.html",
        status=422 if errors else 200,
        question=question,
        texts=texts,
        errors=errors,
        limit=QUESTION,
    )


def _saved(visit: Visit, question: Question, texts: dict[Language, str], errors: Errors) -> bool:
    database, cause = visit.context.database, visit.cause()
    try:
        if question.key:
            doing.change(database, question.key, texts, cause=cause)
        else:
            doing.add(database, texts, cause=cause)
    except NotThere:
        raise
    except Refused as refused:
        errors[str(refused.values.get("field", ""))] = refused
    return not errors


def _wrong(texts: dict[Language, str]) -> Errors:
    errors: Errors = {one.value: Missing() for one, text in texts.items() if not text}
    for one, text in texts.items():
        if len(text) > QUESTION:
            errors[one.value] = TooLong(limit=QUESTION)
    return errors


def _chosen(visit: Visit, values: dict[str, str], errors: Errors) -> bool:
    """Choose what was posted; tell whether nothing was wrong with it."""
    clock = _clock(values["at"])
    weekday = values["weekday"]
    if clock is None:
        errors["at"] = NotAClock(text=values["at"])
    if weekday not in map(str, WORKING_DAYS):
        errors["weekday"] = Missing()
    if clock is None or errors:
        return False
    habits = Habits(values["check_ins"] == ON, int(weekday), clock, values["pulses"] == ON)
    try:
        doing.choose(visit.context.database, habits, cause=visit.cause())
    except NotThere:
        raise
    except Refused as refused:
        errors["at"] = refused
    return not errors


def _clock(typed: str) -> time | None:
    found = CLOCK.fullmatch(typed)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _values(habits: Habits) -> dict[str, str]:
    return {
        "check_ins": ON if habits.check_ins else OFF,
        "weekday": str(habits.check_in_weekday),
        "at": f"{habits.check_in_at:%H:%M}",
        "pulses": ON if habits.pulses else OFF,
    }


def _key(visit: Visit) -> str:
    return str(visit.request.path_params["key"])
