"""Staff in their own chat: see what needs them, deal with it by a tap, answer."""

from collections.abc import Callable
from contextlib import suppress

from sqlmodel import Session as Db

from bot.actions import absences, access, outcomes, people, replies, tasks
from bot.actions.changes import Cause
from bot.actions.outcomes import TakenBack
from bot.actions.replies import AnswerTooLong, NoChat
from bot.actions.talk import Talk
from bot.actions.verbs import staff_verb
from bot.rules.lint import CprNotAllowed, WordNotAllowed
from bot.rules.refusals import NotThere, Refused
from bot.texts.staff.connection import AnswerRefused
from bot.texts.staff.daily import StaffDaily
from bot.texts.staff.forwarded import Enclosed, Forwarded, StaffAnswered
from bot.texts.staff.proof import WRITTEN, AskProof, Proof
from bot.texts.staff.today import StaffToday
from bot.texts.toasts import Says
from storage import chats, messages, said
from storage.absences import Absence
from storage.messages import Message
from storage.people import Participant
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import ClaimState, MediaState, TaskKind


@staff_verb
def see_today(talk: Talk, page: int = 0) -> None:
    """Show what needs the member."""
    talk.toast()
    talk.answer(StaffToday(page, edits=talk.turn.message_id))


@staff_verb
def deal(talk: Talk, task_id: int, message_id: int | None = None) -> None:
    """Deal with a task by a tap in the list, or under the forwarded message with this number."""
    if message_id is None and _is_claim(talk, task_id):
        talk.toast()
        talk.answer(AskProof(task_id, edits=talk.turn.button_of))
        return
    _deal(talk, task_id)
    if message_id is None:
        talk.answer(StaffToday(edits=talk.turn.button_of))
    else:
        talk.answer(Forwarded(message_id, edits=talk.turn.button_of))


@staff_verb
def deal_in_daily(talk: Talk, task_id: int) -> None:
    """Deal with a task by a tap in the daily list, which goes on as such."""
    if _is_claim(talk, task_id):
        talk.toast()
        talk.answer(AskProof(task_id, is_daily=True, edits=talk.turn.button_of))
        return
    _deal(talk, task_id)
    talk.answer(StaffDaily(edits=talk.turn.button_of))


@staff_verb
def prove(talk: Talk, task_id: int, proof: Proof, *, is_daily: bool) -> None:
    """Confirm a claim by what somebody has seen, and go on with the list."""
    _deal(talk, task_id, evidence=WRITTEN[proof])
    edits = talk.turn.button_of
    talk.answer(StaffDaily(edits=edits) if is_daily else StaffToday(edits=edits))


@staff_verb
def show(talk: Talk, task_id: int) -> None:
    """Show what somebody has written and is not answered; that it was read is written down."""
    task = access.personal(talk.db, talk.caller, Task, task_id)
    talk.toast()
    waiting = messages.unanswered(talk.db, task.participant_id)
    _note_reading(talk, task.participant_id)
    for message in waiting:
        _forward(talk, message)
    if not waiting:
        talk.answer(StaffToday(edits=talk.turn.button_of))


@staff_verb
def answer(talk: Talk) -> None:
    """Send what a member of staff wrote in reply to a forwarded message."""
    person = _replied_to(talk)
    if person is None:
        talk.answer(AnswerRefused("which"))
        return
    if talk.turn.said.media or talk.turn.said.is_other:
        talk.answer(AnswerRefused("text_only"))
        return
    try:
        written = replies.answer_in(talk.db, person, talk.turn.said.text, cause=talk.cause)
    except Refused as refused:
        talk.answer(_why(refused))
        return
    people.note_reading(talk.db, talk.caller, person, talk.now)
    talk.answer(StaffAnswered(written.id or 0))


def _is_claim(talk: Talk, task_id: int) -> bool:
    """Tell whether a task is about something found that nobody has confirmed yet."""
    task = access.personal(talk.db, talk.caller, Task, task_id)
    if task.closed_at is not None or task.kind is not TaskKind.OUTCOME:
        return False
    found = outcomes.load(talk.db, talk.caller, task.about_id or 0)
    return found.state in (ClaimState.CLAIMED, ClaimState.REJECTED)


def _deal(talk: Talk, task_id: int, **how: str) -> None:
    task = access.personal(talk.db, talk.caller, Task, task_id)
    is_new = task.closed_at is None
    if is_new:
        settle = SETTLE.get(task.kind, tasks.settle_in)
        settle(talk.db, task, cause=talk.cause, **how)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)


def _member(talk: Talk) -> Staff:
    if talk.staff is None:
        raise NotThere
    return talk.staff


def _replied_to(talk: Talk) -> Participant | None:
    """Return the person whose forwarded message is answered, if it is one of this connection's."""
    member = _member(talk)
    link = chats.staff_link_of(talk.db, member.id or 0)
    if link is None or talk.turn.reply_to is None:
        return None
    row = said.to_staff(
        talk.db,
        member.id or 0,
        talk.turn.reply_to,
        kinds=(Forwarded.kind, Enclosed.kind),
        since=link.since,
    )
    message = talk.db.get(Message, row.params["message_id"]) if row else None
    if message is None:
        return None
    try:
        return access.participant(talk.db, talk.caller, message.participant_id)
    except NotThere:
        return None


def _forward(talk: Talk, message: Message) -> None:
    """Show a message with what came with it; what is still on its way follows as it arrives."""
    number = message.id or 0
    talk.answer(Forwarded(number))
    for attachment in messages.attachments_of(talk.db, number):
        if attachment.state is MediaState.STORED:
            talk.answer(Enclosed(number, attachment.id or 0))


def _note_reading(talk: Talk, participant_id: int) -> None:
    person = talk.db.get_one(Participant, participant_id)
    people.note_reading(talk.db, talk.caller, person, talk.now)
    messages.mark_read(talk.db, participant_id, talk.now)


def _why(refused: Refused) -> AnswerRefused:
    match refused:
        case CprNotAllowed():
            return AnswerRefused("cpr")
        case WordNotAllowed():
            return AnswerRefused("word", str(refused.values["word"]))
        case NoChat():
            return AnswerRefused("no_chat")
        case AnswerTooLong():
            return AnswerRefused("too_long")
        case _:
            return AnswerRefused("text_only")


def _confirm(db: Db, task: Task, *, cause: Cause, evidence: str = "") -> None:
    """Confirm a claim; one that was taken back meanwhile is only taken off the list."""
    with suppress(TakenBack):
        found = outcomes.load(db, cause.caller, task.about_id or 0, lock=True)
        outcomes.confirm_in(db, found, evidence, cause=cause)
    tasks.settle_in(db, task, cause=cause.part("task"))


def _note(db: Db, task: Task, *, cause: Cause) -> None:
    """Note that an absence was seen; one that was taken back meanwhile is only taken off."""
    absence = access.personal(db, cause.caller, Absence, task.about_id or 0)
    absences.note_in(db, absence, cause=cause)
    tasks.settle_in(db, task, cause=cause.part("task"))


Settle = Callable[..., None]
SETTLE: dict[TaskKind, Settle] = {TaskKind.ABSENCE: _note, TaskKind.OUTCOME: _confirm}
"""What a tap does about a task of each kind; for all others it is simply taken off the list."""
