"""The library of templates: texts in four languages that are there before they are needed."""

from starlette.responses import Response

from bot.actions import templates as doing
from bot.actions.templates import LONGEST_NAME
from bot.console import writing_form
from bot.console.language import CALLED
from bot.console.messages import FILE_POLICY
from bot.console.visit import Visit
from bot.console.writing_form import WritingFields
from bot.queries import writings
from bot.queries.writings import Shelved, Written
from bot.rules.refusals import NotThere
from storage.vocabulary import Language

NAMES = ("name", *writing_form.NAMES)
LIMITS = {**writing_form.LIMITS, "name": LONGEST_NAME}


def listing(visit: Visit) -> Response:
    """Show the templates, and how far each language of them can be relied on."""
    found = writings.shelf(visit.context.database, visit.caller)
    waiting = [one for one in found.templates if one.written.unreviewed]
    return visit.page(
        "library.html",
        found=found,
        waiting=sum(len(one.written.unreviewed) for one in waiting),
        is_ours=any(one.is_shipped for one in waiting),
        tongues=CALLED,
        saved=visit.asked("saved"),
    )


def add(visit: Visit) -> Response:
    """Show the form of a new template, or add it."""
    writings.shelf(visit.context.database, visit.caller)  # not there for who may not add
    return _form(visit, None)


def change(visit: Visit) -> Response:
    """Show a template in all languages, or change it and say what was reviewed."""
    database, number = visit.context.database, visit.number("template")
    return _form(visit, writings.template(database, visit.caller, number))


def retire(visit: Visit) -> Response:
    """Offer a template no more."""
    # The forms of one page share a token, so the cause names the template too.
    number = visit.number("template")
    doing.retire(visit.context.database, number, cause=visit.cause().part(f"retire:{number}"))
    return visit.go("library", query={"saved": "yes"})


def restore(visit: Visit) -> Response:
    """Offer a template again."""
    number = visit.number("template")
    doing.restore(visit.context.database, number, cause=visit.cause().part(f"restore:{number}"))
    return visit.go("library", query={"saved": "yes"})


def enclosure(visit: Visit) -> Response:
    """Hand out the file of a writing in a language, as what its bytes were found to be."""
    code = str(visit.request.path_params["language"])
    if code not in set(Language):
        raise NotThere
    file = writings.enclosure(
        visit.context.database, visit.caller, visit.number("writing"), Language(code)
    )
    headers = {"Content-Security-Policy": FILE_POLICY, "Content-Disposition": "inline"}
    return Response(file.content, media_type=file.media_type, headers=headers)


def _form(visit: Visit, found: Shelved | None) -> Response:
    written = found.written if found else Written()
    name = found.name if found else ""
    form = WritingFields({"name": name, **writing_form.values_of(written)})
    if visit.request.method == "POST":
        form = WritingFields.posted(visit.form, NAMES)
        if _is_saved(visit, form, found):
            return visit.go("library", query={"saved": "yes"})
    return visit.page(
        "template_form.html",
        status=422 if form.errors else 200,
        found=found,
        limits=LIMITS,
        **writing_form.shown(visit, form, written),
    )


def _is_saved(visit: Visit, form: WritingFields, found: Shelved | None) -> bool:
    """Tell whether the form was saved; else it says why, or was only filled in further."""
    if writing_form.was_helped(visit, form):
        return False
    written = found.written if found else Written()
    name = form.text("name", LONGEST_NAME, needed=True)
    contents = form.contents(visit.files, written)
    if form.errors:
        return False
    with form.refusals():
        database, cause = visit.context.database, visit.cause()
        if found:
            doing.change(database, found.id, name, contents, cause=cause)
        else:
            doing.add(database, name, contents, cause=cause)
        return True
    return False
