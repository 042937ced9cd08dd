"""Discretion: cover and uncover a message, choose what stands on the screen, remove it all."""

from datetime import timedelta

from bot.actions import changes
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.texts import registry
from bot.texts.discretion import Hidden, Removal, Uncovered, UncoveredFile
from bot.texts.mydata import Privacy
from storage import chats, hiding
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind

REMOVABLE = timedelta(hours=48)
"""Telegram lets a bot remove what it said within this time."""
MARGIN = timedelta(minutes=1)
"""So long a removal may be on its way."""


@linked_verb
def show(talk: Talk, row_id: int, *, in_full: bool) -> None:
    """Say a covered notice in full, or cover it again; a file comes and goes as a message."""
    row = talk.db.get(Outbox, row_id)
    is_theirs = row is not None and row.participant_id == talk.participant_id
    if row is None or not is_theirs or row.chat_id is not None or row.has_file:
        talk.out_of_date()
        return
    talk.toast()
    words = Uncovered(row_id, in_full)
    if not registry.read(row.kind, row.params).encloses:
        talk.answer(words)
    elif in_full:
        talk.answer(words)
        talk.answer(UncoveredFile(row_id))
    else:
        talk.answer(UncoveredFile(row_id, in_full=False))
        talk.answer(words)


@linked_verb
def choose(talk: Talk, *, is_discreet: bool) -> None:
    """Choose whether messages show only the day and the time at first."""
    talk.toast()
    person = talk.db.get_one(Participant, talk.participant_id)
    if person.is_discreet is not is_discreet:
        before, after = {"discreet": person.is_discreet}, {"discreet": is_discreet}
        kind = ChangeKind.DISCREET_CHOSEN
        changes.record_of(talk.db, person, kind, talk.cause, before=before, after=after)
        person.is_discreet = is_discreet
    talk.answer(Privacy(1, edits=talk.turn.message_id))


@linked_verb
def hide_all(talk: Talk) -> None:
    """Remove our messages from this chat where Telegram allows it, and tell how many remain.

    What is removed is no longer a message that could be corrected later.
    """
    talk.toast()
    people = [link.participant_id for link in talk.links]
    said = hiding.messages(talk.db, talk.chat.id or 0, people)
    since = talk.now - REMOVABLE + MARGIN
    removable = [message for message, at in said.items() if at > since]
    for message in removable:
        talk.answer(Removal(message))
        chats.remember_buttons(talk.chat, message, [])
    hiding.forget(talk.db, talk.chat.id or 0, people, removable)
    talk.answer(Hidden(len(said) - len(removable)))
