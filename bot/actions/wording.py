"""What staff write for people to read is looked at before it is kept."""

from collections.abc import Mapping

from sqlmodel import Session as Db

from bot.rules import lint
from storage.municipalities import Municipality

Texts = Mapping[str, str | None]
"""Texts by the name of their field."""


def check(db: Db, municipality_id: int, texts: Texts, *, before: Texts | None = None) -> None:
    """Refuse what must not be sent over Telegram; what stood there `before` is not asked again.

    Names of companies and addresses are not looked at: people must find a hospital, too. Raises
    CprNotAllowed and WordNotAllowed, whose `field` tells where.
    """
    own = db.get_one(Municipality, municipality_id).forbidden_words
    known = before or {}
    for field, text in texts.items():
        if text and text != known.get(field):
            lint.check(text, own=own, field=field)


def of(thing: object, names: tuple[str, ...]) -> Texts:
    """Return the texts of a thing that has them as attributes."""
    return {name: getattr(thing, name) for name in names}
