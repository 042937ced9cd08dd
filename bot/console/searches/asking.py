"""What an address asks for: a query as it is typed, or a saved one in its author's name."""

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.actions.access import Caller
from bot.console.visit import Visit
from bot.queries import searches
from bot.queries.search import parsing
from bot.rules.refusals import Refused
from bot.rules.search.house import House
from bot.rules.search.meant import SIGN
from bot.rules.search.refused import BadQuery
from bot.rules.time import local
from bot.texts.staff import StaffVoice
from bot.texts.staff.searches import NOTHING_THERE
from bot.texts.staff.searching import Telling
from storage.searches import Search
from storage.vocabulary import Language

SAVED = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Asked:
    """A query, and in whose name it is asked."""

    text: str
    by: Caller
    saved: Search | None = None

    @property
    def query(self) -> dict[str, Any]:
        """What stands behind the question mark of an address that asks the same."""
        return {"saved": self.saved.id} if self.saved else {"q": self.text}

    @property
    def is_of_names(self) -> bool:
        """Whether it is typed in words that are looked for in names."""
        return not self.saved and not SIGN.search(self.text)


def of(visit: Visit) -> Asked | None:
    """Return what is asked, if anything is; raises NotThere for a search that is not theirs."""
    saved = visit.asked("saved")
    if saved:
        number = int(saved) if SAVED.fullmatch(saved) else 0
        row, author = searches.asked(visit.context.database, visit.caller, number)
        return Asked(row.asks, author, row)
    text = typed(visit)
    return Asked(text, visit.caller) if text else None


def typed(visit: Visit) -> str:
    """Return what stands in the box."""
    return parsing.cleaned(visit.request.query_params.get("q", "")).strip()


def telling(visit: Visit, house: House) -> Telling:
    """Return who tells why somebody was found."""
    return Telling(StaffVoice(Language(visit.speech.language)), house, local(visit.now).date())


def marked(text: str, refused: Refused | None) -> Markup:
    """Return a query in which the place is marked that is not understood."""
    if not isinstance(refused, BadQuery) or len(text) > parsing.LONGEST:
        return Markup("")
    start, end = refused.at, refused.at + refused.length
    wrong = text[start:end].strip() or NOTHING_THERE
    return Markup("{}<mark>{}</mark>{}").format(text[:start], wrong, text[end:])
