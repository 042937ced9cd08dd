"""Say in the chat that one cannot come: on which day, to one session or to all of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.actions import absences, access, answers as answering, planning, receipts
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules import time
from bot.rules.time import local
from bot.texts.absences import DAYS_AHEAD, AskDay, AskReason, AskWhich
from bot.texts.toasts import Says
from storage import absences as reported, answers, attendance
from storage.absences import Absence
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, ChangeKind


@linked_verb
def ask_day(talk: Talk, page: int = 0) -> None:
    """Ask on which day the person cannot come."""
    talk.toast()
    talk.answer(AskDay(_today(talk).isoformat(), page, edits=talk.turn.message_id))


@linked_verb
def choose_day(talk: Talk, on: date) -> None:
    """Note the only session of that day, or ask which of them; what was reported is shown."""
    ahead = _ahead(talk, on)
    if not ahead:
        _nothing_ahead(talk)
        return
    _spend_day(talk, on)
    standing = _standing(talk, on)
    if standing is not None and not _not_said(talk, ahead):
        talk.toast(Says.AS_IT_IS)
        receipts.show(talk, standing)
    elif len(ahead) == 1:
        _miss(talk, ahead[0], ahead[0].revision)
    else:
        talk.toast()
        talk.answer(AskWhich(on.isoformat(), edits=talk.turn.message_id))


@linked_verb
def see_choices(talk: Talk, on: date, page: int) -> None:
    """Show another page of what can be missed on a day."""
    if not _ahead(talk, on):
        _nothing_ahead(talk)
        return
    talk.toast()
    talk.answer(AskWhich(on.isoformat(), page, edits=talk.turn.message_id))


@linked_verb
def report_day(talk: Talk, on: date) -> None:
    """Note that the person cannot come on a whole day."""
    ahead = _ahead(talk, on)
    if not ahead:
        _nothing_ahead(talk)
        return
    _spend_choice(talk, on, 0)
    missed, standing = _not_said(talk, ahead), _standing(talk, on)
    if missed:
        _report_day(talk, on, missed, standing)
        return
    talk.toast(Says.AS_IT_IS)
    if standing is not None:
        receipts.show(talk, standing)
    else:
        talk.answer(AskWhich(on.isoformat(), edits=talk.turn.message_id))


@linked_verb
def report_session(talk: Talk, session_id: int, *, revision: int) -> None:
    """Note that the person cannot come to one of several sessions of a day."""
    session = access.session(talk.db, talk.caller, session_id, lock=True)
    _spend_choice(talk, absences.day_of(session), session_id)
    _miss(talk, session, revision)


def _report_day(talk: Talk, on: date, missed: Sequence[Session], standing: Absence | None) -> None:
    """Note what is not noted yet, and show the receipt; a day reported before keeps its number."""
    asked = answers.wants_a_call(talk.db, talk.participant_id or 0)
    person = talk.db.get_one(Participant, talk.participant_id)
    absence = standing or absences.report_in(talk.db, person, on, None, cause=talk.cause)
    numbers = [one.id or 0 for one in missed]
    for number in numbers:
        planning.miss(talk.db, number, absence)
    if asked:
        answering.settle_calls(talk)
    receipts.record(
        talk,
        absence,
        ChangeKind.ABSENCE_REPORTED,
        after={"on": on.isoformat(), "receipt": absence.number, "sessions": numbers},
    )
    answering.mend(talk, numbers)
    talk.toast(Says.NOTED)
    receipts.show(talk, absence)
    if absence.reason is None:
        talk.answer(AskReason(absence.id or 0))


def _miss(talk: Talk, session: Session, revision: int) -> None:
    answering.answer(talk, session, AnswerKind.NOT_COMING, revision=revision)


def _ahead(talk: Talk, on: date) -> list[Session]:
    """Return what the person has on a day that has not begun, locked."""
    today = _today(talk)
    if not today <= on < today + timedelta(days=DAYS_AHEAD):
        return []
    since, before = time.days(on, count=1)
    found = attendance.sessions_of_person(
        talk.db, talk.participant_id or 0, since=since, before=before, lock=True
    )
    return [
        one
        for one in found
        if absences.day_of(one) == on and one.starts_at > talk.now and one.cancelled_at is None
    ]


def _standing(talk: Talk, on: date) -> Absence | None:
    return reported.whole_days(talk.db, on).get(talk.participant_id or 0)


def _not_said(talk: Talk, found: Sequence[Session]) -> list[Session]:
    """Return those of which the person has not said that they cannot come."""
    said = answers.of_person(talk.db, talk.participant_id or 0)
    return [
        one
        for one in found
        if (answer := said.get(one.id or 0)) is None or answer.kind is not AnswerKind.NOT_COMING
    ]


def _nothing_ahead(talk: Talk) -> None:
    """Show which days there are now."""
    talk.toast(Says.AS_IT_IS)
    talk.answer(AskDay(_today(talk).isoformat(), edits=talk.turn.message_id))


def _spend_day(talk: Talk, on: date) -> None:
    """Let who typed read the day in the question; a tap makes the question the next one."""
    if talk.turn.typed_for is not None:
        today = _today(talk).isoformat()
        talk.answer(AskDay(today, chosen_day=on.isoformat(), edits=talk.turn.typed_for))


def _spend_choice(talk: Talk, on: date, chosen: int) -> None:
    if talk.turn.typed_for is not None:
        talk.answer(AskWhich(on.isoformat(), chosen=chosen, edits=talk.turn.typed_for))


def _today(talk: Talk) -> date:
    return local(talk.now).date()
