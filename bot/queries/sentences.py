"""The sentence that was added to what people were told, as one of them gets it."""

from sqlmodel import Session as Db

from bot.texts.added import WithAdded
from bot.texts.facts import Added
from bot.texts.notices import Notice
from storage import writings
from storage.vocabulary import Language


def of(db: Db, notice: Notice, language: Language) -> Added | None:
    """Return it in this language, else in Danish unless the sender has left it out."""
    if not isinstance(notice, WithAdded) or notice.writing_id is None:
        return None
    known = writings.translations_of(db, notice.writing_id)
    danish = known.get(Language.DANISH)
    own = known.get(language)
    if own is not None and own.text:
        return Added(own.text, language)
    if danish is None or not danish.text or language.value in notice.without:
        return None
    return Added(danish.text, Language.DANISH)
