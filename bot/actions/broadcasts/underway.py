"""A broadcast on its way, as its sender follows it: in figures of one moment."""

from sqlmodel import Session as Db

from bot.rules import progress
from bot.texts.staff.progress import Underway
from storage import broadcasts, mailings, writings
from storage.broadcasts import Broadcast
from storage.vocabulary import Language, Reply


def of(db: Db, broadcast: Broadcast) -> Underway:
    """Return how far a broadcast has come; its figures are from one statement."""
    number = broadcast.id or 0
    danish = writings.translations_of(db, broadcast.writing_id).get(Language.DANISH)
    asks = broadcast.reply is not Reply.NOTHING
    answers = broadcasts.answers(db, [number])[number] if asks else {}
    return Underway(
        text=danish.text if danish else "",
        state=broadcast.state,
        figures=progress.of(broadcasts.deliveries(db, [number])[number]),
        begins_at=mailings.begins(db, number),
        is_withdrawn=broadcast.withdrawn_at is not None,
        reply=broadcast.reply,
        own=tuple(str(one) for one in danish.choices) if danish else (),
        answers={place: count for place, count in answers.items() if place is not None},
    )


def mark(underway: Underway) -> str:
    """Return a name for all that its message shows: it changes when that does."""
    figures = underway.figures
    parts = (
        underway.state,
        figures.sent,
        figures.lost,
        figures.stopped,
        figures.uncertain,
        figures.waiting,
        figures.to_go,
        underway.is_withdrawn,
        *sorted(underway.answers.items()),
    )
    return ":".join(str(part) for part in parts)
