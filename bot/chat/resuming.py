"""What was sent before it was known who holds a shared phone goes on when that is known."""

import json
from dataclasses import replace

from telegram import Update

from bot.actions.turns import Act, Desk, Turn
from bot.chat import media, words
from bot.queries import unheard


def do(act: Act, desk: Desk, turn: Turn) -> None:
    """Do what somebody did, and then what waits in their chat, if it is known by now for whom."""
    act(desk, turn)
    for waiting in unheard.of(desk.database, desk.bot, turn.telegram_id):
        earlier = _read(waiting.raw)
        if earlier is not None:
            theirs = replace(earlier, chooses=waiting.participant_id, resumed=True)
            words.do(theirs.said.text, desk, theirs)


def _read(raw: bytes) -> Turn | None:
    """Return a turn that was read once before; of what was removed meanwhile nothing is left."""
    found = json.loads(raw)
    message = Update.de_json(found, None).message if "message" in found else None
    return media.turn(found["update_id"], message) if message else None
