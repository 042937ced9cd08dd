"""What can be asked about a person themselves, in SQL."""

from sqlalchemy import and_, false, func, not_, or_, select

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search.people import NO, YES
from storage import chats
from storage.chats import Link
from storage.columns import columns
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
    is_invited = and_(invited.is_not(None), or_(ended.is_(None), invited > ended))
    has_ended = and_(ended.is_not(None), or_(invited.is_(None), invited <= ended))
    by_staff = func.coalesce(cut == ended, false())
    is_there, is_lost = _holds(), PERSON.unreachable_at.is_not(None)
    return or_(
        and_(fits.word(LinkState.LINKED), is_there, ~is_lost),
        and_(fits.word(LinkState.UNREACHABLE), is_there, is_lost),
        and_(fits.word(LinkState.INVITED), ~is_there, is_invited),
        and_(fits.word(LinkState.NOT_INVITED), ~is_there, invited.is_(None), ended.is_(None)),
        and_(fits.word(LinkState.UNLINKED), ~is_there, has_ended, by_staff),
        and_(fits.word(LinkState.STOPPED), ~is_there, has_ended, ~by_staff),
    )


def _chat(_when: When, fits: Fits) -> Condition:
    there = and_(_holds(), PERSON.unreachable_at.is_(None))
    return or_(and_(fits.word(YES), there), and_(fits.word(NO), not_(there)))


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
