"""Write to the caseworker: what is said is kept, receipted, and put on somebody's list.

Nothing reaches staff without the person's word: either they have chosen to write, or they are
asked first. What is sent stays theirs: they can remove it at any time.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.actions import access, changes, dialogues, forwarding, tasks
from bot.actions.talk import Talk
from bot.actions.turns import Media, Said
from bot.actions.verbs import linked_verb
from bot.rules import lint, media
from bot.rules.media import Objection
from bot.rules.refusals import NotThere
from bot.rules.written import clean
from bot.texts.guidance import Pointer
from bot.texts.messages import (
    DONE,
    KEEP,
    SEND,
    AskMessage,
    MediaRefused,
    MessageEnded,
    MessageKept,
    MessageReceipt,
    OfferMessage,
)
from bot.texts.say import cut
from bot.texts.toasts import Says
from storage import files, inbox, messages
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import ChangeKind, DialogueKind, MediaKind, MediaState, TaskKind

WRITING, OFFERED = "writing", "offered"
LONGEST = 4000
"""A message of Telegram's is hardly longer; in UTF-16 units."""
MOST_OFFERED = 10


@linked_verb
def begin(talk: Talk) -> None:
    """Take what comes next to the caseworker, until it is done."""
    talk.toast()
    dialogues.begin(talk, DialogueKind.MESSAGE, WRITING)
    talk.answer(AskMessage())


@linked_verb
def hear(talk: Talk) -> None:
    """Take what somebody says to their caseworker."""
    dialogue = dialogues.of(talk, DialogueKind.MESSAGE)
    if dialogue is None or dialogue.step == OFFERED:
        offer_in(talk)
        return
    message = write_in(talk, [talk.turn.said])
    if message is not None:
        talk.answer(MessageReceipt(message.id or 0, more=True))


@linked_verb
def offer(talk: Talk) -> None:
    """Ask of what was said out of the blue whether it shall go to the caseworker."""
    offer_in(talk)


@linked_verb
def send(talk: Talk) -> None:
    """Send what was offered."""
    dialogue = dialogues.of(talk, DialogueKind.MESSAGE)
    if dialogue is None or dialogue.step != OFFERED:
        _nothing_offered(talk)
        return
    talk.toast(Says.NOTED)
    talk.spend(OfferMessage(), SEND)
    parts = dialogue.said["parts"]
    message = write_in(talk, [_said(part) for part in parts], [part["update"] for part in parts])
    dialogues.end(talk)
    if message is not None:
        talk.answer(MessageReceipt(message.id or 0))


@linked_verb
def keep(talk: Talk) -> None:
    """Do not send what was offered; nothing of it is kept."""
    dialogue = dialogues.of(talk, DialogueKind.MESSAGE)
    if dialogue is None or dialogue.step != OFFERED:
        _nothing_offered(talk)
        return
    talk.toast(Says.NOTED)
    _empty(talk, [part["update"] for part in dialogue.said["parts"]])
    dialogues.end(talk)
    talk.spend(OfferMessage(), KEEP)
    talk.answer(MessageKept())


@linked_verb
def finish(talk: Talk, message_id: int | None = None) -> None:
    """Take no more; `message_id` is the message under whose receipt that was said."""
    dialogue = dialogues.of(talk, DialogueKind.MESSAGE)
    is_open = dialogue is not None and dialogue.step == WRITING
    talk.toast(Says.NOTED if is_open else Says.AS_IT_IS)
    if is_open:
        dialogues.end(talk)
    if message_id is None:
        talk.spend(AskMessage(), DONE)
    elif talk.turn.button_of is not None:
        talk.answer(MessageReceipt(message_id, edits=talk.turn.button_of))
    if is_open:
        talk.answer(MessageEnded())


@linked_verb
def remove(talk: Talk, message_id: int) -> None:
    """Take back a message: its text and what was sent with it are gone."""
    message = access.personal(talk.db, talk.caller, Message, message_id)
    if message.staff_id is not None:
        raise NotThere
    talk.toast(Says.AS_IT_IS if message.removed_at else Says.NOTED)
    if message.removed_at is None:
        _remove(talk, message)
    talk.answer(MessageReceipt(message_id, edits=talk.turn.button_of))


