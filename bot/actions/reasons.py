"""The reasons that a municipality lets its people choose, in place of the shipped ones."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere
from storage import absences
from storage.absences import SHOWN, ReasonClass
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind, Reason


@dataclass(frozen=True)
class Wording:
    """A reason as staff write it; `key` None is a new one, so that old answers keep theirs."""

    key: str | None
    icon: str
    label_da: str
    label_en: str
    label_ar: str
    label_ti: str


def choose(database: Database, wanted: Sequence[Wording], *, cause: Cause) -> None:
    """Offer these reasons in this order and no others; none are the shipped ones again.

    What was given before keeps its words. Raises NotThere for who may not set anything, and
    CprNotAllowed and WordNotAllowed.
    """
    home = cause.caller.municipality_id
    if home is None or cause.caller.staff_id is None or cause.caller.counts_only:
        raise NotThere
    with database.transaction() as db:
        db.get_one(Municipality, home, with_for_update=FOR_CHANGE)
        if changes.is_done(db, cause):
            return
        before = [wording_of(one) for one in absences.reasons_of(db, home)]
        wording.check(db, home, _labels(wanted), before=_labels(before))
        _write(db, home, wanted[:SHOWN])
        after = [wording_of(one) for one in absences.reasons_of(db, home)]
        if after != before:
            changes.record(
                db,
                cause,
                ChangeKind.SETTINGS_EDITED,
                municipality_id=home,
                before={"reasons": [asdict(one) for one in before]},
                after={"reasons": [asdict(one) for one in after]},
            )


def wording_of(own: ReasonClass) -> Wording:
    """Return a reason as staff wrote it."""
    return Wording(own.key, own.icon, own.label_da, own.label_en, own.label_ar, own.label_ti)


def _labels(wordings: Sequence[Wording]) -> dict[str, str]:
    """Return all labels by their place: `label_da_1` is the first one's in Danish."""
    return {
        f"{name}_{number}": value
        for number, one in enumerate(wordings, 1)
        for name, value in asdict(one).items()
        if name.startswith("label_")
    }


def _write(db: Db, home: int, wanted: Sequence[Wording]) -> None:
    known = {one.key: one for one in absences.reason_classes(db, home)}
    for own in known.values():
        own.active = False
    for position, one in enumerate(wanted, 1):
        values = asdict(one)
        key = values.pop("key")
        if key not in known and key not in set(Reason):
            key = _free(known)
        own = known.get(key) or ReasonClass(
            municipality_id=home, key=key, position=position, **values
        )
        known[key] = own
        own.sqlmodel_update({**values, "position": position, "active": True})
        db.add(own)
    db.flush()


def _free(known: dict[str, ReasonClass]) -> str:
    """Return a key that this municipality never used."""
    return next(key for n in range(1, len(known) + 2) if (key := f"own{n}") not in known)
