"""Staff answer the questions of the quarter about somebody."""

from collections.abc import Sequence

from starlette.responses import Response

from bot.actions.readiness import assessments as doing
from bot.actions.readiness.assessments import NotAnAnswer
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.queries import people
from bot.queries.readiness import progression
from bot.queries.readiness.progression import Question
from bot.rules import statuses as rules
from bot.rules.time import local

SCALE = range(rules.LOWEST, rules.HIGHEST + 1)


def assess(visit: Visit) -> Response:
    """Show the questions, or keep the answers to those that were answered.

    The person's own answers are not shown here, so that nobody answers after them.
    """
    database, person = visit.context.database, visit.number("person")
    about = people.mentioned(database, visit.caller, person)
    language = visit.speech.language
    asked = progression.questions(database, visit.caller, person, language=language, now=visit.now)
    form = Fields({_field(one): str(one.score or "") for one in asked})
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, tuple(map(_field, asked)))
        scores = _scores(form, asked)
        if not form.errors:
            with form.refusals():
                doing.assess(database, person, scores, cause=visit.cause())
                return visit.go("readiness", query={"saved": "assessment"}, person=person)
    return visit.page(
        "assess.html",
        status=422 if form.errors else 200,
        form=form,
        person=about,
        questions=[(_field(one), one) for one in asked],
        names={_field(one): one.text for one in asked},
        limits={},
        scale=SCALE,
        quarter=rules.quarter(local(visit.now).date()),
    )


def _field(question: Question) -> str:
    """Return the name of a question's field; a key could be that of another field."""
    return f"score_{question.key}"


def _scores(form: Fields, asked: Sequence[Question]) -> dict[str, int]:
    found = {}
    for one in asked:
        typed = form.values[_field(one)]
        if typed in map(str, SCALE):
            found[one.key] = int(typed)
        elif typed:
            form.errors[_field(one)] = NotAnAnswer()
    return found
