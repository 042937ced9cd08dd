"""Municipalities come into being by being named."""

from sqlmodel import Session as Db

from storage import municipalities, reminders
from storage.municipalities import Municipality


def named(db: Db, name: str, *, bot: str) -> Municipality:
    """Return the municipality with this name; a new one gets the shipped reminder rules.

    `bot` is the number of the bot that speaks for it, or empty when that is not known yet.
    """
    known = municipalities.by_name(db, name)
    if known is not None:
        return known
    added = Municipality(name=name.strip(), bot=bot)
    db.add(added)
    db.flush()
    reminders.ship(db, added.id or 0)
    db.flush()
    return added
