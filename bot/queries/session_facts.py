"""A session as messages speak of it, whosever it is."""

from bot.texts.facts import SessionFacts
from storage.schedule import Session


def of(session: Session) -> SessionFacts:
    """Return what is true of a session for everybody."""
    return SessionFacts(
        id=session.id or 0,
        kind=session.kind,
        titles=session.titles,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        address=session.address,
        latitude=session.latitude,
        longitude=session.longitude,
        bring=session.bring,
        contact=session.contact,
        cancelled=session.cancelled_at is not None,
        revision=session.revision,
    )
