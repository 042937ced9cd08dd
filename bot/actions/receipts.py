"""What becomes of a report that somebody cannot come: shown, given a reason, taken back."""

from collections.abc import Mapping

from bot.actions import absences, access, answers as answering, changes, planning
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.rules.time import local
from bot.texts.absences import AskReason, WholeDay
from bot.texts.answers import AnswerState
from bot.texts.toasts import Says
from storage import absences as reported, answers
from storage.absences import Absence
from storage.database import FOR_CHANGE
from storage.schedule import Session
from storage.vocabulary import ChangeKind


@linked_verb
def give_reason(talk: Talk, absence_id: int, *, key: str) -> None:
    """Note why the person cannot come."""
    absence = _theirs(talk, absence_id)
    talk.toast(_objection(talk, absence) or _give_reason(talk, absence, key))
    asked = AskReason(absence_id, session_id=absence.session_id, edits=talk.turn.button_of)
    talk.answer(asked)
    if talk.turn.tap is None:
        show(talk, absence)


@linked_verb
def undo(talk: Talk, absence_id: int) -> None:
    """Take a report back for whatever of it has not begun; what was planned is planned again."""
    absence = _theirs(talk, absence_id)
    talk.toast(_objection(talk, absence) or _undo(talk, absence))
    show(talk, absence)


def _undo(talk: Talk, absence: Absence) -> Says:
    """Take the answers back that can still be; begun ones stay, and so does what staff must see."""
    missed = answers.of_absence(talk.db, absence.id or 0)
    again = [one for one in missed if _is_ahead(talk, one.session_id)]
    for answer in again:
        talk.db.delete(answer)
    if len(again) == len(missed):
        absences.end_in(talk.db, absence, cause=talk.cause)
    absence.undone_at = talk.now  # also when it goes on holding for what has begun
    talk.db.flush()
    numbers = [one.session_id for one in again]
    after = {"on": absence.on.isoformat(), "receipt": absence.number, "sessions": numbers}
    record(talk, absence, ChangeKind.ABSENCE_UNDONE, after=after)
    for number in numbers:
        planning.plan_session(talk.db, talk.db.get_one(Session, number), talk.now)
    answering.mend(talk, numbers)
    return Says.NOTED


def _give_reason(talk: Talk, absence: Absence, key: str) -> Says:
    is_offered = key in reported.keys_offered(talk.db, absence.municipality_id)
    if absence.reason == key or not is_offered:
        return Says.AS_IT_IS
    before = {"reason": absence.reason}
    absence.reason = key
    missed = answers.of_absence(talk.db, absence.id or 0)
    for answer in missed:
        answer.reason = key
    talk.db.flush()
    record(talk, absence, ChangeKind.REASON_GIVEN, before=before, after={"reason": key})
    answering.mend(talk, [answer.session_id for answer in missed])
    return Says.NOTED


def _objection(talk: Talk, absence: Absence) -> Says | None:
    if absence.undone_at is not None:
        return Says.AS_IT_IS
    if not reported.can_be_undone(talk.db, absence, talk.now, today=local(talk.now).date()):
        return Says.BEGUN
    return None


def show(talk: Talk, absence: Absence) -> None:
    """Show the receipt of a report."""
    edits = talk.turn.message_id
    if absence.session_id is not None:
        talk.answer(AnswerState(session_id=absence.session_id, edits=edits))
    else:
        talk.answer(WholeDay(absence.id or 0, absence.on.isoformat(), edits=edits))


def _theirs(talk: Talk, absence_id: int) -> Absence:
    """Return the person's own report, its sessions locked before it, as every edit does."""
    absence = access.personal(talk.db, talk.caller, Absence, absence_id)
    for number in reported.concerned(talk.db, absence):
        talk.db.get(Session, number, with_for_update=FOR_CHANGE)
    talk.db.refresh(absence, with_for_update=FOR_CHANGE)
    return absence


def _is_ahead(talk: Talk, session_id: int) -> bool:
    session = talk.db.get_one(Session, session_id)
    return session.starts_at > talk.now and session.cancelled_at is None


def record(
    talk: Talk,
    absence: Absence,
    kind: ChangeKind,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write down what became of a report."""
    changes.record(
        talk.db,
        talk.cause,
        kind,
        municipality_id=absence.municipality_id,
        participant_id=absence.participant_id,
        session_id=absence.session_id,
        before=before,
        after=after,
    )
