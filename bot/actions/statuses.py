"""Check in: say how it goes, what would help, and whatever else; or ask not to be asked.

Each tap names the answer as it stood when the button was shown. If there is another one since,
or the week is over, the tap changes nothing and the message shows how it stands.
"""

from datetime import date
from typing import Any

from bot.actions import changes, dialogues, messages, tasks
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import statuses as rules
from bot.rules.time import local, monday
from bot.texts.changes import Refresh
from bot.texts.messages import MessageReceipt
from bot.texts.statuses import AskCheckIn, AskPause, AskWish, Thanks
from bot.texts.toasts import Says
from storage import said, statuses
from storage.people import Participant
from storage.statuses import CheckIn
from storage.vocabulary import ChangeKind, DialogueKind, TaskKind, Wish

WEEK = "week"


@linked_verb
def check_in(talk: Talk) -> None:
    """Ask how it goes, because the person wants to tell."""
    talk.toast()
    week = monday(local(talk.now).date())
    talk.answer(AskCheckIn(week.isoformat(), edits=talk.turn.message_id, anew=True))


@linked_verb
def report(talk: Talk, week: date, *, shown: int, score: int) -> None:
    """Note how it goes, from 1 to 5; `shown` is what was noted when the face was offered, or 0."""
    row = _row(talk, week)
    stands = row.score or 0
    is_new = rules.counts(week, talk.now) and stands == shown and stands != score
    if is_new:
        _note_score(talk, row, score)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(AskCheckIn(week.isoformat(), edits=talk.turn.button_of))
    if is_new:
        _mend_others(talk, week)
        dialogues.begin(talk, DialogueKind.CHECK_IN, "note", **{WEEK: week.isoformat()})
        talk.answer(AskWish(week.isoformat()))


@linked_verb
def wish(talk: Talk, week: date, wish: Wish) -> None:
    """Note what would help."""
    row = _row(talk, week)
    is_new = rules.counts(week, talk.now) and not row.wishes
    if is_new:
        _note_wish(talk, row, wish)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(AskWish(week.isoformat(), edits=talk.turn.button_of))
    if is_new:
        dialogues.begin(talk, DialogueKind.CHECK_IN, "note", **{WEEK: week.isoformat()})
        talk.answer(Thanks(week.isoformat()))


@linked_verb
def see_wishes(talk: Talk, week: date, page: int) -> None:
    """Show more of what would help."""
    talk.toast()
    talk.answer(AskWish(week.isoformat(), page=page, edits=talk.turn.button_of))


@linked_verb
def hear(talk: Talk) -> None:
    """Keep what is written or said beside a check-in; what follows is a message like any other."""
    dialogue = dialogues.of(talk, DialogueKind.CHECK_IN)
    if dialogue is None:  # it is somebody else's who shares the phone
        messages.offer_in(talk)
        return
    row = _row(talk, date.fromisoformat(dialogue.said[WEEK]))
    message = messages.write_in(talk, [talk.turn.said])
    if message is not None:
        row.note_id = message.id
        talk.db.add(row)
        dialogues.begin(talk, DialogueKind.MESSAGE, messages.WRITING)
        talk.answer(MessageReceipt(message.id or 0, more=True))


@linked_verb
def ask_again(talk: Talk, week: date) -> None:
    """Show the question again to somebody who thought better of a pause."""
    talk.toast()
    talk.answer(AskCheckIn(week.isoformat(), edits=talk.turn.button_of))


@linked_verb
def not_now(talk: Talk, week: date) -> None:
    """Ask for how long not to ask."""
    talk.toast()
    talk.answer(AskPause(week.isoformat(), edits=talk.turn.button_of))


@linked_verb
def pause(talk: Talk, week: date, weeks: int) -> None:
    """Ask nothing of our own accord for some weeks."""
    person = _person(talk)
    until = person.check_ins_paused_until
    is_new = until is None or until <= talk.now
    if is_new:
        person.check_ins_paused_until = rules.paused_until(talk.now, weeks)
        after = {"until": person.check_ins_paused_until.isoformat()}
        _record(talk, ChangeKind.CHECK_INS_PAUSED, after=after)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(AskPause(week.isoformat(), edits=talk.turn.button_of))


@linked_verb
def unpause(talk: Talk, week: date) -> None:
    """Ask every week again."""
    person = _person(talk)
    is_new = person.check_ins_paused_until is not None
    if is_new:
        person.check_ins_paused_until = None
        _record(talk, ChangeKind.CHECK_INS_PAUSED, after={"until": None})
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    talk.answer(AskCheckIn(week.isoformat(), edits=talk.turn.button_of))


def _row(talk: Talk, week: date) -> CheckIn:
    """Return the check-in of this week; one that nobody asked for is begun by its answer."""
    number = talk.participant_id or 0
    return statuses.check_in_of(talk.db, number, week) or CheckIn(
        municipality_id=talk.caller.municipality_id or 0,
        participant_id=number,
        week=week,
        asked_at=talk.now,
    )


def _note_score(talk: Talk, row: CheckIn, score: int) -> None:
    before = {"score": row.score, "wishes": row.wishes}
    row.score, row.wishes, row.answered_at = score, [], talk.now
    talk.db.add(row)
    talk.db.flush()
    _record(talk, ChangeKind.CHECKED_IN, before=before, after={"score": score})
    if score <= rules.LOW:
        _open(talk, TaskKind.LOW_CHECK_IN, row.id)
    else:
        tasks.close_in(talk.db, TaskKind.LOW_CHECK_IN, row.id, cause=talk.cause)


def _note_wish(talk: Talk, row: CheckIn, wish: Wish) -> None:
    row.wishes, row.answered_at = [wish.value], talk.now
    talk.db.add(row)
    talk.db.flush()
    _record(talk, ChangeKind.CHECKED_IN, after={"wish": wish})
    if wish is not Wish.NOTHING:
        _open(talk, TaskKind.HELP_WANTED, row.id)


def _mend_others(talk: Talk, week: date) -> None:
    """Let the other messages that ask the same show the answer, and lose their buttons."""
    for row in said.of_kind(talk.db, talk.participant_id or 0, (AskCheckIn.kind,)):
        if row.params[WEEK] == week.isoformat() and row.message_id != talk.turn.button_of:
            talk.answer(Refresh(row_id=row.id or 0))


def _person(talk: Talk) -> Participant:
    return talk.db.get_one(Participant, talk.participant_id)


def _open(talk: Talk, kind: TaskKind, about_id: int | None) -> None:
    tasks.open_in(talk.db, _person(talk), kind, cause=talk.cause, about_id=about_id)


def _record(
    talk: Talk,
    kind: ChangeKind,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    changes.record(
        talk.db,
        talk.cause,
        kind,
        municipality_id=talk.caller.municipality_id,
        participant_id=talk.participant_id,
        before=before,
        after=after,
    )
