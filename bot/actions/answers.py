"""What people say about a session: coming, not coming, please call, seen.

Every tap names the session as it was when the button was shown. If it has changed since,
has begun or is off, the tap changes nothing and the message shows how things are now. Every
other message about it that is still on the phone follows.
"""

from collections.abc import Iterable, Mapping

from bot.actions import absences, access, changes, planning, tasks, telling
from bot.actions.talk import Talk
from bot.actions.verbs import linked_verb
from bot.texts.absences import AskReason
from bot.texts.answers import AnswerState
from bot.texts.changes import SessionCancelled, SessionMoved
from bot.texts.toasts import Says
from storage import acknowledgements, answers
from storage.answers import Answer
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import AnswerKind, ChangeKind, TaskKind

CHANGES = (SessionMoved.kind, SessionCancelled.kind)


@linked_verb
def respond(talk: Talk, session_id: int, *, revision: int, kind: AnswerKind) -> None:
    """Note what the person answers; changeable until the session begins."""
    session = access.session(talk.db, talk.caller, session_id, lock=True)
    answer(talk, session, kind, revision=revision)


@linked_verb
def confirm(talk: Talk, session_id: int, *, revision: int) -> None:
    """Note that the person has seen the latest change of a session."""
    session = access.session(talk.db, talk.caller, session_id, lock=True)
    is_new = revision == session.revision and _confirm(talk, session)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    notice = SessionCancelled if session.cancelled_at else SessionMoved
    talk.answer(notice(session_id=session_id, edits=talk.turn.message_id))


def answer(talk: Talk, session: Session, kind: AnswerKind, *, revision: int) -> None:
    """Note what is said of a locked session as it was shown, and show how things are now."""
    number = session.id or 0
    says = _objection(talk, session, revision) or _respond(talk, session, kind)
    talk.toast(says)
    talk.answer(AnswerState(session_id=number, edits=talk.turn.message_id))
    noted = answers.of(talk.db, number, talk.participant_id or 0)
    if says is Says.NOTED and noted and noted.absence_id:
        talk.answer(AskReason(noted.absence_id, session_id=number))


def mend(talk: Talk, session_ids: Iterable[int]) -> None:
    """Let the person's other messages about these sessions say what was answered."""
    telling.of_answer(
        talk.db,
        talk.participant_id or 0,
        session_ids,
        cause=talk.cause,
        beside=talk.turn.message_id,
    )


def settle_calls(talk: Talk) -> None:
    """Take the wish for a call off the list once no answer asks for it any more."""
    if not answers.wants_a_call(talk.db, talk.participant_id or 0):
        tasks.close_in(talk.db, TaskKind.CALL_ME, talk.participant_id, cause=talk.cause)


def _objection(talk: Talk, session: Session, revision: int) -> Says | None:
    if session.cancelled_at or session.revision != revision:
        return Says.AS_IT_IS
    return Says.BEGUN if session.starts_at <= talk.now else None


def _respond(talk: Talk, session: Session, kind: AnswerKind) -> Says:
    before = answers.of(talk.db, session.id or 0, talk.participant_id or 0)
    was = before.kind if before else None
    if was is kind:
        return Says.AS_IT_IS
    if kind is AnswerKind.CALL_ME:
        _want_call(talk)
        if was is AnswerKind.NOT_COMING:  # both are true: the report stays as it is
            _record(talk, session, ChangeKind.CALL_WANTED, before={}, after={})
            return Says.NOTED
    asked = was is AnswerKind.CALL_ME
    told = {"answer": was, "reason": before.reason} if before else {}
    if before is not None:
        absences.let_go_in(talk.db, before, cause=talk.cause)
    if kind is AnswerKind.NOT_COMING:
        after = {"answer": kind, "receipt": _report(talk, session)}
    else:
        after = {"answer": kind}
        _note(talk, session, before, kind)
    what = ChangeKind.CALL_WANTED if kind is AnswerKind.CALL_ME else ChangeKind.ANSWERED
    _record(talk, session, what, before=told, after=after)
    if asked:
        settle_calls(talk)
    mend(talk, [session.id or 0])
    return Says.NOTED


def _report(talk: Talk, session: Session) -> int:
    """Note that the person does not come; return the number of the receipt."""
    person = talk.db.get_one(Participant, talk.participant_id)
    on = absences.day_of(session)
    absence = absences.report_in(talk.db, person, on, session, cause=talk.cause)
    planning.miss(talk.db, session.id or 0, absence)
    return absence.number


def _note(talk: Talk, session: Session, before: Answer | None, kind: AnswerKind) -> None:
    """Note any other answer; who comes after all is reminded."""
    noted = before or Answer(
        municipality_id=talk.caller.municipality_id or 0,
        session_id=session.id or 0,
        participant_id=talk.participant_id or 0,
        kind=kind,
        answered_at=talk.now,
    )
    noted.kind, noted.reason, noted.answered_at = kind, None, talk.now
    talk.db.add(noted)
    talk.db.flush()
    planning.plan_session(talk.db, session, talk.now)


def _want_call(talk: Talk) -> None:
    person = talk.db.get_one(Participant, talk.participant_id)
    tasks.open_in(talk.db, person, TaskKind.CALL_ME, cause=talk.cause)


def _confirm(talk: Talk, session: Session) -> bool:
    is_new = acknowledgements.note(
        talk.db,
        talk.participant_id or 0,
        session.id or 0,
        revision=session.revision,
        kinds=CHANGES,
        at=talk.now,
    )
    if is_new:
        after = {"revision": session.revision}
        _record(talk, session, ChangeKind.ACKNOWLEDGED, before={}, after=after)
        mend(talk, [session.id or 0])
    return is_new


def _record(
    talk: Talk,
    session: Session,
    kind: ChangeKind,
    *,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    changes.record(
        talk.db,
        talk.cause,
        kind,
        municipality_id=talk.caller.municipality_id,
        participant_id=talk.participant_id,
        session_id=session.id,
        course_id=session.course_id,
        before=before,
        after=after,
    )
