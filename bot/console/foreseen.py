"""What a form would lead to: who is told what, shown before it is done.

The first press rehearses the action and shows whom it tells; the second does it, with what the
caseworker adds in words of their own. Whoever tells nobody is done at once.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeVar

from markupsafe import Markup
from starlette.responses import Response

from bot.actions import consequences
from bot.actions.changes import Cause
from bot.actions.consequences import Consequences
from bot.console import foretold
from bot.console.fields import Fields
from bot.console.visit import Visit
from bot.console.writing_form import LANGUAGES, labels
from bot.delivery import compose
from bot.rules import sentences
from bot.rules.refusals import Refused
from bot.rules.sentences import NotDecided, Sentence
from bot.rules.writings import text_field
from storage.database import Database
from storage.vocabulary import Language

Result = TypeVar("Result")
Act = Callable[[Database, Cause], Result]

SAYS = {text_field(language): language for language in LANGUAGES}
GAPS = {f"gap_{language.value}": language for language in LANGUAGES}
WITHOUT, DANISH = "without", "danish"
TELL, BACK = "tell", "back"
OWN = {"step", "foretold", *SAYS, *GAPS}
"""Fields of the page itself; all others are of the form that led to it."""


class OthersNow(Refused):
    """It would tell others now than when you looked. Look at it again."""


@dataclass(frozen=True)
class Question:
    """How the page is called, where it stands (names and addresses), and what its buttons say.

    With `keep`, the name and the address of a way out, it is asked from the beginning; else it
    stands between a form and its end, and leads back to it.
    """

    title: Markup
    confirm: Markup
    path: Sequence[tuple[object, str]]
    section: str
    note: Markup | None = None
    keep: tuple[Markup, str] | None = None
    danger: bool = False


@dataclass
class Adding(Fields):
    """The sentence that is typed; `adds` is what it says once it can be read."""

    adds: Sentence | None = field(default=None)

    @classmethod
    def of(cls, visit: Visit) -> "Adding":
        """Return what was typed, if anything was."""
        form = cls.posted(visit.form, (*SAYS, *GAPS))
        chosen = {language: form.values[name] for name, language in GAPS.items()}
        with form.refusals():
            form.adds = sentences.read(
                {language: form.values[name] for name, language in SAYS.items()},
                without=[one for one, choice in chosen.items() if choice == WITHOUT],
                danish=[one for one, choice in chosen.items() if choice == DANISH],
            )
        return form


def goes_back(visit: Visit) -> bool:
    """Tell whether somebody wants their form again."""
    return visit.form.get("step") == BACK


def do(
    visit: Visit, act: Act[Result], done: Callable[[Result], Response], *, question: Question
) -> Response:
    """Do it once it is confirmed, or tells nobody; else show what it would lead to.

    Raises what the action raises.
    """
    form = Adding.of(visit)
    here = cause(visit) if visit.request.method == "POST" else _look(visit)
    here = replace(here, adds=form.adds)
    found = _rehearsed(visit, act, here, form)
    if visit.request.method == "POST" and (not found.told or _is_confirmed(visit, form, found)):
        return done(act(visit.context.database, here))
    return _page(visit, form, found, question)


def cause(visit: Visit) -> Cause:
    """Return the form that led here as a cause: the same whatever is added to it in words."""
    form = {name: value for name, value in visit.form.items() if name not in OWN}
    return replace(visit, form=form).cause()


def _look(visit: Visit) -> Cause:
    return Cause(visit.caller, f"look:{secrets.token_hex(8)}", visit.now)


def _rehearsed(visit: Visit, act: Act[Result], here: Cause, form: Adding) -> Consequences:
    """Return what it would lead to; a sentence that must not be said is an error of its field."""
    try:
        return consequences.of(
            visit.context.database,
            lambda twin: act(twin, here),
            now=visit.now,
            say=compose.in_full,
        )
    except Refused as refused:
        if here.adds is None or refused.values.get("field") not in SAYS:
            raise
        form.refuse(refused)
        return _rehearsed(visit, act, replace(here, adds=None), form)


def _is_confirmed(visit: Visit, form: Adding, found: Consequences) -> bool:
    """Tell whether exactly this was seen and is wanted; what is in the way stands in the form."""
    if visit.form.get("step") != TELL:
        return False
    if form.adds is not None:
        gaps = form.adds.gaps(found.languages)
        for language in (one for one in LANGUAGES if one in gaps):
            form.errors[text_field(language)] = NotDecided()
    if visit.form.get("foretold") != _mark(found):
        form.errors[""] = OthersNow()
    return not form.errors


def _mark(found: Consequences) -> str:
    told = sorted((one.person.id, one.kind, one.person.language) for one in found.told)
    return sha256(repr(told).encode()).hexdigest()[:16]


def _page(visit: Visit, form: Adding, found: Consequences, question: Question) -> Response:
    is_asked = question.keep is not None
    carried = {} if is_asked else _carried(visit)
    return visit.page(
        "consequences.html",
        status=422 if form.errors else 200,
        question=question,
        form=form,
        limits=dict.fromkeys(SAYS, sentences.LONGEST),
        writing_labels=labels(visit.speech),
        shown=foretold.shown(found, visit.caller),
        tongues=[one for one in LANGUAGES if one in {*found.languages, Language.DANISH}],
        carried=carried,
        **_same_token(visit),
        mark=_mark(found),
    )


def _carried(visit: Visit) -> dict[str, str]:
    """Return what was typed into the form that led here."""
    left = {*OWN, "csrf", "token"}
    return {name: value for name, value in visit.form.items() if name not in left}


def _same_token(visit: Visit) -> dict[str, str]:
    """Return the token of the form that led here: however often it is sent, it is done once."""
    return {"token": visit.form["token"]} if "token" in visit.form else {}
