"""How people can be reached: for a crowd, in a fixed number of statements."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session as Db, col, func, select

from storage import chats
from storage.chats import Link
from storage.people import Invitation, Participant
from storage.vocabulary import LinkState


def states(db: Db, people: Sequence[Participant], now: datetime) -> dict[int, LinkState]:
    """Return the link state of each of these people by their id."""
    homes = {person.municipality_id for person in people}
    ended, cut = _last_ends(db, homes), _last_ends(db, homes, by_staff=True)
    linked = set(
        db.exec(
            select(Link.participant_id).where(col(Link.municipality_id).in_(homes), chats.holds())
        )
    )
    invited = _open_invitations(db, homes, now)
    return {
        number: _state(
            is_linked=number in linked,
            is_unreachable=person.unreachable_at is not None,
            ended_at=ended.get(number),
            cut_at=cut.get(number),
            invited_at=invited.get(number),
        )
        for person in people
        if (number := person.id or 0)
    }


def _state(
    *,
    is_linked: bool,
    is_unreachable: bool,
    ended_at: datetime | None,
    cut_at: datetime | None,
    invited_at: datetime | None,
) -> LinkState:
    if is_linked:
        return LinkState.UNREACHABLE if is_unreachable else LinkState.LINKED
    if invited_at and (ended_at is None or invited_at > ended_at):
        return LinkState.INVITED
    if ended_at is None:
        return LinkState.NOT_INVITED
    return LinkState.UNLINKED if cut_at == ended_at else LinkState.STOPPED


def _last_ends(db: Db, homes: set[int], *, by_staff: bool = False) -> dict[int, datetime]:
    found = (
        select(Link.participant_id, func.max(Link.ended_at))
        .where(col(Link.municipality_id).in_(homes), col(Link.ended_at).is_not(None))
        .group_by(col(Link.participant_id))
    )
    if by_staff:
        found = found.where(col(Link.ended_by).is_not(None))
    return {number: ended for number, ended in db.exec(found) if ended}


def _open_invitations(db: Db, homes: set[int], now: datetime) -> dict[int, datetime]:
    found = db.exec(
        select(Invitation.participant_id, func.max(Invitation.created_at))
        .where(
            col(Invitation.municipality_id).in_(homes),
            col(Invitation.used_at).is_(None),
            Invitation.expires_at > now,
        )
        .group_by(col(Invitation.participant_id))
    )
    return dict(found.all())
