"""A correction takes hold: what it corrects says the same from then on, on every phone."""

from collections.abc import Sequence

from sqlmodel import Session as Db

from bot.actions import mending, writings
from bot.actions.changes import Cause
from bot.rules import audiences, variables
from bot.rules.broadcasts import TO_COME, NoSessionNamed, NothingCorrected
from bot.rules.writings import Contents, text_field
from storage import broadcasts, mailings, outbox, writings as written
from storage.broadcasts import Broadcast
from storage.database import FOR_CHANGE
from storage.municipalities import Municipality
from storage.vocabulary import BroadcastState, GroupKind, Language

AT_A_TIME = 1000


def locked_others(db: Db, broadcast: Broadcast) -> list[Broadcast]:
    """Return the others of a locked broadcast, locked too."""
    numbers = [one.id for one in broadcasts.others(db, broadcast)]
    return [db.get_one(Broadcast, one, with_for_update=FOR_CHANGE) for one in numbers]


def check_words(db: Db, correction: Broadcast) -> None:
    """Raise NothingCorrected when people have these words already."""
    right = _words(db, correction)
    if all(_words(db, one) == right for one in broadcasts.others(db, correction)):
        raise NothingCorrected(field="text_da")


def check_variables(broadcast: Broadcast, contents: Contents) -> None:
    """Raise NoSessionNamed where words speak of a session that the broadcast does not have."""
    for language, draft in contents.texts.items():
        missing = variables.needs_session(draft.text)
        if missing and broadcast.session_id is None:
            shown = variables.shown(missing)
            raise NoSessionNamed(variables=shown, field=text_field(language))


def spread_in(db: Db, correction: Broadcast, *, cause: Cause) -> list[Broadcast]:
    """Put the words of a locked correction into all that it corrects; return that, locked.

    Whoever waits for it gets the right words only; so does who is to get it again, unless other
    words were written for that. The correction itself is for those who have the wrong ones by now.
    """
    wrong = locked_others(db, correction)
    for one in (*wrong, *_locked_copies(db, correction, wrong)):
        writings.match_in(db, one.writing_id, correction.writing_id, cause=cause)
        one.gaps = dict(correction.gaps)
        if one.state is BroadcastState.SENDING:
            mailings.release(db, one.id or 0)
    numbers = [one.id or 0 for one in wrong]
    correction.audience = audiences.of_each(GroupKind.REACHED, numbers).document()
    db.flush()
    return wrong


def _locked_copies(db: Db, correction: Broadcast, wrong: Sequence[Broadcast]) -> list[Broadcast]:
    """Return what is to be sent again with the wrong words and has not begun, locked."""
    said = [_words(db, one) for one in wrong]
    found = [one for one in broadcasts.to_come(db, correction, *TO_COME) if not one.is_correction]
    copies = [db.get_one(Broadcast, one.id, with_for_update=FOR_CHANGE) for one in found]
    return [one for one in copies if _words(db, one) in said]


def refresh_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Owe an edit for each phone that has it."""
    home = db.get_one(Municipality, broadcast.municipality_id)
    rows = [
        mending.row(person, home, number, mark=cause.key, now=cause.now)
        for number, person in mailings.on_phones(db, broadcast.id or 0)
    ]
    for first in range(0, len(rows), AT_A_TIME):
        outbox.put(db, rows[first : first + AT_A_TIME])


def _words(db: Db, broadcast: Broadcast) -> list[object]:
    """Return all that decides what people read of a broadcast."""
    rows = written.translations_of(db, broadcast.writing_id)
    danish = rows.get(Language.DANISH)
    return [
        *sorted(broadcast.gaps.items()),
        *(
            (one, row.text, tuple(row.choices), row.file_id, written.state(row, danish))
            for one, row in sorted(rows.items())
            if row.text or row.file_id
        ),
    ]
