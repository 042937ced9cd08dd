"""Who wishes for which slot, and which companies people have named themselves."""

from sqlmodel import Session as Db, col, func, select

from storage.people import Participant
from storage.placements import Interest, Nomination, Slot
from storage.vocabulary import ClaimState, InterestState


def of(db: Db, slot_id: int, participant_id: int, *, lock: bool = False) -> Interest | None:
    """Return a person's wish for a slot, whatever became of it.

    `lock` keeps everybody else from deciding it until the transaction ends.
    """
    found = select(Interest).where(
        Interest.slot_id == slot_id, Interest.participant_id == participant_id
    )
    return db.exec(found.with_for_update(key_share=True) if lock else found).first()


def of_person(db: Db, participant_id: int) -> list[tuple[Interest, Slot]]:
    """Return a person's wishes that were not withdrawn, the latest first."""
    return list(
        db.exec(
            select(Interest, Slot)
            .join(Slot, col(Slot.id) == Interest.slot_id)
            .where(
                Interest.participant_id == participant_id,
                Interest.state != InterestState.WITHDRAWN,
            )
            .order_by(col(Interest.shown_at).desc(), col(Interest.id).desc())
        )
    )


def interested_in(db: Db, slot_id: int) -> list[tuple[Interest, Participant]]:
    """Return who wishes for a slot and waits for an answer, the first first."""
    return list(
        db.exec(
            select(Interest, Participant)
            .join(Participant, col(Participant.id) == Interest.participant_id)
            .where(Interest.slot_id == slot_id, Interest.state == InterestState.INTERESTED)
            .order_by(col(Interest.shown_at), col(Interest.id))
        )
    )


def waiting(db: Db, municipality_id: int) -> dict[int, int]:
    """Return by slot how many people wish for it and wait for an answer."""
    found = db.exec(
        select(Interest.slot_id, func.count())
        .where(
            Interest.municipality_id == municipality_id,
            Interest.state == InterestState.INTERESTED,
        )
        .group_by(col(Interest.slot_id))
    )
    return dict(found.all())


def named(db: Db, company_id: int) -> list[tuple[Nomination, Participant]]:
    """Return who has named a company that is known now, the first first."""
    return list(
        db.exec(
            select(Nomination, Participant)
            .join(Participant, col(Participant.id) == Nomination.participant_id)
            .where(Nomination.company_id == company_id, col(Participant.erased_at).is_(None))
            .order_by(col(Nomination.told_at), col(Nomination.id))
        )
    )


def nominations_of(db: Db, participant_id: int) -> list[Nomination]:
    """Return the companies that a person named and did not take back, the latest first."""
    return list(
        db.exec(
            select(Nomination)
            .where(
                Nomination.participant_id == participant_id,
                Nomination.state != ClaimState.WITHDRAWN,
            )
            .order_by(col(Nomination.id).desc())
        )
    )
