"""The reasons that a municipality offers, and the words for those that were given."""

from collections.abc import Mapping

from sqlmodel import Session as Db

from bot.actions.access import Caller
from bot.queries import reasons
from bot.queries.parts import Part
from bot.rules.refusals import NotThere
from bot.texts.reasons import OFFERED, SHIPPED, ReasonFacts
from storage import absences
from storage.absences import ReasonClass
from storage.database import Database
from storage.vocabulary import Language, Reason


def offered(db: Db, municipality_id: int) -> tuple[ReasonFacts, ...]:
    """Return the reasons to choose from: the municipality's own, else the shipped ones."""
    own = absences.reasons_of(db, municipality_id)
    return tuple(_facts(one) for one in own[:OFFERED]) or SHIPPED


def known(db: Db, municipality_id: int) -> Mapping[str, ReasonFacts]:
    """Return every reason that can have been given, by its key."""
    own = {one.key: _facts(one) for one in absences.reason_classes(db, municipality_id)}
    return {one.key: one for one in SHIPPED} | own


def given(classes: Mapping[str, ReasonFacts], key: str | None) -> ReasonFacts | None:
    """Return the reason with this key; one that nobody knows any more is called another one."""
    return classes.get(key, ReasonFacts(key)) if key else None


class Names:
    """The names of reasons as staff read them; each municipality is asked for its own once."""

    def __init__(self, db: Db) -> None:
        """Look in this transaction."""
        self._db = db
        self._known: dict[int, dict[str, ReasonClass]] = {}

    def of(self, municipality_id: int, key: str | None) -> Part | None:
        """Return what is shown of a reason, if one was given."""
        if key is None:
            return None
        if municipality_id not in self._known:
            classes = absences.reason_classes(self._db, municipality_id)
            self._known[municipality_id] = {one.key: one for one in classes}
        found = reasons.reason(key, self._known[municipality_id].get(key))
        return found[0] if found else Reason.OTHER


def editable(database: Database, caller: Caller) -> list[ReasonClass]:
    """Return the municipality's own reasons in force, in order; raises NotThere."""
    if caller.municipality_id is None or caller.counts_only:
        raise NotThere
    with database.reading() as db:
        return absences.reasons_of(db, caller.municipality_id)


def _facts(own: ReasonClass) -> ReasonFacts:
    labels = {
        Language.DANISH: own.label_da,
        Language.ENGLISH: own.label_en,
        Language.ARABIC: own.label_ar,
        Language.TIGRINYA: own.label_ti,
    }
    return ReasonFacts(own.key, own.icon, labels)
