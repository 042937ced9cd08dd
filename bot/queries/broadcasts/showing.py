"""A broadcast on the phone of somebody who reads a language, said by the notice itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session as Db, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.queries import facts, refs
from bot.queries.broadcasts import loading
from bot.queries.refs import PersonRef
from bot.texts import listening, message, sharing
from bot.texts.broadcasts import BroadcastNotice, Sent
from bot.texts.facts import Facts
from bot.texts.message import Text
from storage import writings
from storage.audiences import Wanted
from storage.broadcasts import Broadcast
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import EnclosureKind, Language, NoticeState, Priority

MOST_READERS = 200
"""So many are offered to see it as."""


@dataclass(frozen=True)
class Screen:
    """What somebody who reads a language sees: nothing yet, when there is no `text`.

    `said` is the language that the words and the file are in. `reader` is whose phone it is,
    None where nobody of the audience reads it; who is discreet gets it covered at first.
    """

    language: Language
    number: int
    reader: PersonRef | None
    readers: Sequence[PersonRef]
    text: Text | None
    said: Language
    file_kind: EnclosureKind | None
    file_name: str
    is_covered: bool


def screens(
    db: Db,
    row: Broadcast,
    chosen: Wanted,
    counts: Mapping[Language, int],
    wanted: Mapping[Language, int],
    *,
    now: datetime,
) -> list[Screen]:
    """Return a screen for the Danish, and for each other language of the audience.

    `wanted` are those whose phone is to be looked at; else it is the first by name.
    """
    anybody = db.exec(_by_name(chosen).limit(1)).first()
    others = (one for one in counts if one is not Language.DANISH)
    return [
        _screen(
            db,
            row,
            language,
            _readers(db, chosen, language),
            anybody=anybody,
            number=counts.get(language, 0),
            wanted=wanted.get(language),
            now=now,
        )
        for language in (Language.DANISH, *others)
    ]


def _readers(db: Db, chosen: Wanted, language: Language) -> list[Participant]:
    found = _by_name(chosen).where(Participant.language == language).limit(MOST_READERS)
    return list(db.exec(found))


def _by_name(chosen: Wanted) -> SelectOfScalar[Participant]:
    found = select(Participant).where(chosen.everybody)
    return found.order_by(Participant.name, Participant.reference)


def _screen(
    db: Db,
    row: Broadcast,
    language: Language,
    readers: Sequence[Participant],
    *,
    anybody: Participant | None,
    number: int,
    wanted: int | None,
    now: datetime,
) -> Screen:
    reader = next((one for one in readers if one.id == wanted), next(iter(readers), None))
    found = _facts(db, row, language, reader or anybody, now)
    said = _said(row, found)
    words = found.about.language if isinstance(found.about, Sent) else language
    file = writings.translations_of(db, row.writing_id).get(words) if said else None
    return Screen(
        language=language,
        number=number,
        reader=refs.person(reader) if reader else None,
        readers=[refs.person(one) for one in readers],
        text=said,
        said=words,
        file_kind=file.file_kind if file else None,
        file_name=file.file_name if file else "",
        is_covered=found.discreet,
    )


def _facts(
    db: Db, row: Broadcast, language: Language, reader: Participant | None, now: datetime
) -> Facts:
    """Return what is known of a reader as at delivery; of nobody, what is known of the sender."""
    if reader is not None:
        known = facts.load(db, _owed(row, reader, now), BroadcastNotice(row.id or 0), now)
        if reader.language is language:
            return known
    else:
        known = _of_sender(db, row, now)
    words = writings.said_in(db, row.writing_id, language, row.gaps)
    about = loading.of(db, row, words, language) if words else None
    return replace(known, language=language, about=about)


def _of_sender(db: Db, row: Broadcast, now: datetime) -> Facts:
    home, author = db.get_one(Municipality, row.municipality_id), db.get_one(Staff, row.author_id)
    return Facts(
        language=Language.DANISH,
        now=now,
        municipality=home.name,
        phone=author.phone or home.phone,
        caseworker=author.name,
    )


def _owed(row: Broadcast, reader: Participant, now: datetime) -> Outbox:
    """Return the row of the outbox that there would be; it is not in the database."""
    return Outbox(
        bot="",
        municipality_id=row.municipality_id,
        participant_id=reader.id,
        kind=BroadcastNotice.kind,
        dedupe_key="",
        state=NoticeState.READY,
        priority=Priority.BROADCAST,
        due_at=now,
        not_after=now,
        created_at=now,
    )


def _said(row: Broadcast, found: Facts) -> Text | None:
    """Return the words and buttons in full, as the dispatcher has them said."""
    notice = BroadcastNotice(row.id or 0)
    voice = notice.voice(found.language)
    whole = notice.say(voice, found)
    if whole is None:
        return None
    said = listening.offered(voice, notice, whole, found)
    return message.words(sharing.named(voice, found, said))
