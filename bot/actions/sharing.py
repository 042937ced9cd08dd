"""Several people on one phone: the caseworker confirms it, and they take turns."""

from datetime import timedelta

from bot.actions import access, changes, linking, notices, tasks
from bot.actions.changes import Cause
from bot.actions.notices import Timing
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb, verb
from bot.texts.sharing import AskWho, NowHere, SharedRefused, SharedWaiting, SharedWelcome
from storage import chats, outbox
from storage.chats import Chat, Link
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Invitation, Participant
from storage.vocabulary import ChangeKind, Priority, TaskKind

A_DAY = timedelta(days=1)


@verb
def ask(talk: Talk) -> None:
    """Ask who holds the phone, if several share it."""
    talk.toast()
    if len(talk.links) > 1:
        talk.answer(AskWho())
    else:
        talk.where_we_are()


@linked_verb
def choose(talk: Talk) -> None:
    """Go on as whoever said that they hold the phone; what waits until that is known is theirs."""
    talk.toast()
    talk.chat.unheard = [one | {"whose": talk.participant_id} for one in talk.chat.unheard]
    talk.answer(NowHere(edits=talk.turn.message_id))


def wait_in(talk: Talk, invitation: Invitation) -> None:
    """Note that somebody has agreed on a phone of others'; the caseworker has to confirm it."""
    person = talk.db.get_one(Participant, invitation.participant_id)
    person.language = talk.chat.language or person.language
    link = Link(
        municipality_id=person.municipality_id,
        chat_id=talk.chat.id or 0,
        participant_id=person.id or 0,
        consented_at=talk.now,
        is_confirmed=False,
    )
    talk.db.add(link)
    talk.db.flush()
    changes.record_of(talk.db, person, ChangeKind.PHONE_SHARED, talk.cause)
    tasks.open_in(talk.db, person, TaskKind.SHARED_PHONE, cause=talk.cause, about_id=link.id)
    talk.answer(SharedWaiting(invitation.id or 0))


def confirm(database: Database, participant_id: int, *, cause: Cause) -> None:
    """Let somebody share the phone on which they agreed; raises NotThere."""
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        link = chats.waiting_link(db, participant_id)
        if link is None or changes.is_done(db, cause):
            return
        linking.begin_in(db, person, link, cause=cause)
        tasks.close_in(db, TaskKind.SHARED_PHONE, link.id, cause=cause)
        home = db.get_one(Municipality, person.municipality_id)
        timing = Timing(cause.now, cause.now + A_DAY, Priority.CHANGE)
        key = f"shared:{link.id}"
        welcome = SharedWelcome()
        row = notices.row_to_person(person, home, welcome, key=key, timing=timing, now=cause.now)
        outbox.put(db, [row])


def refuse(database: Database, participant_id: int, *, cause: Cause) -> None:
    """Keep somebody's messages off the phone of others; raises NotThere."""
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        link = chats.waiting_link(db, participant_id)
        if link is None or changes.is_done(db, cause):
            return
        chat = db.get_one(Chat, link.chat_id)
        notice = SharedRefused(chat.invitation_id or 0)
        linking.cut_in(db, person, link, cause=cause)
        notices.answer(db, chat, notice, key=f"refused:{link.id}", now=cause.now)
