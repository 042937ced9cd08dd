"""The reasons for an absence that people can choose from, in four languages."""

from dataclasses import dataclass, field

from starlette.responses import Response

from bot.actions import reasons as doing
from bot.actions.reasons import Wording
from bot.console.session_form import Missing, TooLong
from bot.console.visit import Visit
from bot.queries import reason_classes
from bot.rules.lint import CprNotAllowed, WordNotAllowed
from bot.rules.refusals import Refused
from bot.texts import icons, reasons as texts
from bot.texts.reasons import LABEL, OFFERED
from bot.texts.say import Voice
from storage.vocabulary import Language, Reason

LANGUAGES = ("da", "en", "ar", "ti")


@dataclass
class Row:
    """One of the places for a reason: what was typed, and what is wrong with it by field."""

    key: str
    icon: str
    labels: dict[str, str]
    errors: dict[str, Refused] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether this place is not used."""
        return not any(self.labels.values())

    def wording(self) -> Wording:
        """Return what was typed, to be kept."""
        return Wording(
            self.key or None, self.icon, *(self.labels[language] for language in LANGUAGES)
        )


def edit(visit: Visit) -> Response:
    """Show the reasons, or change them for all answers to come."""
    own = reason_classes.editable(visit.context.database, visit.caller)
    if visit.request.method != "POST":
        rows = [_row(doing.wording_of(one)) for one in own] or _shipped()
        return _page(visit, rows, saved=visit.asked("saved"))
    rows = [_read(visit, number) for number in range(1, OFFERED + 1)]
    if any(row.errors for row in rows):
        return _page(visit, rows, status=422)
    used = [row for row in rows if not row.is_empty]
    try:
        doing.choose(visit.context.database, [row.wording() for row in used], cause=visit.cause())
    except (CprNotAllowed, WordNotAllowed) as refused:
        _, language, number = str(refused.values["field"]).split("_")
        used[int(number) - 1].errors[language] = refused
        return _page(visit, rows, status=422)
    return visit.go("reasons", query={"saved": "yes"})


def _page(visit: Visit, rows: list[Row], *, status: int = 200, saved: str = "") -> Response:
    empty = [Row("", icons.OWN_REASONS[0], dict.fromkeys(LANGUAGES, ""))]
    return visit.page(
        "reasons.html",
        status=status,
        rows=(rows + empty * OFFERED)[:OFFERED],
        signs=icons.OWN_REASONS,
        longest=LABEL,
        saved=saved,
        spoken=LANGUAGES,
    )


def _read(visit: Visit, number: int) -> Row:
    typed = {one: visit.form.get(f"{one}_{number}", "").strip() for one in ("key", "icon")}
    labels = {one: visit.form.get(f"{one}_{number}", "").strip() for one in LANGUAGES}
    icon = typed["icon"] if typed["icon"] in icons.OWN_REASONS else icons.OWN_REASONS[0]
    row = Row(typed["key"][:32], icon, labels)
    if row.is_empty:
        row.key = ""
        return row
    for language, label in labels.items():
        if not label:
            row.errors[language] = Missing()
        elif len(label) > LABEL:
            row.errors[language] = TooLong(limit=LABEL)
    return row


def _row(own: Wording) -> Row:
    labels = (own.label_da, own.label_en, own.label_ar, own.label_ti)
    return Row(own.key or "", own.icon, dict(zip(LANGUAGES, labels, strict=True)))


def _shipped() -> list[Row]:
    said = {one: texts.shipped(Voice(Language(one))) for one in LANGUAGES}
    return [
        Row(why.value, icons.REASONS[why], {one: said[one][why] for one in LANGUAGES})
        for why in Reason
    ]
