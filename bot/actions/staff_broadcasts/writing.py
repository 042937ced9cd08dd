"""Whom it goes to, the Danish text, the session that it speaks of, the answers."""

from bot.actions import dialogues
from bot.actions.broadcasts import audience as people, drafting
from bot.actions.broadcasts.drafting import Plan
from bot.actions.staff_broadcasts import sending, steps, translating
from bot.actions.staff_broadcasts.steps import (
    AsCorrected,
    ChooseOne,
    FilesInConsole,
    Step,
    sender_verb,
)
from bot.actions.talk import Talk
from bot.rules.audiences import Audience, Group
from bot.rules.broadcasts import NobodyThere
from bot.rules.refusals import NotThere
from bot.rules.writings import Contents, Draft
from bot.texts.staff.broadcasts import AskReply, AskSession, AskText, AskWhom, ToWhom
from storage import audiences, writings
from storage.broadcasts import Broadcast
from storage.staff import Staff
from storage.vocabulary import DialogueKind, GroupKind, Language, Reply


@sender_verb
def begin(talk: Talk, broadcast_id: int = 0, page: int = 0) -> None:
    """Ask whom a broadcast goes to: a new one, or a draft that has a number."""
    talk.toast()
    if broadcast_id:
        steps.chosen(talk, broadcast_id)
    elif talk.turn.button_of is None:
        dialogues.begin(talk, DialogueKind.BROADCAST, Step.CHOICE)
    talk.answer(AskWhom(broadcast_id, page, edits=talk.turn.button_of))


@sender_verb
def choose(talk: Talk, kind: GroupKind, number: int, broadcast_id: int = 0) -> None:
    """Send it to this group; what is new is written next."""
    talk.toast()
    audience = Audience((Group(kind, (number,) if number else ()),))
    people.check(talk.db, talk.caller, audience)
    author = talk.db.get_one(Staff, talk.caller.staff_id)
    if not audiences.size(talk.db, people.wanted(talk.db, author, audience, talk.now)):
        raise NobodyThere
    talk.answer(ToWhom(kind, number, edits=talk.turn.button_of))
    if broadcast_id:
        broadcast = steps.chosen(talk, broadcast_id)
        steps.change(talk, broadcast, audience=audience)
        steps.go_on(talk, broadcast)
    else:
        dialogues.begin(talk, DialogueKind.BROADCAST, Step.TEXT, audience=audience.document())
        talk.answer(AskText())


@sender_verb
def see_templates(talk: Talk, page: int) -> None:
    """Show another page of templates."""
    talk.toast()
    talk.answer(AskText(page=page, edits=talk.turn.button_of))


@sender_verb
def take_template(talk: Talk, template_id: int) -> None:
    """Begin a draft in the words of a template."""
    talk.toast()
    plan = _plan(talk)
    cause = talk.cause.part("draft")
    _begun(talk, drafting.draft_in(talk.db, plan, Contents(), cause=cause, template_id=template_id))


@sender_verb
def open_draft(talk: Talk, broadcast_id: int) -> None:
    """Go on with a draft that was begun here or in the console."""
    talk.toast()
    steps.go_on(talk, steps.draft(talk, broadcast_id))


@sender_verb
def hear(talk: Talk) -> None:
    """Take up what was written: a text, a translation, or how many people it goes to."""
    known = steps.awaited(talk)
    if known is None:
        raise NotThere
    said = talk.turn.said
    if said.media is not None or said.is_other:
        raise FilesInConsole
    match known.step:
        case Step.TEXT:
            _write(talk, said.text.strip(), known.said.get("broadcast"))
        case Step.TRANSLATION:
            broadcast = steps.draft(talk, known.said["broadcast"])
            translating.keep(talk, broadcast, Language(known.said["language"]), said.text.strip())
        case Step.NUMBER:
            sending.confirm_typed(talk, known.said, said.text)
        case _:
            raise ChooseOne


@sender_verb
def see_sessions(talk: Talk, broadcast_id: int, page: int) -> None:
    """Show another page of sessions."""
    talk.toast()
    talk.answer(AskSession(broadcast_id, page, edits=talk.turn.button_of))


@sender_verb
def choose_session(talk: Talk, broadcast_id: int, session_id: int) -> None:
    """Let the text speak of this session."""
    talk.toast()
    broadcast = steps.chosen(talk, broadcast_id)
    steps.change(talk, broadcast, session_id=session_id)
    steps.go_on(talk, broadcast)


@sender_verb
def choose_reply(talk: Talk, broadcast_id: int, reply: Reply) -> None:
    """Ask people for this kind of answer."""
    talk.toast()
    broadcast = steps.chosen(talk, broadcast_id)
    steps.change(talk, broadcast, reply=reply)
    talk.answer(AskReply(broadcast_id, is_chosen=True, edits=talk.turn.button_of))
    steps.wait_for(talk, Step.CHOICE, broadcast, is_new=False)
    steps.go_on(talk, broadcast)


@sender_verb
def ask_part(talk: Talk, broadcast_id: int, part: str) -> None:
    """Ask anew for one part of a draft: a language, the people, the answers."""
    talk.toast()
    broadcast = steps.draft(talk, broadcast_id)
    match part:
        case "whom" | "reply" if broadcast.is_correction:
            raise AsCorrected
        case "whom":
            talk.answer(AskWhom(broadcast_id))
        case "reply":
            talk.answer(AskReply(broadcast_id))
        case Language.DANISH:
            steps.wait_for(talk, Step.TEXT, broadcast)
            talk.answer(AskText(broadcast_id))
        case _:
            translating.ask(talk, broadcast, Language(part))


def _write(talk: Talk, text: str, broadcast_id: int | None) -> None:
    """Keep the Danish text: of a draft, or as the beginning of one."""
    if broadcast_id is None:
        contents = Contents({Language.DANISH: Draft(text)})
        cause = talk.cause.part("draft")
        _begun(talk, drafting.draft_in(talk.db, _plan(talk), contents, cause=cause))
        return
    broadcast = steps.draft(talk, broadcast_id)
    row = writings.translations_of(talk.db, broadcast.writing_id)[Language.DANISH]
    draft = Draft(text, tuple(str(one) for one in row.choices))
    steps.change(talk, broadcast, Contents({Language.DANISH: draft}))
    steps.go_on(talk, broadcast)


def _plan(talk: Talk) -> Plan:
    """Return what is decided before anything is written; raises NotThere."""
    known = steps.awaited(talk)
    if known is None or "audience" not in known.said:
        raise NotThere
    return Plan(Audience.read(known.said["audience"]))


def _begun(talk: Talk, broadcast: Broadcast) -> None:
    """Go on with a draft that was begun right now."""
    dialogues.begin(talk, DialogueKind.BROADCAST, Step.CHOICE, broadcast=broadcast.id, is_new=True)
    steps.go_on(talk, broadcast)
