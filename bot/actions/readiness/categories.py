"""The match categories of a municipality: shipped once, and from then on its own data.

Laws change: a category gets another name or horizon, is given no more, or a new one is added,
and no decision of earlier changes with it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count

from sqlmodel import Session as Db

from bot.actions import access, changes, wording
from bot.actions.changes import Cause
from bot.rules import readiness as rules
from bot.rules.refusals import Refused
from storage import municipalities, readiness
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.readiness import Category
from storage.vocabulary import ChangeKind, Colour

LONGEST_KEY = 40


class NoLabel(Refused):
    """A category needs its name in Danish and in English."""


class LastCategory(Refused):
    """This is the last category that is given. Add another one first."""


class AlreadyThere(Refused):
    """There is a category of this name already. Choose another name, or change that one."""


class NoHorizon(Refused):
    """Write the horizon in whole months from 1 to {most}, or leave it empty."""


@dataclass(frozen=True)
class Plan:
    """A category as staff write it; `horizon_months` None where it has none."""

    label_da: str
    label_en: str
    colour: Colour
    horizon_months: int | None = None
    is_ready: bool = False
    active: bool = True


SHIPPED: dict[str, Plan] = {
    "jobparat": Plan("Jobparat", "Jobparat (ready for a job)", Colour.GREEN, 3, is_ready=True),
    "aktivitetsparat": Plan(
        "Aktivitetsparat", "Aktivitetsparat (ready for activities)", Colour.AMBER
    ),
    "uddannelsesparat": Plan(
        "Uddannelsesparat", "Uddannelsesparat (ready for education)", Colour.BLUE
    ),
    "åbenlyst-uddannelsesparat": Plan(
        "Åbenlyst uddannelsesparat",
        "Åbenlyst uddannelsesparat (clearly ready for education)",
        Colour.VIOLET,
    ),
    "ikke-visiteret": Plan("Ikke visiteret", "Ikke visiteret (not assessed yet)", Colour.GREY),
}
"""The categories of the law as it was in 2026, by their keys, in order."""


def ship(database: Database, _now: datetime) -> None:
    """Give every municipality those shipped categories that it has never had."""
    with database.reading() as db:
        homes = [home.id or 0 for home in municipalities.everyone(db)]
        lacking = [home for home in homes if _lacking(db, home)]
    for home in lacking:
        with database.transaction() as db:
            db.get_one(Municipality, home, with_for_update=FOR_CHANGE)
            ship_in(db, home)


def ship_in(db: Db, municipality_id: int) -> None:
    """Give a municipality those shipped categories that it has never had."""
    places = count(len(readiness.categories_of(db, municipality_id)) + 1)
    for key in _lacking(db, municipality_id):
        db.add(_row(municipality_id, key, next(places), SHIPPED[key]))
    db.flush()


def add(database: Database, plan: Plan, *, place: int, cause: Cause) -> int:
    """Add a category at this place of the list, counted from 1; return its number.

    Raises NotThere, NoLabel, NoHorizon, AlreadyThere, CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        home = _kept(db, cause)
        made = changes.made(db, cause, "category")
        if made is not None:
            return made
        _check(db, home, plan)
        row = _row(home, _key(plan.label_da), place, plan)
        db.add(row)
        db.flush()
        _put(db, row, place)
        _record(db, row, cause)
        return row.id or 0


def change(database: Database, category_id: int, plan: Plan, *, place: int, cause: Cause) -> None:
    """Change a category; its decisions keep the horizon that they were taken with.

    Raises NotThere, NoLabel, NoHorizon, AlreadyThere, LastCategory, CprNotAllowed,
    WordNotAllowed.
    """
    with database.transaction() as db:
        _kept(db, cause)
        row = access.category(db, cause.caller, category_id)
        if changes.is_done(db, cause):
            return
        _check(db, row.municipality_id, plan, row)
        before = _shown(row)
        row.sqlmodel_update(asdict(plan))
        _put(db, row, place)
        _record(db, row, cause, before=before)


def _kept(db: Db, cause: Cause) -> int:
    """Return the caller's municipality, and keep its list from colleagues meanwhile.

    What a change leaves to the others depends on all of them; raises NotThere.
    """
    home = access.municipality(db, cause.caller).id or 0
    db.get_one(Municipality, home, with_for_update=FOR_CHANGE)
    return home


def _check(db: Db, home: int, plan: Plan, row: Category | None = None) -> None:
    for name in ("label_da", "label_en"):
        if not getattr(plan, name).strip():
            raise NoLabel(field=name)
    months = plan.horizon_months
    if months is not None and not 1 <= months <= rules.LONGEST_HORIZON:
        raise NoHorizon(most=rules.LONGEST_HORIZON, field="horizon_months")
    others = [one for one in readiness.categories_of(db, home) if one is not row]
    taken = {one.label_da.casefold() for one in others} | ({one.key for one in others} - {""})
    if {plan.label_da.casefold(), *([] if row else [_key(plan.label_da)])} & taken:
        raise AlreadyThere(field="label_da")
    if not plan.active and not any(one.active for one in others):
        raise LastCategory(field="active")
    said = {"label_da": plan.label_da, "label_en": plan.label_en}
    wording.check(db, home, said, before=wording.of(row, tuple(said)) if row else None)


def _key(label: str) -> str:
    """Return the name by which a category is found, as it can be typed without quotes."""
    words = "".join(sign if sign.isalnum() else " " for sign in label.casefold()).split()
    return "-".join(words)[:LONGEST_KEY]


def _put(db: Db, row: Category, place: int) -> None:
    """Put a category at this place, and the others around it as they were."""
    order = [one for one in readiness.categories_of(db, row.municipality_id) if one is not row]
    order.insert(max(place - 1, 0), row)
    for position, one in enumerate(order, 1):
        one.position = position
    db.flush()


def _row(home: int, key: str, position: int, plan: Plan) -> Category:
    return Category(municipality_id=home, key=key, position=position, **asdict(plan))


def _lacking(db: Db, municipality_id: int) -> list[str]:
    known = {one.key for one in readiness.categories_of(db, municipality_id)}
    return [key for key in SHIPPED if key not in known]


def _shown(row: Category) -> dict[str, object]:
    return row.model_dump(mode="json", exclude={"id", "municipality_id"})


def _record(
    db: Db, row: Category, cause: Cause, *, before: dict[str, object] | None = None
) -> None:
    after = {"category": row.id, **_shown(row)}
    kind = ChangeKind.CATEGORY_EDITED
    changes.record(db, cause, kind, municipality_id=row.municipality_id, before=before, after=after)
