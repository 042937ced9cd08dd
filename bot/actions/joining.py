"""From an invitation to a linked chat: language, consent, welcome."""

from bot.actions import changes, linking, sharing, staff_links
from bot.actions.talk import Talk
from bot.actions.verbs import verb
from bot.rules import invitations, tickets
from bot.texts.joining import (
    NO,
    YES,
    AskConsent,
    AskLanguage,
    Declined,
    InvitationOver,
    LanguageChosen,
)
from bot.texts.sharing import SharedWaiting
from bot.texts.staff.connection import InvitationToStaff
from bot.texts.toasts import Says
from storage import chats, mailings
from storage.chats import Link
from storage.database import FOR_CHANGE
from storage.people import Invitation, Participant
from storage.vocabulary import ChangeKind, ChatState, Language


@verb
def start(talk: Talk, payload: str = "") -> None:
    """Begin with an invitation's token, or go on where the chat was left."""
    ticket = tickets.read(talk.desk.secret, payload)
    if ticket is not None:
        staff_links.connect(talk, ticket)
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
def languages(talk: Talk, invitation_id: int | None = None) -> None:
    """Ask for the language, of everybody who was invited."""
    talk.toast()
    edits = talk.turn.message_id
    if _joins_others(talk, invitation_id):
        talk.answer(AskLanguage(invitation_id=invitation_id, edits=edits))
    elif _is_nobodys(talk):
        talk.where_we_are()
    else:
        talk.answer(AskLanguage(edits=edits))


@verb
def choose_language(talk: Talk, language: Language, invitation_id: int | None = None) -> None:
    """Speak this language from now on; someone who joins is asked for consent next."""
    if _joins_others(talk, invitation_id):
        talk.toast()
        talk.chat.language = language
        talk.spend(AskLanguage(invitation_id=invitation_id), language.value)
        talk.answer(AskConsent(invitation_id or 0))
        return
    if invitation_id is not None or _is_nobodys(talk):
        talk.toast(Says.NOTHING if talk.links else Says.OUT_OF_DATE)
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
    talk.spend(AskConsent(invitation_id), YES)
    if talk.links:
        _use(talk, invitation)
        sharing.wait_in(talk, invitation)
        return
    _link(talk, invitation)
    talk.where_we_are()


@verb
def decline(talk: Talk, invitation_id: int) -> None:
    """Say no; nothing is kept of it, and a later yes is welcome."""
    if _is_too_late(talk, invitation_id):
        return
    talk.toast(Says.NOTED)
    talk.spend(AskConsent(invitation_id), NO)
    talk.answer(Declined(invitation_id))


def _is_nobodys(talk: Talk) -> bool:
    """Tell whether nobody here has a language to choose, or it is not known whose it would be."""
    return talk.link is None and (bool(talk.links) or talk.chat.invitation_id is None)


def _joins_others(talk: Talk, invitation_id: int | None) -> bool:
    """Tell whether this is about somebody who is about to join others on their phone."""
    return (
        invitation_id is not None
        and bool(talk.links)
        and invitation_id == talk.chat.invitation_id
        and not _is_answered(talk, invitation_id)
    )


def _is_answered(talk: Talk, invitation_id: int) -> bool:
    """Tell whether whoever is invited has agreed here, confirmed or not."""
    invitation = talk.db.get(Invitation, invitation_id)
    number = invitation.participant_id if invitation else 0
    links = (chats.link_of_participant(talk.db, number), chats.waiting_link(talk.db, number))
    return any(link is not None and link.chat_id == talk.chat.id for link in links)


def _is_too_late(talk: Talk, invitation_id: int) -> bool:
    """Tell whether the question of consent is answered, or another one now, and show that."""
    is_answered = _is_answered(talk, invitation_id)
    is_another = invitation_id != talk.chat.invitation_id
    if is_answered or is_another:
        talk.toast(Says.AS_IT_IS)
        if not is_another:
            talk.spend(AskConsent(invitation_id), YES)
        talk.where_we_are()
    return is_answered or is_another


def _invited(talk: Talk, invitation: Invitation) -> None:
    if _is_answered(talk, invitation.id or 0):
        _show_answered(talk, invitation)
    elif not _can_be_used(talk, invitation):
        talk.answer(InvitationOver())
    elif talk.staff is not None:
        talk.answer(InvitationToStaff())
    elif talk.links:
        talk.chat.invitation_id = invitation.id
        talk.answer(AskLanguage(invitation_id=invitation.id))
    else:
        talk.chat.invitation_id = invitation.id
        talk.chat.state = ChatState.CHOOSING_LANGUAGE
        talk.answer(AskLanguage())


def _show_answered(talk: Talk, invitation: Invitation) -> None:
    """Say how things are to whoever opens the invitation once more that they have accepted."""
    if chats.waiting_link(talk.db, invitation.participant_id) is not None:
        talk.answer(SharedWaiting(invitation.id or 0))
        return
    theirs = [one for one in talk.links if one.participant_id == invitation.participant_id]
    talk.link = next(iter(theirs), talk.link)
    talk.where_we_are()


def _come_back(talk: Talk) -> None:
    """Ask for consent anew in a chat that was stopped, while its person is in no other."""
    number = talk.chat.invitation_id  # none, when the phone was unlinked in the console
    invitation = talk.db.get(Invitation, number) if number else None
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
    return bool(links) and links[0].chat_id == talk.chat.id and links[0].ended_by is None


def _speak(talk: Talk, language: Language) -> None:
    person = talk.db.get(Participant, talk.participant_id) if talk.link else None
    before = person.language if person else talk.chat.language
    talk.chat.language = language
    if person is not None:
        person.language = language
        mailings.release_to(talk.db, person.id or 0)
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


def _use(talk: Talk, invitation: Invitation) -> None:
    invitation.used_at = invitation.used_at or talk.now


def _link(talk: Talk, invitation: Invitation) -> None:
    number = invitation.participant_id
    person = talk.db.get_one(Participant, number, with_for_update=FOR_CHANGE)
    _use(talk, invitation)
    person.language = talk.chat.language or person.language
    link = Link(
        municipality_id=person.municipality_id,
        chat_id=talk.chat.id or 0,
        participant_id=person.id or 0,
        consented_at=talk.now,
    )
    linking.begin_in(talk.db, person, link, cause=talk.cause)
    talk.chat.state = ChatState.LINKED
    talk.link, talk.links = link, [link]
