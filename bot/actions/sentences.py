"""Keep the sentence that a cause adds to what it tells people: once, with what it changes."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session as Db

from bot.actions import writings
from bot.actions.changes import Cause
from bot.rules.sentences import Sentence
from bot.rules.writings import Draft
from bot.texts.added import WithAdded
from bot.texts.changes import Refresh
from bot.texts.notices import Notice
from storage import said
from storage.chats import Chat
from storage.outbox import Outbox

KEPT = "sentences"
"""Where an open transaction remembers what it has kept, by municipality."""


def of(db: Db, cause: Cause, municipality_id: int) -> dict[str, Any]:
    """Return the fields of a notice that says what the cause adds; none when it adds nothing.

    Raises what `writings.write_in` raises.
    """
    adds = cause.adds
    if adds is None:
        return {}
    kept = db.info.setdefault(KEPT, {})
    if municipality_id not in kept:
        kept[municipality_id] = _keep(db, adds, municipality_id, cause)
    without = sorted(one.value for one in adds.without)
    return {"writing_id": kept[municipality_id], "without": without}


def carried(db: Db, chat: Chat, notice: Notice, participant_id: int | None) -> Notice:
    """Return an edit of a message with the sentence that stands in it, if any does."""
    edits = notice.params().get("edits")
    if not isinstance(notice, WithAdded) or edits is None or participant_id is None:
        return notice
    row = said.in_message(db, chat.bot, edits, chat_id=chat.id or 0, participant_id=participant_id)
    while row is not None and row.kind == Refresh.kind:
        row = db.get(Outbox, row.params["row_id"])
    if row is None or "writing_id" not in row.params:
        return notice
    return replace(notice, **{name: row.params[name] for name in ("writing_id", "without")})


def forget(db: Db) -> None:
    """Remember nothing of what was kept: it has been taken back."""
    db.info.pop(KEPT, None)


def _keep(db: Db, adds: Sentence, municipality_id: int, cause: Cause) -> int:
    """Keep it as a writing: who writes it side by side has looked at every language."""
    drafts = {one: Draft(text, reviewed=True) for one, text in adds.texts.items()}
    made = writings.write_in(db, drafts, municipality_id=municipality_id, cause=cause)
    return made.id or 0
