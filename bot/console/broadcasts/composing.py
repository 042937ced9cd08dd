"""Write a broadcast: the form, filled from a template, searched in, saved and looked at."""

from starlette.responses import Response

from bot.actions.broadcasts import drafting
from bot.console import writing_form
from bot.console.broadcasts import boxes, filling, form as forms
from bot.console.broadcasts.form import BOXES_OF, FINDERS, LIMITS, BroadcastForm, NobodyFound
from bot.console.visit import Visit
from bot.queries import writings
from bot.queries.broadcasts import choosing
from bot.queries.broadcasts.choosing import Draft
from bot.queries.writings import Written
from storage.vocabulary import BroadcastState, Exclusion, Gap, GroupKind, Language, PhaseKind, Reply


def add(visit: Visit) -> Response:
    """Show the form of a new broadcast, or keep it as a draft."""
    visit.caseworkers_only()
    return _form(visit, None)


def change(visit: Visit) -> Response:
    """Show the form of a draft, or change it; what has left its draft is only looked at."""
    number = visit.number("broadcast")
    found = choosing.draft(visit.context.database, visit.caller, number)
    if found.row.state is not BroadcastState.DRAFT:
        return visit.go("preview_broadcast", broadcast=number)
    return _form(visit, found)


def _form(visit: Visit, found: Draft | None) -> Response:
    if visit.request.method == "POST":
        form = BroadcastForm.sent(visit.form)
        written = _written(visit, form, found)
        done = _done(visit, form, found, written)
        if done is not None:
            return done
    elif found is not None:
        form = filling.filled(found.row, found.written)
    else:
        form = filling.blank(visit.request.query_params)
        form.values["template"] = visit.asked("template")
        _take(visit, form)
    return _page(visit, form, found, _written(visit, form, found))


def _page(visit: Visit, form: BroadcastForm, found: Draft | None, written: Written) -> Response:
    database, caller = visit.context.database, visit.caller
    audience = boxes.read(form.ticked)
    shown = writing_form.shown(visit, form, written)
    if found is not None and found.row.is_correction:  # what was answered has its place
        shown["places"] = range(len(found.written.sides[Language.DANISH].choices))
    return visit.page(
        "broadcast_form.html",
        status=422 if form.errors else 200,
        found=found,
        limits=LIMITS,
        labels=filling.labels(visit.speech),
        offered=choosing.offered(
            database,
            caller,
            audience,
            session_id=forms.number(form.values["session"]),
            now=visit.now,
        ),
        chosen=choosing.people(database, caller, boxes.numbers(form.ticked, GroupKind.PERSON)),
        but=choosing.people(database, caller, audience.but),
        translated=forms.TRANSLATED,
        phases=list(PhaseKind),
        exclusions=list(Exclusion),
        replies=list(Reply),
        gaps=list(Gap),
        saved=visit.asked("saved"),
        **shown,
    )


def _written(visit: Visit, form: BroadcastForm, found: Draft | None) -> Written:
    """Return what the fields are about to change: a template's words, the draft's, or nothing."""
    if form.taken is not None:
        return writings.template(visit.context.database, visit.caller, form.taken).written
    return found.written if found else Written()


def _done(
    visit: Visit, form: BroadcastForm, found: Draft | None, written: Written
) -> Response | None:
    """Do what was pressed; return where it leads, or None when the form is shown again."""
    if writing_form.was_helped(visit, form):
        return None
    wanted = visit.form.get("do", "")
    looked_for = [name for name in FINDERS if form.values[name]]
    is_search = wanted in FINDERS or (wanted not in {"look", "draft", "template"} and looked_for)
    if is_search or wanted == "template":
        _help(visit, form, wanted, looked_for)
        return None
    number = _saved(visit, form, found, written)
    if number is None:
        _find(visit, form, looked_for)
        return None
    if wanted == "look":
        return visit.go("preview_broadcast", broadcast=number)
    return visit.go("change_broadcast", broadcast=number, query={"saved": "yes"})


def _help(visit: Visit, form: BroadcastForm, wanted: str, looked_for: list[str]) -> None:
    """Fill the form in further, and save nothing."""
    if wanted == "template":
        _take(visit, form)
    else:
        _find(visit, form, looked_for)
    form.forget_files(visit.files)


def _find(visit: Visit, form: BroadcastForm, names: list[str]) -> None:
    """Look for the people whose names were typed."""
    for name in names:
        text = form.values[name]
        people, number = choosing.search(visit.context.database, visit.caller, text)
        known = boxes.numbers(form.ticked, BOXES_OF[name])
        form.found[name] = [one for one in people if one.id not in known], number
        if not number:
            form.errors[name] = NobodyFound(text=text)
        elif name not in form.errors:
            form.values[name] = ""


def _take(visit: Visit, form: BroadcastForm) -> None:
    """Fill in the texts of the chosen template."""
    number = forms.number(form.values["template"])
    if number is not None:
        form.take(writings.template(visit.context.database, visit.caller, number).written)


def _saved(visit: Visit, form: BroadcastForm, found: Draft | None, written: Written) -> int | None:
    """Keep the draft; return its number, or None when something is to be mended first."""
    plan = form.plan(visit.now)
    contents = form.contents(visit.files, written)
    if form.errors:
        return None
    database, cause, taken = visit.context.database, visit.cause(), form.taken
    with form.refusals():
        if found is None:
            return drafting.draft(database, plan, contents, cause=cause, template_id=taken)
        number = found.row.id or 0
        drafting.edit(database, number, plan, contents, cause=cause, template_id=taken)
        return number
    return None
