"""Search for people: the box, what is found, and what may be typed next."""

from starlette.responses import JSONResponse, Response

from bot.console.language import N_
from bot.console.searches import asking
from bot.console.searches.asking import Asked
from bot.console.visit import Visit
from bot.queries import searches
from bot.queries.search import completing, listing, meaning
from bot.rules.search import catalogue
from bot.rules.search.meant import mended
from bot.rules.search.refused import BadQuery
from bot.texts.staff import StaffVoice, search_help
from storage.vocabulary import Language

EXAMPLES = (
    (
        {
            "da": "hold:Bus kategori:jobparat sprog:ti",
            "en": "course:Bus category:jobparat language:ti",
        },
        N_("On the course Bus, jobparat, reads Tigrinya"),
    ),
    (
        {"da": "fravær>2/30d og ikke kontakt<14d", "en": "absence>2/30d and not contact<14d"},
        N_("Missed more than two sessions in 30 days, and not heard from for 14 days"),
    ),
    (
        {"da": "udfald:job start>i dag", "en": "outcome:job starts>today"},
        N_("Has a job that starts later"),
    ),
    (
        {"da": "sagsbehandler:mig praktik:ingen", "en": "caseworker:me placement:none"},
        N_("Your own citizens without a placement"),
    ),
    (
        {"da": "timer<20/uge", "en": "hours<20/week"},
        N_("Fewer than 20 planned hours a week"),
    ),
    (
        {
            "da": "(udvikling:faldende eller checkin<=2) fase:praktik",
            "en": "(readiness:falling or check-in<=2) phase:placement",
        },
        N_("In a placement, and it goes less well, or not well"),
    ),
)
"""Queries in both languages, and what they ask for."""


def look(visit: Visit) -> Response:
    """Show the box, and below it whom a query finds; where it is not understood is marked."""
    asked = asking.of(visit)
    if asked is None:
        return _begin(visit)
    try:
        return _numbers(visit, asked) if visit.caller.counts_only else _people(visit, asked)
    except BadQuery as refused:
        may_be = mended(asked.text, refused) or _meant(visit, asked)
        return _page(visit, asked, refused=refused, meant="" if asked.saved else may_be)


def complete(visit: Visit) -> Response:
    """Tell what may be typed next, as JSON."""
    text = visit.request.query_params.get("q", "")
    found = completing.complete(
        visit.context.database, visit.caller, text, len(text), language=visit.speech.language
    )
    return JSONResponse([vars(one) for one in found])


def _begin(visit: Visit) -> Response:
    database, caller = visit.context.database, visit.caller
    kept = [] if caller.counts_only else searches.listing(database, caller, now=visit.now)
    return _page(visit, None, kept=kept)


def _numbers(visit: Visit, asked: Asked) -> Response:
    found = listing.number(visit.context.database, asked.by, asked.text, now=visit.now)
    return _page(visit, asked, number=found, is_counted=True)


def _people(visit: Visit, asked: Asked) -> Response:
    results = listing.page(
        visit.context.database, asked.by, asked.text, page=visit.page_number(), now=visit.now
    )
    telling = asking.telling(visit, results.house)
    rows = [(one, telling.why(one.row.why)) for one in results.rows]
    return _page(visit, asked, results=results, rows=rows, meant=_meant(visit, asked))


def _meant(visit: Visit, asked: Asked) -> str:
    """Return what may be meant instead of what was typed, if anything."""
    if asked.saved:
        return ""
    language, database = visit.speech.language, visit.context.database
    return meaning.of(database, asked.by, asked.text, language=language, now=visit.now)


def _page(
    visit: Visit, asked: Asked | None, *, refused: BadQuery | None = None, **values: object
) -> Response:
    helps = search_help.sentences(StaffVoice(Language(visit.speech.language)))
    shared = {
        "kept": (),
        "meant": "",
        "refused": refused,
        "results": None,
        "rows": (),
        "number": None,
        "is_counted": False,
        "asked": asked,
        "marked": asking.marked(asked.text, refused) if asked else "",
        "examples": [(query[visit.speech.language], means) for query, means in EXAMPLES],
        "fields": [(one, helps[one.key]) for one in catalogue.FIELDS],
    }
    return visit.page("search.html", status=422 if refused else 200, **{**shared, **values})
