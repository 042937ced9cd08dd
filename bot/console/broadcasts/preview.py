"""Look at a broadcast before it is sent, confirm it, agree to a colleague's, see who is in it."""

from starlette.responses import Response

from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen, Standing
from bot.console.broadcasts import form as forms
from bot.console.fields import Fields
from bot.console.language import CALLED
from bot.console.visit import Visit
from bot.queries.broadcasts import membership, previewing
from bot.queries.broadcasts.previewing import Preview
from bot.rules.broadcasts import TO_COME, TYPE_ABOVE
from storage.vocabulary import BroadcastState, Gap, Language

NAMES = ("typed", "count", "mark")
SIX_DIGITS = 999_999


def look(visit: Visit) -> Response:
    """Show what each language sees and how many there are; or send it to them."""
    number = visit.number("broadcast")
    form = Fields(dict.fromkeys(NAMES, ""))
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, NAMES)
        done = _done(visit, form, number)
        if done is not None:
            return done
    return _page(visit, form, number)


def approve(visit: Visit) -> Response:
    """Agree to what a colleague has confirmed."""
    number = visit.number("broadcast")
    form = Fields(dict.fromkeys(NAMES, ""))
    with form.refusals():
        seen = visit.form.get("mark", "")
        confirming.approve(visit.context.database, number, cause=visit.cause(), seen=seen)
        return visit.go("broadcast", broadcast=number)
    return _page(visit, form, number)


def take_back(visit: Visit) -> Response:
    """Make a draft again of what has not begun."""
    number = visit.number("broadcast")
    form = Fields(dict.fromkeys(NAMES, ""))
    with form.refusals():
        confirming.take_back(visit.context.database, number, cause=visit.cause())
        return visit.go("preview_broadcast", broadcast=number, query={"saved": "back"})
    return _page(visit, form, number)


def audience(visit: Visit) -> Response:
    """Show who is in it and why, and who is left out."""
    number, text = visit.number("broadcast"), visit.asked("text")
    found = membership.of(visit.context.database, visit.caller, number, text=text, now=visit.now)
    return visit.page(
        "broadcast_audience.html",
        found=found,
        text=text,
        most=membership.MOST,
        tongues=CALLED,
    )


def _done(visit: Visit, form: Fields, number: int) -> Response | None:
    """Do what was pressed; return where it leads, or None when something is to be mended first."""
    database, cause = visit.context.database, visit.cause()
    with form.refusals():
        if visit.form.get("do") == "decide":
            drafting.decide(database, number, forms.gaps(visit.form), cause=cause)
            return visit.go("preview_broadcast", broadcast=number, query={"saved": "decided"})
        count = form.whole("count", low=0, high=SIX_DIGITS)
        seen = Seen(count, typed=form.values["typed"], mark=form.values["mark"])
        confirming.confirm(database, number, seen, cause=cause)
        return visit.go("broadcast", broadcast=number)
    return None


def _page(visit: Visit, form: Fields, number: int) -> Response:
    database = visit.context.database
    readers = {one: forms.number(visit.asked(f"as_{one}")) or 0 for one in Language}
    found = previewing.of(database, visit.caller, number, readers, now=visit.now)
    standing = confirming.standing(database, visit.caller, number, visit.now)
    is_draft = found.row.state is BroadcastState.DRAFT
    return visit.page(
        "broadcast_preview.html",
        status=422 if form.errors else 200,
        found=found,
        row=found.row,
        form=form,
        limits={},
        labels={"typed": visit.speech.say("How many people it goes to")},
        standing=standing if is_draft else Standing(standing.mark, None),
        is_draft=is_draft,
        is_to_come=found.row.state in TO_COME,
        must_type=found.counts.everybody > TYPE_ABOVE,
        needs_approval=_needs_approval(found),
        waits=_waiting(found),
        gaps=list(Gap),
        tongues=CALLED,
        saved=visit.asked("saved"),
    )


def _waiting(found: Preview) -> int:
    """Return how many people's translation has to be reviewed first."""
    counts = found.counts.by_language
    return sum(counts[one] for one, gap in found.gaps.items() if gap is Gap.WAIT)


def _needs_approval(found: Preview) -> bool:
    limit = found.home.approve_above
    return limit is not None and found.counts.everybody > limit
