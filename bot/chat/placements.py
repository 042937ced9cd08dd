"""Buttons about placements: open slots, wishes, news, a company that somebody knows."""

from collections.abc import Callable
from functools import partial

from bot.actions.placements import interests, nominations, pages
from bot.actions.turns import Act
from bot.chat.data import number
from bot.texts.nominations import Part
from bot.texts.placements import NEWS
from bot.texts.slots import Scope


def _slot(scope: str, slot: str = "") -> Act:
    slot_id = number(slot) if slot else None
    return partial(pages.see_slot, slot_id=slot_id, scope=Scope(scope))


def _know(kind: str, placement: str) -> Act:
    return partial(pages.confirm, kind=NEWS[kind].kind, placement_id=number(placement))


VERBS: dict[str, Callable[..., Act]] = {
    "slot": _slot,
    "wish": lambda slot: partial(interests.show, slot_id=number(slot)),
    "unwish": lambda slot: partial(interests.withdraw, slot_id=number(slot)),
    "know": _know,
    "nominate": lambda: nominations.begin,
    "nskip": lambda step: partial(nominations.skip, step=Part(step)),
    "nleave": lambda: nominations.leave,
}
"""What the data of a button begins with."""
