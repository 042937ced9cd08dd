"""From an invitation to a linked chat: language, consent, welcome."""

from sqlmodel import col

from bot.actions import changes, planning, staff_chats
from bot.actions.turns import Talk, verb
from bot.rules import invitations, tickets
from bot.texts.joining import (
    NO,
    YES,
    AskConsent,
    AskLanguage,
    Declined,
    InvitationOver,
    LanguageChosen,
    OtherPerson,
)
from bot.texts.staff.connection import InvitationToStaff
from bot.texts.toasts import Says
from storage import chats, outbox
from storage.chats import Chat, Link
from storage.database import FOR_CHANGE
from storage.outbox import Outbox
from storage.people import Invitation, Participant
from storage.vocabulary import ChangeKind, ChatState, Language, NoticeState, Outcome


@verb
def start(talk: Talk, payload: str = "") -> None:
    """Begin with an invitation's token, or go on where the chat was left."""
    ticket = tickets.read(talk.desk.secret, payload)
    if ticket is not None:
        staff_chats.connect(talk, ticket)
        return
    if payload:
        number = invitations.read(talk.desk.secret, payload)
        invitation = talk.db.get(Invitation, number) if number else None
        if invitation is not None:
            _invited(talk, invitation)
            return
    elif talk.link is None and talk.chat.state is ChatState.STOPPED:
        _come_back(talk)
        return
    talk.where_we_are()


@verb
def languages(talk: Talk) -> None:
    """Ask for the language, of everybody who was invited."""
    talk.toast()
    if talk.link is None and talk.chat.invitation_id is None:
        talk.where_we_are()
    else:
        talk.answer(AskLanguage(edits=talk.turn.message_id))


@verb
def choose_language(talk: Talk, language: Language) -> None:
    """Speak this language from now on; someone who joins is asked for consent next."""
    if talk.link is None and talk.chat.invitation_id is None:
        talk.toast(Says.OUT_OF_DATE)
        talk.where_we_are()
        return
    talk.toast()
    _speak(talk, language)
    talk.spend(AskLanguage(), language.value)
    if talk.link is not None:
        talk.answer(LanguageChosen())
        return
    if talk.chat.state is not ChatState.STOPPED:
        talk.chat.state = ChatState.CONSENTING
    talk.where_we_are()


@verb
def agree(talk: Talk, invitation_id: int) -> None:
    """Consent to messages in this chat: link it, and plan what still makes sense."""
    if _is_too_late(talk, invitation_id):
        return
    invitation = talk.db.get_one(Invitation, invitation_id, with_for_update=FOR_CHANGE)
    if talk.chat.language is None or not _can_be_used(talk, invitation):
        talk.toast(Says.OUT_OF_DATE)
        talk.answer(InvitationOver())
        return
    talk.toast(Says.NOTED)
    _link(talk, invitation)
    talk.spend(AskConsent(invitation_id), YES)
    talk.where_we_are()


@verb
def decline(talk: Talk, invitation_id: int) -> None:
    """Say no; nothing is kept of it, and a later yes is welcome."""
    if _is_too_late(talk, invitation_id):
        return
    talk.toast(Says.NOTED)
    talk.spend(AskConsent(invitation_id), NO)
    talk.answer(Declined())


def _is_too_late(talk: Talk, invitation_id: int) -> bool:
    """Tell whether the question of consent is answered, or another one now, and show that."""
    is_answered = talk.link is not None
    is_another = invitation_id != talk.chat.invitation_id
    if is_answered or is_another:
        talk.toast(Says.AS_IT_IS)
        if not is_another:
            talk.spend(AskConsent(invitation_id), YES)
        talk.where_we_are()
    return is_answered or is_another


def _invited(talk: Talk, invitation: Invitation) -> None:
    if talk.participant_id == invitation.participant_id:
        talk.where_we_are()
    elif not _can_be_used(talk, invitation):
        talk.answer(InvitationOver())
    elif talk.staff is not None:
        talk.answer(InvitationToStaff())
    elif talk.link is not None:
        talk.answer(OtherPerson())
    else:
        talk.chat.invitation_id = invitation.id
        talk.chat.state = ChatState.CHOOSING_LANGUAGE
        talk.answer(AskLanguage())


def _come_back(talk: Talk) -> None:
    """Ask for consent anew in a chat that was stopped, while its person is in no other."""
    invitation = talk.db.get(Invitation, talk.chat.invitation_id)
    if invitation is None or not _can_be_used(talk, invitation):
        talk.answer(InvitationOver())
        return
    talk.chat.state = ChatState.CONSENTING
    talk.answer(AskConsent(invitation.id or 0))


def _can_be_used(talk: Talk, invitation: Invitation) -> bool:
    """Tell whether an invitation is fresh, or belongs to this chat, its person's latest."""
    if invitation.used_at is None and invitation.expires_at > talk.now:
        return True
    links = chats.links_ever(talk.db, invitation.participant_id)
    return bool(links) and links[0].chat_id == talk.chat.id


def _speak(talk: Talk, language: Language) -> None:
    person = talk.db.get(Participant, talk.participant_id) if talk.link else None
    before = person.language if person else talk.chat.language
    talk.chat.language = language
    if person is not None:
        person.language = language
    if before is not language:
        changes.record(
            talk.db,
            talk.cause,
            ChangeKind.LANGUAGE_CHOSEN,
            municipality_id=person.municipality_id if person else None,
            participant_id=person.id if person else None,
            before={"language": before},
            after={"language": language},
        )


def _link(talk: Talk, invitation: Invitation) -> None:
    number = invitation.participant_id
    person = talk.db.get_one(Participant, number, with_for_update=FOR_CHANGE)
    _leave_older(talk, person)
    invitation.used_at = invitation.used_at or talk.now
    person.language = talk.chat.language or person.language
    person.unreachable_at = None
    talk.chat.state = ChatState.LINKED
    talk.link = Link(
        municipality_id=person.municipality_id,
        chat_id=talk.chat.id or 0,
        participant_id=person.id or 0,
        consented_at=talk.now,
    )
    talk.db.add(talk.link)
    changes.record(
        talk.db,
        talk.cause,
        ChangeKind.LINKED,
        municipality_id=person.municipality_id,
        participant_id=person.id,
        after={"language": person.language},
    )
    planning.catch_up(talk.db, person.id or 0, talk.now)


def _leave_older(talk: Talk, person: Participant) -> None:
    """End the link of the person's former phone, and take back what it was still to be sent."""
    older = chats.link_of_participant(talk.db, person.id or 0)
    if older is None:
        return
    older.ended_at = talk.now
    talk.db.get_one(Chat, older.chat_id).state = ChatState.STOPPED
    outbox.withdraw(
        talk.db,
        col(Outbox.chat_id) == older.chat_id,
        outcome=Outcome.REPLACED,
        state=NoticeState.CANCELLED,
    )
