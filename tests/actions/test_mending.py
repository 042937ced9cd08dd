"""What was wrong in a broadcast is put right on every phone that has it, and nowhere stays wrong."""

import pytest
from sqlmodel import col, select, update

from bot.actions.broadcasts import mending
from bot.rules.audiences import Audience, Group
from bot.rules.broadcasts import NothingCorrected
from bot.rules.writings import Contents, Draft
from storage import writings
from storage.broadcasts import Broadcast
from storage.outbox import Outbox
from storage.vocabulary import GroupKind, Language, NoticeState
from tests.actions.office import REVIEWED, Office


def test_a_correction_that_changes_nothing_is_not_sent(office: Office) -> None:
    number = office.send(REVIEWED)
    with pytest.raises(NothingCorrected):
        mending.correct(office.database, number, REVIEWED, {}, cause=office.cause())


def test_a_second_correction_mends_the_first_message_and_the_first_correction(
    office: Office,
) -> None:
    number = office.send(
        audience=Audience((Group(GroupKind.PERSON, (office.town.people["Jens"],)),)), count=1
    )
    danish = [Contents({Language.DANISH: Draft(f"Husk mødet kl. {hour}")}) for hour in (11, 12)]
    last = number
    for contents in danish:
        with office.database.transaction() as db:
            told = col(Outbox.broadcast_id).is_not(None), col(Outbox.message_id).is_(None)
            db.exec(update(Outbox).where(*told).values(state=NoticeState.SENT, message_id=7))
        last = mending.correct(office.database, number, contents, {}, cause=office.cause())
    with office.database.reading() as db:
        edited = db.exec(select(Outbox).where(Outbox.kind == "refresh")).all()
        told_wrong = db.exec(select(Outbox.id).where(col(Outbox.broadcast_id) < last)).all()
        said = [writings.translations_of(db, one.writing_id) for one in db.exec(select(Broadcast))]
    assert {row.params["row_id"] for row in edited} == set(told_wrong)
    assert len(told_wrong) == 2
    assert {one[Language.DANISH].text for one in said} == {"Husk mødet kl. 12"}
    assert office.people(last) == {"Jens"}
    mending.withdraw(office.database, last, cause=office.cause())
    with office.database.reading() as db:
        assert all(one.withdrawn_at for one in db.exec(select(Broadcast)))