def write_in(
    talk: Talk, parts: Sequence[Said], updates: Sequence[int] = (), *, to_staff: bool = True
) -> Message | None:
    """Keep what a person has said as one message; None when it was refused, with a word on why.

    `updates` are the numbers of the updates that brought it, this turn's if there are none.
    With `to_staff` it is put on somebody's list, and forwarded to a caseworker's own chat.
    """
    why = next((found for part in parts if (found := _objection(part))), None)
    if why is not None:
        talk.answer(MediaRefused(why.value))
        return None
    person = talk.db.get_one(Participant, talk.participant_id)
    message = _message(talk, person, parts)
    after = {"message": message.id, "updates": list(updates or [talk.turn.update_id])}
    cause = talk.cause.part("message")
    changes.record_of(talk.db, person, ChangeKind.WROTE, cause, after=after)
    if to_staff:
        tasks.open_in(talk.db, person, TaskKind.MESSAGE, cause=talk.cause)
        forwarding.forward(talk.db, person, message, now=talk.now)
    return message


def _message(talk: Talk, person: Participant, parts: Sequence[Said]) -> Message:
    text = cut(clean("\n".join(part.text for part in parts if part.text)).strip(), LONGEST)
    own = talk.db.get_one(Municipality, person.municipality_id).forbidden_words
    message = Message(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        text=text,
        is_sensitive=lint.is_sensitive(text, own=own),
        written_at=talk.now,
    )
    talk.db.add(message)
    talk.db.flush()
    for part in parts:
        if part.media is not None:
            talk.db.add(_attachment(talk, message, part.media))
    talk.db.flush()
    return message


def _attachment(talk: Talk, message: Message, sent: Media) -> Attachment:
    return Attachment(
        municipality_id=message.municipality_id,
        message_id=message.id or 0,
        kind=sent.kind,
        state=MediaState.WANTED,
        telegram_file=sent.telegram_file,
        size=sent.size,
        seconds=sent.seconds,
        due_at=talk.now,
    )


def _objection(part: Said) -> Objection | None:
    if part.is_other or not (part.media or clean(part.text).strip()):
        return Objection.OTHER_KIND
    if part.media is None:
        return None
    return media.objection(size=part.media.size, seconds=part.media.seconds)


def offer_in(talk: Talk) -> None:
    """Ask it within a turn."""
    said = talk.turn.said
    why = _objection(said)
    if why is not None and not (said.is_other or said.media):
        talk.answer(Pointer())
        return
    if why is not None:
        talk.answer(MediaRefused(why.value))
        return
    dialogue = dialogues.of(talk, DialogueKind.MESSAGE)
    before = dialogue.said["parts"] if dialogue and dialogue.step == OFFERED else []
    part = {**asdict(said), "text": cut(clean(said.text), LONGEST), "update": talk.turn.update_id}
    parts = [*before, part][-MOST_OFFERED:]
    dialogues.begin(talk, DialogueKind.MESSAGE, OFFERED, parts=parts)
    talk.answer(OfferMessage())


def _said(part: dict[str, Any]) -> Said:
    """Return what was offered, as the dialogue keeps it."""
    sent = part["media"]
    media_sent = Media(**{**sent, "kind": MediaKind(sent["kind"])}) if sent else None
    return Said(part["text"], media_sent)


def _nothing_offered(talk: Talk) -> None:
    talk.toast(Says.AS_IT_IS)
    if talk.turn.tap is None:
        talk.answer(Pointer())


def _remove(talk: Talk, message: Message) -> None:
    message.text, message.is_sensitive, message.removed_at = "", False, talk.now
    files.drop(talk.db, messages.let_go_of_files(talk.db, message.id or 0))
    person = talk.db.get_one(Participant, message.participant_id)
    after = {"message": message.id}
    changes.record_of(talk.db, person, ChangeKind.MESSAGE_REMOVED, talk.cause, after=after)
    talk.db.flush()
    if not messages.unanswered(talk.db, person.id or 0):
        tasks.close_in(talk.db, TaskKind.MESSAGE, person.id, cause=talk.cause)
    forwarding.correct(talk.db, [message.id or 0], by=talk.cause.key, now=talk.now)
    _empty(talk, messages.updates_of(talk.db, message))


def _empty(talk: Talk, updates: Sequence[int]) -> None:
    """Let go of what the updates said that brought a message; that they came stays known."""
    inbox.empty(talk.db, talk.chat.bot, updates)
