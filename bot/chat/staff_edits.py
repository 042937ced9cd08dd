"""Buttons and words by which a member of staff moves or cancels a session in their own chat."""

from collections.abc import Callable
from functools import partial

from bot.actions import staff_edits as doing
from bot.actions.staff_edits import Others
from bot.actions.turns import Act, Desk, Turn
from bot.chat.data import number
from bot.delivery import compose
from bot.queries import dialogues

CANCEL = frozenset({"cancel", "cancel it", "cancel the session", "aflys", "aflys aktiviteten"})
LEAVE = frozenset({"leave", "leave it", "leave it as it is", "stop", "nej", "no", "lad være"})


def hear(desk: Desk, turn: Turn) -> None:
    """Do what was written while an edit is open: "cancel", "leave", a new time, a sentence."""
    awaited = dialogues.awaited(desk.database, desk.bot, turn.telegram_id)
    words = " ".join(turn.said.text.split()).casefold()
    if words in LEAVE:
        doing.leave(desk, turn)
    elif words in CANCEL and awaited is not None and awaited.step == doing.Step.WHAT:
        doing.cancel(desk, turn, say=compose.in_full)
    else:
        doing.hear(desk, turn, say=compose.in_full)


def _page(page: str) -> Act:
    return partial(doing.see, page=number(page))


def _choose(session: str) -> Act:
    return partial(doing.choose, session_id=number(session))


def _cancel(session: str) -> Act:
    return partial(doing.cancel, session_id=number(session), say=compose.in_full)


def _go(mark: str, others: str) -> Act:
    return partial(doing.confirm, mark=mark, others=Others(others))


VERBS: dict[str, Callable[..., Act]] = {
    "edits": _page,
    "edit": _choose,
    "edit_cancel": _cancel,
    "edit_go": _go,
    "edit_leave": lambda: doing.leave,
}
"""What the data of a button begins with."""
