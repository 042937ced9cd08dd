"""What a message can speak of, loaded at delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, and_, col, select

from bot.queries import about, clips, phones, reason_classes, sentences, session_facts
from bot.texts.facts import Facts, SessionFacts
from bot.texts.notices import Notice
from bot.texts.reasons import ReasonFacts
from storage import attendance, chats
from storage.absences import Absence
from storage.answers import Answer
from storage.chats import Chat
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Invitation, Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Language


@dataclass(frozen=True)
class _Addressee:
    """Who is spoken to: a participant, or a chat that is not linked (any more)."""

    language: Language
    home: Municipality | None
    person: Participant | None = None
    caseworker: Staff | None = None
    member: Staff | None = None

    @property
    def phone(self) -> str | None:
        """The caseworker's own number if there is one, else the municipality's."""
        own = self.caseworker.phone if self.caseworker else None
        return own or (self.home.phone if self.home else None)


def load(db: Db, row: Outbox, notice: Notice, now: datetime) -> Facts:
    """Return what is true now for the person or the chat that this row of the outbox goes to.

    A chat that was linked to somebody else meanwhile learns nothing about this person.
    """
    to = _addressee(db, row, notice)
    number = (to.person.id if to.person else None) or 0
    session_id = notice.params().get("session_id")
    window = notice.window()
    told = about.load(db, notice, to.member or to.person, now)
    return Facts(
        language=to.language,
        now=now,
        name=_name(to),
        called=(to.person.called or to.person.name) if to.person else "",
        municipality=to.home.name if to.home else "",
        phone=to.phone,
        caseworker=to.caseworker.name if to.caseworker else None,
        session=_first(db, number, col(Session.id) == session_id) if session_id else None,
        sessions=tuple(_sessions(db, number, *_within(window))) if window else (),
        following=_first(db, number, *_ahead(now)) if notice.looks_ahead else None,
        about=told,
        added=sentences.of(db, notice, to.language),
        **phones.of(db, row, to.person),
        listens=_listens(db, notice, to, told),
    )


def _listens(db: Db, notice: Notice, to: _Addressee, told: object) -> bool:
    """Only who is linked has somebody who may speak to them."""
    if not notice.heard or to.person is None or to.home is None:
        return False
    if clips.may_speak(to.home, to.language):
        return True
    return notice.is_recorded(told) and clips.is_recorded(db, to.home, notice.kind, to.language)


def _name(to: _Addressee) -> str:
    named = to.member or to.person
    return named.name if named else ""


def _addressee(db: Db, row: Outbox, notice: Notice) -> _Addressee:
    if row.staff_id is not None:
        return _colleague(db, row.staff_id)
    if row.chat_id is None:
        return _person(db, row.participant_id or 0)
    chat = db.get_one(Chat, row.chat_id)
    invitation_id = notice.params().get("invitation_id")
    if invitation_id is not None:
        return _Addressee(chat.language or Language.ENGLISH, _inviting(db, invitation_id))
    links = chats.links_of_chat(db, row.chat_id)
    if row.participant_id in {link.participant_id for link in links}:
        return _person(db, row.participant_id or 0)
    link = chats.link_of_chat(db, row.chat_id)
    if link is not None and row.participant_id is None:
        return _person(db, link.participant_id)
    home = None if links else _inviting(db, chat.invitation_id)
    return _Addressee(chat.language or Language.ENGLISH, home)


def _colleague(db: Db, staff_id: int) -> _Addressee:
    member = db.get_one(Staff, staff_id)
    home = db.get_one(Municipality, member.municipality_id)
    return _Addressee(Language(member.language), home, member=member)


def _person(db: Db, participant_id: int) -> _Addressee:
    person, home, caseworker = db.exec(
        select(Participant, Municipality, Staff)
        .join(Municipality, col(Municipality.id) == Participant.municipality_id)
        .outerjoin(Staff, col(Staff.id) == Participant.caseworker_id)
        .where(Participant.id == participant_id)
    ).one()
    return _Addressee(person.language, home, person, caseworker)


def _inviting(db: Db, invitation_id: int | None) -> Municipality | None:
    return db.exec(
        select(Municipality)
        .join(Invitation, col(Invitation.municipality_id) == Municipality.id)
        .where(Invitation.id == invitation_id)
    ).first()


def _within(window: tuple[datetime, datetime]) -> tuple[ColumnElement[bool], ...]:
    return col(Session.ends_at) > window[0], col(Session.starts_at) < window[1]


def _ahead(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Session.starts_at) > now, col(Session.cancelled_at).is_(None)


def _first(db: Db, participant_id: int, *where: ColumnElement[bool]) -> SessionFacts | None:
    return next(iter(_sessions(db, participant_id, *where, limit=1)), None)


def _sessions(
    db: Db, participant_id: int, *where: ColumnElement[bool], limit: int | None = None
) -> list[SessionFacts]:
    """Return a person's sessions that meet all conditions, the earliest first."""
    found = db.exec(
        select(Session, Answer, col(Absence.number), _acknowledged(participant_id))
        .outerjoin(
            Answer,
            and_(
                col(Answer.session_id) == Session.id, col(Answer.participant_id) == participant_id
            ),
        )
        .outerjoin(Absence, col(Absence.id) == Answer.absence_id)
        .where(attendance.concerns(participant_id), *where)
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(limit)
    ).all()
    known: Mapping[str, ReasonFacts] = {}
    if any(_has_reason(answer) for _, answer, _, _ in found):
        known = reason_classes.known(db, db.get_one(Participant, participant_id).municipality_id)
    return [_facts(known, *row) for row in found]


def _has_reason(answer: Answer | None) -> bool:
    return answer is not None and answer.reason is not None


def _acknowledged(participant_id: int) -> ColumnElement[bool]:
    """Tell in SQL whether the person has confirmed the session as it is now."""
    return (
        select(Outbox.id)
        .where(
            Outbox.session_id == Session.id,
            Outbox.session_revision == Session.revision,
            Outbox.participant_id == participant_id,
            col(Outbox.acknowledged_at).is_not(None),
        )
        .exists()
    )


def _facts(
    known: Mapping[str, ReasonFacts],
    session: Session,
    answer: Answer | None,
    receipt: int | None,
    acknowledged: bool,  # noqa: FBT001  # a column of a row
) -> SessionFacts:
    return replace(
        session_facts.of(session),
        acknowledged=acknowledged,
        answer=answer.kind if answer else None,
        reason=reason_classes.given(known, answer.reason) if answer else None,
        answered_at=answer.answered_at if answer else None,
        receipt=receipt,
    )
