"""Write the translations that a broadcast waits for."""

from starlette.responses import Response

from bot.actions.broadcasts import drafting
from bot.console import writing_form
from bot.console.language import CALLED
from bot.console.visit import Visit
from bot.console.writing_form import PLACES, WritingFields
from bot.queries.broadcasts.mending import Mendable, mendable
from bot.rules.writings import Contents, choice_field
from storage.vocabulary import Language


def translate(visit: Visit) -> Response:
    """Show the languages that are open, or keep them: who waited for one gets it."""
    number = visit.number("broadcast")
    found = mendable(visit.context.database, visit.caller, number, now=visit.now)
    tongues = _open(found)
    form = WritingFields(writing_form.values_of(found.written))
    if visit.request.method == "POST":
        form = _posted(visit, found, tongues)
        if _is_saved(visit, form, found, tongues):
            return visit.go("broadcast", broadcast=number, query={"saved": "translated"})
    shown = writing_form.shown(visit, form, found.written)
    return visit.page(
        "broadcast_translate.html",
        status=422 if form.errors else 200,
        found=found,
        limits=writing_form.LIMITS,
        **{
            **shown,
            "tongues": {one: CALLED[one] for one in tongues},
            "places": range(found.answers),
        },
    )


def _open(found: Mendable) -> tuple[Language, ...]:
    """Return the languages that somebody reads to whom it goes and that nobody has reviewed."""
    read = found.languages or set(Language)
    is_open = found.written.unreviewed
    return tuple(
        one
        for one in writing_form.LANGUAGES
        if one in is_open and one in read and one is not Language.DANISH
    )


def _posted(visit: Visit, found: Mendable, tongues: tuple[Language, ...]) -> WritingFields:
    """Return what was posted for the open languages, beside what is written in the others."""
    theirs = {name for one in tongues for name in _names(one)}
    posted = {name: value for name, value in visit.form.items() if name in theirs}
    return WritingFields.posted(
        {**writing_form.values_of(found.written), **posted}, writing_form.NAMES
    )


def _names(one: Language) -> tuple[str, ...]:
    sides = tuple(f"{name}_{one}" for name in ("text", "reviewed", "file", "take_out"))
    return (*sides, *(choice_field(one, place) for place in PLACES))


def _is_saved(
    visit: Visit, form: WritingFields, found: Mendable, tongues: tuple[Language, ...]
) -> bool:
    """Tell whether the translations were kept; else the form says why, or was only helped."""
    if writing_form.was_helped(visit, form):
        return False
    everything = form.contents(visit.files, found.written)
    if form.errors:
        return False
    contents = Contents(
        {one: draft for one, draft in everything.texts.items() if one in tongues},
        {one: file for one, file in everything.enclosed.items() if one in tongues},
        everything.taken_out & set(tongues),
    )
    with form.refusals():
        database, number = visit.context.database, visit.number("broadcast")
        drafting.translate(database, number, contents, cause=visit.cause())
        return True
    return False
