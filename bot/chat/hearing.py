"""Free text, voice notes and pictures: whatever is awaited in a chat hears them."""

from bot.actions import claims, messages, mydata, staff_searches, statuses
from bot.actions.placements import nominations
from bot.actions.staff_broadcasts import steps, writing
from bot.actions.turns import Act, Desk, Turn
from bot.chat import staff_edits
from bot.queries import dialogues
from bot.rules.outcomes import Step
from storage.vocabulary import DialogueKind

HEARERS: dict[DialogueKind, Act] = {
    DialogueKind.CHECK_IN: statuses.hear,
    DialogueKind.NAME: mydata.hear_name,
    DialogueKind.NOMINATION: nominations.hear,
    DialogueKind.MESSAGE: messages.hear,
    DialogueKind.OUTCOME: claims.hear,
    DialogueKind.BROADCAST: writing.hear,
    DialogueKind.EDIT: staff_edits.hear,
    DialogueKind.SEARCH: staff_searches.hear,
}
"""Who hears what is said in a dialogue of each kind."""

NUMBERS = frozenset(
    {
        (DialogueKind.OUTCOME, Step.HOURS_TYPED.value),
        (DialogueKind.OUTCOME, Step.STARTS_TYPED.value),
        (DialogueKind.BROADCAST, steps.Step.NUMBER.value),
        (DialogueKind.SEARCH, staff_searches.Step.QUERY.value),
    }
)
"""Where a number that is typed is the answer itself, and not the number of a button."""


def hearer(desk: Desk, turn: Turn) -> Act | None:
    """Return what takes up what was said, if anything is awaited."""
    awaited = dialogues.awaited(desk.database, desk.bot, turn.telegram_id)
    return HEARERS.get(awaited.kind) if awaited else None


def counts(desk: Desk, turn: Turn) -> bool:
    """Tell whether a number is awaited in this chat."""
    awaited = dialogues.awaited(desk.database, desk.bot, turn.telegram_id)
    return awaited is not None and (awaited.kind, awaited.step) in NUMBERS
