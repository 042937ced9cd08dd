"""The questions of the pulse, as those see them who choose them."""

from dataclasses import dataclass

from bot.actions.access import Caller
from bot.rules.refusals import NotThere
from bot.texts import pulses
from storage import statuses
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import Language


@dataclass(frozen=True)
class Question:
    """A question in every language, and whether it is asked."""

    key: str
    texts: dict[Language, str]
    is_active: bool = True


@dataclass(frozen=True)
class Asked:
    """What the caller's municipality asks, and when."""

    home: Municipality
    questions: tuple[Question, ...]
    retired: tuple[Question, ...]


def asked(database: Database, caller: Caller) -> Asked:
    """Return what the caller's municipality asks; raises NotThere."""
    if caller.municipality_id is None or caller.counts_only:
        raise NotThere
    with database.reading() as db:
        home = db.get_one(Municipality, caller.municipality_id)
        own = statuses.questions_ever(db, caller.municipality_id)
    found = [
        Question(
            one.key,
            {language: getattr(one, f"text_{language.value}") for language in Language},
            one.active,
        )
        for one in own
    ] or [Question(key, pulses.wordings(key)) for key in pulses.SHIPPED]
    return Asked(
        home=home,
        questions=tuple(one for one in found if one.is_active),
        retired=tuple(one for one in found if not one.is_active),
    )


def question(database: Database, caller: Caller, key: str) -> Question:
    """Return one question of the caller's municipality; raises NotThere."""
    found = asked(database, caller)
    for one in (*found.questions, *found.retired):
        if one.key == key:
            return one
    raise NotThere
