"""What can be asked about a person themselves, in SQL."""

from sqlalchemy import and_, case, func, literal, or_, select

from bot.queries.search.sql import Condition, Fits, Some, When, columns
from storage import chats
from storage.chats import Link
from storage.people import Invitation, Participant
from storage.vocabulary import LinkState

PERSON = columns(Participant)
LINK = columns(Link)
INVITATION = columns(Invitation)


def _who(_when: When, fits: Fits) -> Condition:
    return or_(fits(PERSON.reference), _names(fits))


def _name(_when: When, fits: Fits) -> Condition:
    return _names(fits)


def _names(fits: Fits) -> Condition:
    return or_(fits(PERSON.name), fits(PERSON.called))


def _reference(_when: When, fits: Fits) -> Condition:
    return fits(PERSON.reference)


def _language(_when: When, fits: Fits) -> Condition:
    return fits(PERSON.language)


def _gender(_when: When, fits: Fits) -> Condition:
    return fits(PERSON.gender)


def _municipality(_when: When, fits: Fits) -> Condition:
    return fits(PERSON.municipality_id)


def _caseworker(_when: When, fits: Fits) -> Condition:
    return fits(PERSON.caseworker_id)


def _link(when: When, fits: Fits) -> Condition:
    """Tell how somebody can be reached, as `bot.queries.links` does for a crowd."""
    theirs = LINK.participant_id == PERSON.id
    ended = select(func.max(LINK.ended_at)).where(theirs).scalar_subquery()
    cut = (
        select(func.max(LINK.ended_at)).where(theirs, LINK.ended_by.is_not(None)).scalar_subquery()
    )
    invited = (
        select(func.max(INVITATION.created_at))
        .where(
            INVITATION.participant_id == PERSON.id,
            INVITATION.used_at.is_(None),
            INVITATION.expires_at > when.now,
        )
        .scalar_subquery()
    )
    state = case(
        (and_(_holds(), PERSON.unreachable_at.is_not(None)), LinkState.UNREACHABLE.value),
        (_holds(), LinkState.LINKED.value),
        (and_(invited.is_not(None), ended.is_(None)), LinkState.INVITED.value),
        (invited > ended, LinkState.INVITED.value),
        (ended.is_(None), LinkState.NOT_INVITED.value),
        (cut == ended, LinkState.UNLINKED.value),
        else_=LinkState.STOPPED.value,
    )
    return fits(state)


def _chat(_when: When, fits: Fits) -> Condition:
    there = and_(_holds(), PERSON.unreachable_at.is_(None))
    return fits(case((there, literal("yes")), else_=literal("no")))


def _holds() -> Condition:
    return select(LINK.id).where(LINK.participant_id == PERSON.id, chats.holds()).exists()


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
