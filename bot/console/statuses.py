"""How it goes: when people are asked, and what; the questions are the municipality's own."""

from collections.abc import Mapping

from starlette.responses import Response

from bot.actions import questions as doing
from bot.actions.questions import Habits, QuietThen
from bot.console.fields import Fields, Missing
from bot.console.visit import Visit
from bot.queries import pulses
from bot.queries.pulses import Question
from bot.rules.refusals import Refused
from bot.texts.pulses import QUESTION
from storage.vocabulary import Language

ON, OFF = "on", "off"
WORKING_DAYS = range(5)
HABITS = ("check_ins", "weekday", "at", "pulses")
LANGUAGES = tuple(one.value for one in Language)


class HabitsForm(Fields):
    """When people are asked."""

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field that can mend it."""
        self.errors["at" if isinstance(refused, QuietThen) else ""] = refused

    def read(self) -> Habits:
        """Return what was chosen; of use when there is no error."""
        weekday = self.values["weekday"]
        if weekday not in map(str, WORKING_DAYS):
            self.errors["weekday"], weekday = Missing(), "0"
        return Habits(
            check_ins=self.values["check_ins"] == ON,
            check_in_weekday=int(weekday),
            check_in_at=self.clock("at"),
            pulses=self.values["pulses"] == ON,
        )


def settings(visit: Visit) -> Response:
    """Show when people are asked, and the questions; or choose another day and time."""
    database = visit.context.database
    found = pulses.asked(database, visit.caller)
    form = HabitsForm(_shown(doing.habits_of(found.home)))
    if visit.request.method == "POST":
        form = HabitsForm.posted(visit.form, HABITS)
        habits = form.read()
        if not form.errors:
            with form.refusals():
                doing.choose(database, habits, cause=visit.cause())
                return visit.go("check_ins", query={"saved": "yes"})
    return visit.page(
        "check_ins.html",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        limits={},
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
    form = Fields({one.value: text for one, text in question.texts.items()})
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, LANGUAGES)
        texts = {
            one: " ".join(form.text(one.value, QUESTION, needed=True).split()) for one in Language
        }
        if not form.errors:
            with form.refusals():
                _save(visit, question, texts)
                return visit.go("check_ins", query={"saved": "yes"})
    return visit.page(
        "question.html",
        status=422 if form.errors else 200,
        question=question,
        form=form,
        limits=dict.fromkeys(LANGUAGES, QUESTION),
    )


def _save(visit: Visit, question: Question, texts: Mapping[Language, str]) -> None:
    database, cause = visit.context.database, visit.cause()
    if question.key:
        doing.change(database, question.key, texts, cause=cause)
    else:
        doing.add(database, texts, cause=cause)


def _shown(habits: Habits) -> dict[str, str]:
    return {
        "check_ins": ON if habits.check_ins else OFF,
        "weekday": str(habits.check_in_weekday),
        "at": f"{habits.check_in_at:%H:%M}",
        "pulses": ON if habits.pulses else OFF,
    }


def _key(visit: Visit) -> str:
    return str(visit.request.path_params["key"])
