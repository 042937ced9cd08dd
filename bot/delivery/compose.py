"""Say a row of the outbox as things are now."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.queries import clips, dailies, facts, sentences
from bot.texts import discretion, listening, registry, sharing
from bot.texts.changes import Refresh
from bot.texts.discretion import Uncovered, UncoveredFile
from bot.texts.listening import Heard
from bot.texts.message import Media, Message, Picture, Removed, Text, words
from bot.texts.notices import Notice
from bot.texts.staff import StaffVoice
from bot.texts.staff.letter import Letter, letter as written
from storage import said as told
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language


def message(db: Db, row: Outbox, now: datetime) -> Message | None:
    """Return the message, or None when there is nothing left to say."""
    notice = registry.read(row.kind, row.params)
    if isinstance(notice, Refresh):
        return _corrected(db, notice, now)
    if isinstance(notice, Heard):
        return _heard(db, notice, row, now)
    if isinstance(notice, Uncovered):
        return _uncovered(db, notice, row, now)
    if isinstance(notice, UncoveredFile):
        return _uncovered_file(db, notice, row, now)
    return _said(db, row, notice, now)


def letter(db: Db, to: Staff, on: date, now: datetime) -> Letter:
    """Return the daily list of a member of staff as a letter."""
    return written(StaffVoice(Language(to.language)), dailies.daily(db, to, now), on)


def _said(
    db: Db, row: Outbox, notice: Notice, now: datetime, *, in_full: bool | None = None
) -> Message | None:
    """Say a notice: what comes of our own accord is covered from a discreet person's neighbours.

    `in_full` says or covers it whatever they wish. What stands open with its file stays open.
    """
    known = facts.load(db, row, notice, now)
    voice = notice.voice(known.language)
    whole = notice.say(voice, known)
    if whole is None:
        return None
    said = listening.offered(voice, notice, whole, known)
    covers = row.chat_id is None and known.discreet and notice.can_be_covered and not row.has_file
    if in_full is None and covers:
        in_full = notice.encloses and _file_of(db, row, row.id or 0) is not None
    if in_full is False:
        said = discretion.covered(voice, notice, known, row.id or 0, said)
    elif in_full:
        said = discretion.uncovered(voice, notice, known, row.id or 0, said)
    said = sharing.named(voice, known, said)
    return _in_place(db, row, said) if notice.encloses else said


def _in_place(db: Db, row: Outbox, said: Message) -> Message | None:
    """Return an edit as the one of what stands there, with its file or without.

    It may have been covered, or sent in another language. Of one in doubt nothing is known.
    """
    text = words(said)
    if text is None or text.edits is None or row.chat_id is None:
        return said
    person = row.participant_id or 0
    earlier = told.in_message(db, row.bot, text.edits, chat_id=row.chat_id, participant_id=person)
    return _instead(earlier, said) if earlier else said


def _uncovered_file(db: Db, asked: UncoveredFile, row: Outbox, now: datetime) -> Message | None:
    """Send the file of a notice that was covered, or take it away again; neither is done twice.

    What is late because Telegram was away does not undo what was tapped since.
    """
    if told.is_taken_back(db, row):
        return None
    standing = _file_of(db, row, asked.row_id)
    if not asked.in_full:
        return Removed(standing.message_id or 0) if standing else None
    if standing is not None and standing.id != row.id:
        return None
    earlier = db.get(Outbox, asked.row_id)
    if earlier is None or earlier.participant_id != row.participant_id:
        return None
    notice = registry.read(earlier.kind, earlier.params)
    known = facts.load(db, earlier, notice, now)
    voice = notice.voice(known.language)
    whole = notice.say(voice, known)
    if not isinstance(whole, Media):
        return None
    return sharing.named(voice, known, replace(whole, caption=None, buttons=()))


def _file_of(db: Db, row: Outbox, number: int) -> Outbox | None:
    """Return the file that this row's person sees beside the words of a notice, if any."""
    return next(iter(told.uncovered_files(db, [number], row.participant_id)), None)


def _uncovered(db: Db, asked: Uncovered, row: Outbox, now: datetime) -> Message | None:
    """Say an earlier message in full or cover it, for the person that it was said to."""
    earlier = db.get(Outbox, asked.row_id)
    if earlier is None or earlier.participant_id != row.participant_id:
        return None
    notice = registry.read(earlier.kind, earlier.params)
    return _instead(earlier, _said(db, earlier, notice, now, in_full=asked.in_full))


def _corrected(db: Db, refresh: Refresh, now: datetime) -> Message | None:
    """Say an earlier message again, as an edit of it; one that says nothing now is taken away."""
    earlier = db.get(Outbox, refresh.row_id)
    if earlier is None or earlier.message_id is None:
        return None
    said = message(db, earlier, now)
    return _instead(earlier, said) if said else Removed(earlier.message_id)


def _instead(earlier: Outbox, said: Message | None) -> Message | None:
    """Return a message as an edit of an earlier one, whose file, or lack of one, stays as it is."""
    text = words(said) if said else None
    if text is None or earlier.message_id is None:
        return None
    if earlier.has_file:
        return Picture(b"", text.html, text.buttons, edits=earlier.message_id)
    return replace(text, edits=earlier.message_id)


def _heard(db: Db, heard: Heard, row: Outbox, now: datetime) -> Message | None:
    """Let an earlier message be heard, in the words that it has now."""
    earlier = _in_words(db, heard.row_id)
    person = db.get(Participant, row.participant_id)
    if earlier is None or person is None:
        return None
    home = db.get_one(Municipality, person.municipality_id)
    notice = registry.read(earlier.kind, earlier.params)
    known = facts.load(db, earlier, notice, now)
    voice = notice.voice(known.language)
    return listening.spoken(
        voice,
        notice.say(voice, known),
        recorded=clips.recording(db, home, earlier.kind, known.language)
        if notice.is_recorded(known.about)
        else None,
        by_machine=clips.may_speak(home, known.language),
    )


def _in_words(db: Db, row_id: int) -> Outbox | None:
    """Return the row whose notice has words: a correction has those of the row it corrects."""
    row = db.get(Outbox, row_id)
    while row is not None and row.kind in {Refresh.kind, Uncovered.kind}:
        row = db.get(Outbox, row.params["row_id"])
    return row


def in_full(db: Db, row: Outbox, now: datetime, language: Language) -> Text | None:
    """Return what a notice says to anybody who reads this language.

    Nothing is said of the person's own answers, and nothing is covered.
    """
    notice = registry.read(row.kind, row.params)
    known = facts.load(db, row, notice, now)
    added, session = sentences.of(db, notice, language), known.session
    if session is not None:
        session = replace(session, answer=None, answered_at=None, acknowledged=False)
    anybody = replace(known, language=language, session=session, added=added)
    said = notice.say(notice.voice(language), anybody)
    return said if isinstance(said, Text) else None
