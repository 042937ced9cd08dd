"""Free text, voice notes and pictures: whatever is awaited in a chat hears them."""

from bot.actions.placements import nominations
from bot.actions.turns import Act, Desk, Turn
from bot.queries import dialogues
from storage.vocabulary import DialogueKind

HEARERS: dict[DialogueKind, Act] = {
    DialogueKind.NOMINATION: nominations.hear,
}
"""Who hears what is said in a dialogue of each kind."""


def hearer(desk: Desk, turn: Turn) -> Act | None:
    """Return what takes up what was said, if anything is awaited."""
    kind = dialogues.awaited(desk.database, desk.bot, turn.telegram_id)
    return HEARERS.get(kind) if kind else None
