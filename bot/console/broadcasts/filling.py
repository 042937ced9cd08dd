"""The form of a broadcast as it is opened: empty, or with what a draft says now."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.actions.broadcasts import drafting
from bot.actions.broadcasts.drafting import Plan
from bot.console import writing_form
from bot.console.broadcasts import boxes
from bot.console.broadcasts.form import (
    AT,
    BLANK,
    FROZEN,
    LIVE,
    NOW,
    TRANSLATED,
    WEEKLY,
    BroadcastForm,
)
from bot.console.language import CALLED, Speech
from bot.queries.writings import Written
from bot.rules.time import local
from storage.broadcasts import Broadcast


def blank(names: Iterable[str]) -> BroadcastForm:
    """Return the form of a new broadcast; `names` are boxes that are ticked in it."""
    chosen = boxes.ticked(names)
    form = BroadcastForm(dict(BLANK), ticked=boxes.DEFAULT | chosen)
    sessions = {*boxes.numbers(chosen, "event"), *boxes.numbers(chosen, "undecided")}
    if len(sessions) == 1:
        form.values["session"] = str(*sessions)
    return form


def filled(row: Broadcast, written: Written) -> BroadcastForm:
    """Return the form of a draft as it is."""
    plan = drafting.plan_of(row)
    values = BLANK | writing_form.values_of(written) | _when_shown(plan)
    values |= {f"gap_{one}": gap.value for one, gap in plan.gaps.items()}
    values |= {
        "live": LIVE if plan.is_live else FROZEN,
        "session": str(plan.session_id or ""),
        "reply": plan.reply.value,
        "is_urgent": "yes" if plan.override else "",
        "override": plan.override,
        "useful_hours": str(plan.useful_hours),
    }
    return BroadcastForm(values, ticked=boxes.of(plan.audience))


def labels(speech: Speech) -> dict[str, Markup]:
    """Return the name of each field, as a list of what is wrong gives it."""
    say = speech.say
    return {
        **writing_form.labels(speech),
        "audience": say("Who gets it"),
        "find": say("Name or reference"),
        "find_but": say("Name or reference"),
        "template": say("Template"),
        "session": say("The session that the text speaks of"),
        "reply": say("What it asks"),
        "send_on": say("Date"),
        "send_at": say("Time"),
        "recurs_weekday": say("Weekday"),
        "recurs_at": say("Time"),
        "recurs_course": say("While this course runs"),
        "override": say("Why it cannot wait"),
        "useful_hours": say("Of use for so many hours"),
        **{
            f"gap_{one}": say("Without a translation ({language})", language=say(CALLED[one]))
            for one in TRANSLATED
        },
    }


def _when_shown(plan: Plan) -> dict[str, str]:
    if plan.recurs_weekday is not None and plan.recurs_at is not None:
        return {
            "when": WEEKLY,
            "recurs_weekday": str(plan.recurs_weekday),
            "recurs_at": f"{plan.recurs_at:%H:%M}",
            "recurs_course": str(plan.recurs_course_id or ""),
        }
    if plan.send_at is None:
        return {"when": NOW}
    on = local(plan.send_at)
    return {"when": AT, "send_on": f"{on:%Y-%m-%d}", "send_at": f"{on:%H:%M}"}
