"""What can be asked about a person themselves, in SQL."""

from sqlalchemy import and_, case, func, literal, or_
from sqlmodel import col, select

from bot.queries.search.sql import Condition, Fits, Some, When
from storage import chats
from storage.chats import Link
from storage.people import Invitation, Participant
from storage.vocabulary import LinkState


def _who(_when: When, fits: Fits) -> Condition:
    return or_(fits(col(Participant.reference)), _names(fits))


def _name(_when: When, fits: Fits) -> Condition:
    return _names(fits)


def _names(fits: Fits) -> Condition:
    return or_(fits(col(Participant.name)), fits(col(Participant.called)))


def _reference(_when: When, fits: Fits) -> Condition:
    return fits(col(Participant.reference))


def _language(_when: When, fits: Fits) -> Condition:
    return fits(col(Participant.language))


def _gender(_when: When, fits: Fits) -> Condition:
    return fits(col(Participant.gender))


def _municipality(_when: When, fits: Fits) -> Condition:
    return fits(col(Participant.municipality_id))


def _caseworker(_when: When, fits: Fits) -> Condition:
    return fits(col(Participant.caseworker_id))


def _link(when: When, fits: Fits) -> Condition:
    """Tell how somebody can be reached, as `bot.queries.links` does for a crowd."""
    theirs = Link.participant_id == Participant.id
    ended = select(func.max(Link.ended_at)).where(theirs).scalar_subquery()
    cut = (
        select(func.max(Link.ended_at))
        .where(theirs, col(Link.ended_by).is_not(None))
        .scalar_subquery()
    )
    invited = (
        select(func.max(Invitation.created_at))
        .where(
            Invitation.participant_id == Participant.id,
            col(Invitation.used_at).is_(None),
            Invitation.expires_at > when.now,
        )
        .scalar_subquery()
    )
    state = case(
        (and_(_holds(), col(Participant.unreachable_at).is_not(None)), LinkState.UNREACHABLE.value),
        (_holds(), LinkState.LINKED.value),
        (and_(invited.is_not(None), ended.is_(None)), LinkState.INVITED.value),
        (invited > ended, LinkState.INVITED.value),
        (ended.is_(None), LinkState.NOT_INVITED.value),
        (cut == ended, LinkState.UNLINKED.value),
        else_=LinkState.STOPPED.value,
    )
    return fits(state)


def _chat(_when: When, fits: Fits) -> Condition:
    there = and_(_holds(), col(Participant.unreachable_at).is_(None))
    return fits(case((there, literal("yes")), else_=literal("no")))


def _holds() -> Condition:
    return select(Link.id).where(Link.participant_id == Participant.id, chats.holds()).exists()


SOME: dict[str, Some] = {
    "who": _who,
    "name": _name,
    "reference": _reference,
    "language": _language,
    "gender": _gender,
    "municipality": _municipality,
    "caseworker": _caseworker,
    "link": _link,
    "chat": _chat,
}
