"""What people say about a session: coming, not coming and perhaps why, seen.

Every tap names the session as it was when the button was shown. If it has changed since,
has begun or is off, the tap changes nothing and the message shows how things are now.
"""

from collections.abc import Callable, Mapping

from sqlmodel import Session as Db

from bot.actions import access, changes, planning
from bot.actions.turns import Talk, linked_verb
from bot.rules.refusals import NotThere
from bot.texts.answers import AnswerState
from bot.texts.changes import SessionCancelled, SessionMoved
from bot.texts.toasts import Says
from storage import acknowledgements, answers
from storage.answers import Answer
from storage.schedule import Session
from storage.vocabulary import AnswerKind, ChangeKind, Outcome, Reason

CHANGES = (SessionMoved.kind, SessionCancelled.kind)


@linked_verb
def respond(talk: Talk, session_id: int, *, revision: int, kind: AnswerKind) -> None:
    """Note that the person comes or cannot come; changeable until the session begins."""
    _answer(talk, session_id, revision, lambda session: _respond(talk, session, kind))


@linked_verb
def give_reason(talk: Talk, session_id: int, *, revision: int, reason: Reason) -> None:
    """Note why the person cannot come."""
    _answer(talk, session_id, revision, lambda session: _give_reason(talk, session, reason))


@linked_verb
def confirm(talk: Talk, session_id: int, *, revision: int) -> None:
    """Note that the person has seen the latest change of a session."""
    session = _locked(talk, session_id)
    if session is None:
        talk.out_of_date()
        return
    is_new = revision == session.revision and _confirm(talk, session)
    talk.toast(Says.NOTED if is_new else Says.AS_IT_IS)
    notice = SessionCancelled if session.cancelled_at else SessionMoved
    talk.answer(notice(session_id=session_id, edits=talk.turn.message_id))


def _answer(talk: Talk, session_id: int, revision: int, note: Callable[[Session], Says]) -> None:
    """Note what is said of a session as it was shown, and show how things are now."""
    session = _locked(talk, session_id)
    if session is None:
        talk.out_of_date()
        return
    talk.toast(_objection(talk, session, revision) or note(session))
    talk.answer(AnswerState(session_id=session_id, edits=talk.turn.message_id))


def _locked(talk: Talk, session_id: int) -> Session | None:
    """Return the session, kept from moving while the answer is noted; None if not theirs."""
    try:
        return access.session(talk.db, talk.caller, session_id, lock=True)
    except NotThere:
        return None


def _objection(talk: Talk, session: Session, revision: int) -> Says | None:
    if session.cancelled_at or session.revision != revision:
        return Says.AS_IT_IS
    return Says.BEGUN if session.starts_at <= talk.now else None


def _respond(talk: Talk, session: Session, kind: AnswerKind) -> Says:
    answer = answers.of(talk.db, session.id or 0, talk.participant_id or 0)
    if answer is not None and answer.kind is kind:
        return Says.AS_IT_IS
    before = {"answer": answer.kind, "reason": answer.reason} if answer else {}
    answer = answer or _new_answer(talk, session, kind)
    answer.kind, answer.reason, answer.answered_at = kind, None, talk.now
    talk.db.add(answer)
    _record(talk, session, ChangeKind.ANSWERED, before=before, after={"answer": kind})
    _plan(talk.db, talk, session, kind)
    return Says.NOTED


def _new_answer(talk: Talk, session: Session, kind: AnswerKind) -> Answer:
    return Answer(
        municipality_id=talk.caller.municipality_id or 0,
        session_id=session.id or 0,
        participant_id=talk.participant_id or 0,
        kind=kind,
        answered_at=talk.now,
    )


def _plan(db: Db, talk: Talk, session: Session, kind: AnswerKind) -> None:
    """Who cannot come is not reminded; who comes after all is."""
    if kind is AnswerKind.NOT_COMING:
        planning.take_back(
            db, session.id or 0, outcome=Outcome.NOT_COMING, participant_id=talk.participant_id
        )
    else:
        db.flush()
        planning.plan_session(db, session, talk.now)


def _give_reason(talk: Talk, session: Session, reason: Reason) -> Says:
    answer = answers.of(talk.db, session.id or 0, talk.participant_id or 0)
    if answer is None or answer.kind is not AnswerKind.NOT_COMING or answer.reason is reason:
        return Says.AS_IT_IS
    before = {"reason": answer.reason}
    answer.reason = reason
    _record(talk, session, ChangeKind.REASON_GIVEN, before=before, after={"reason": reason})
    return Says.NOTED


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
