"""The reasons for an absence that people can choose from, in four languages."""

from collections.abc import Sequence

from starlette.responses import Response

from bot.actions import reasons as doing
from bot.actions.reasons import Wording
from bot.console.fields import Fields
from bot.console.language import Speech
from bot.console.visit import Visit
from bot.queries import reason_classes
from bot.rules.refusals import Refused
from bot.texts import icons, reasons as texts
from bot.texts.reasons import LABEL, OFFERED
from bot.texts.say import Voice
from storage.vocabulary import Language, Reason

LANGUAGES = ("da", "en", "ar", "ti")
PLACES = range(1, OFFERED + 1)
LABELS = {f"{language}_{place}": LABEL for place in PLACES for language in LANGUAGES}
NAMES = (*LABELS, *(f"{name}_{place}" for place in PLACES for name in ("key", "icon")))
KEY = 32


class ReasonsForm(Fields):
    """The places for reasons; one whose labels are all empty is not used."""

    def used(self) -> list[int]:
        """Return the places that are used."""
        return [n for n in PLACES if any(self.values[f"{one}_{n}"] for one in LANGUAGES)]

    def read(self) -> list[Wording]:
        """Return the reasons that were typed, to be kept when there is no error."""
        return [self._wording(place) for place in self.used()]

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field that can mend it; `label_da_1` is of the first used."""
        match str(refused.values.get("field", "")).split("_"):
            case ["label", language, number]:
                self.errors[f"{language}_{self.used()[int(number) - 1]}"] = refused
            case _:
                super().refuse(refused)

    def _wording(self, place: int) -> Wording:
        icon = self.values[f"icon_{place}"]
        labels = (self.text(f"{one}_{place}", LABEL, needed=True) for one in LANGUAGES)
        return Wording(
            self.values[f"key_{place}"][:KEY] or None,
            icon if icon in icons.OWN_REASONS else icons.OWN_REASONS[0],
            *labels,
        )


def edit(visit: Visit) -> Response:
    """Show the reasons, or change them for all answers to come."""
    own = reason_classes.editable(visit.context.database, visit.caller)
    if visit.request.method != "POST":
        return _page(visit, _shown([doing.wording_of(one) for one in own] or _shipped()))
    form = ReasonsForm.posted(visit.form, NAMES)
    wanted = form.read()
    if not form.errors:
        with form.refusals():
            doing.choose(visit.context.database, wanted, cause=visit.cause())
            return visit.go("reasons", query={"saved": "yes"})
    return _page(visit, form)


def _page(visit: Visit, form: ReasonsForm) -> Response:
    return visit.page(
        "reasons.html",
        status=422 if form.errors else 200,
        form=form,
        limits=LABELS,
        **_named(visit.speech),
        places=PLACES,
        spoken=LANGUAGES,
        signs=icons.OWN_REASONS,
        saved=visit.asked("saved"),
    )


def _named(speech: Speech) -> dict[str, dict[str, str]]:
    """Return the name of each field, and of the section in which it stands."""
    words = {
        "da": speech.say("In Danish"),
        "en": speech.say("In English"),
        "ar": speech.say("In Arabic"),
        "ti": speech.say("In Tigrinya"),
        "icon": speech.say("Picture"),
    }
    fields = [(f"{name}_{place}", name, place) for place in PLACES for name in words]
    return {
        "labels": {field: words[name] for field, name, _ in fields},
        "sections": {field: speech.say("Reason {number}", number=n) for field, _, n in fields},
    }


def _shown(reasons: Sequence[Wording]) -> ReasonsForm:
    values = dict.fromkeys(NAMES, "")
    for place, one in enumerate(reasons[:OFFERED], 1):
        values |= {f"key_{place}": one.key or "", f"icon_{place}": one.icon}
        values |= {f"{name}_{place}": getattr(one, f"label_{name}") for name in LANGUAGES}
    return ReasonsForm(values)


def _shipped() -> list[Wording]:
    said = [texts.shipped(Voice(Language(one))) for one in LANGUAGES]
    return [Wording(why, icons.REASONS[why], *(words[why] for words in said)) for why in Reason]
