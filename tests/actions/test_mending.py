"""What was wrong in a broadcast is put right on every phone that has it, and nowhere stays wrong."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import col, select, update

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting, mending
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.queries.broadcasts.result import result
from bot.rules.audiences import Audience, Group
from bot.rules.broadcasts import (
    AudienceChanged,
    NoSessionNamed,
    NotAwaited,
    NothingCorrected,
    NotSentYet,
    NotYours,
    NumberNotTyped,
)
from bot.rules.writings import Contents, Draft
from storage import broadcasts, writings
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Gap, GroupKind, Language, NoticeState, Role
from storage.writings import Translation
from tests.actions.office import REVIEWED, Office
from tests.support.founding import HOUR, NOW

RIGHT = Contents({Language.DANISH: Draft("Husk mødet kl. 11")})
WAITS = dict.fromkeys((Language.TIGRINYA, Language.ARABIC), Gap.WAIT)


def correct(office: Office, number: int, seen: Seen, contents: Contents = RIGHT) -> int:
    cause = office.cause()
    return mending.correct(office.database, number, contents, WAITS, seen=seen, cause=cause)


def arrived(office: Office, number: int, *but: str) -> None:
    """Let it have come to everybody but these."""
    theirs = col(Outbox.participant_id).not_in([office.town.people[one] for one in but])
    with office.database.transaction() as db:
        told = update(Outbox).where(col(Outbox.broadcast_id) == number, theirs)
        db.exec(told.values(state=NoticeState.SENT, message_id=7))


def lost(office: Office, number: int, who: str) -> None:
    with office.database.transaction() as db:
        theirs = col(Outbox.participant_id) == office.town.people[who]
        told = update(Outbox).where(col(Outbox.broadcast_id) == number, theirs)
        db.exec(told.values(state=NoticeState.FAILED))


def danish(office: Office, number: int) -> str:
    with office.database.reading() as db:
        row = db.get_one(Broadcast, number)
        return writings.translations_of(db, row.writing_id)[Language.DANISH].text


def edits(office: Office) -> int:
    with office.database.reading() as db:
        return len(db.exec(select(Outbox).where(Outbox.kind == "refresh")).all())


def colleague(office: Office, *, above: int) -> Cause:
    """Let a municipality want approval above this number; return what a colleague does."""
    with office.database.transaction() as db:
        db.exec(update(Municipality).values(approve_above=above))
        ida = Staff(municipality_id=1, email="ida@example.dk", name="Ida", role=Role.CASEWORKER)
        db.add(ida)
        db.flush()
        return Cause(access.staff(ida), "ida", office.now)


def test_a_correction_that_changes_nothing_is_not_sent(office: Office) -> None:
    number, cause = office.send(REVIEWED), office.cause()
    with pytest.raises(NothingCorrected):
        mending.correct(office.database, number, REVIEWED, {}, seen=Seen(5), cause=cause)
    with pytest.raises(NoSessionNamed):
        correct(office, number, Seen(5), Contents({Language.DANISH: Draft("Kl. {time}")}))


def test_a_second_correction_mends_the_first_message_and_the_first_correction(
    office: Office,
) -> None:
    number = office.send(
        audience=Audience((Group(GroupKind.PERSON, (office.town.people["Jens"],)),)), count=1
    )
    texts = [Contents({Language.DANISH: Draft(f"Husk mødet kl. {hour}")}) for hour in (11, 12)]
    last = number
    for contents in texts:
        arrived(office, last)
        last = correct(office, number, Seen(1), contents)
    with office.database.reading() as db:
        edited = db.exec(select(Outbox).where(Outbox.kind == "refresh")).all()
        told_wrong = db.exec(select(Outbox.id).where(col(Outbox.broadcast_id) < last)).all()
        numbers = [one.id or 0 for one in db.exec(select(Broadcast))]
    assert {row.params["row_id"] for row in edited} == set(told_wrong)
    assert len(told_wrong) == 2
    assert {danish(office, one) for one in numbers} == {"Husk mødet kl. 12"}
    assert office.people(last) == {"Jens"}
    mending.withdraw(office.database, last, cause=office.cause())
    with office.database.reading() as db:
        assert all(one.withdrawn_at for one in db.exec(select(Broadcast)))


def again(office: Office, number: int) -> int:
    """Begin to send it again to whom it did not reach."""
    return drafting.again(office.database, number, cause=office.cause())


def test_who_got_it_when_it_was_sent_again_gets_the_correction_too(office: Office) -> None:
    number = office.send(REVIEWED)
    arrived(office, number, "Rahwa")
    lost(office, number, "Rahwa")
    copy, late = again(office, number), again(office, number)
    confirming.confirm(office.database, copy, Seen(1), cause=office.cause())
    arrived(office, copy)
    correction = correct(office, copy, Seen(5))
    assert office.people(correction) == {"Selam", "Amal", "Jens", "Rahwa", "Samir"}
    assert edits(office) == 5
    assert {danish(office, one) for one in (number, copy, late)} == {"Husk mødet kl. 11"}
    with office.database.reading() as db:
        for one, who in ((number, "Selam"), (copy, "Rahwa")):
            told = broadcasts.choice_of(db, one, office.town.people[who])
            assert told == (None, True), "what they answer now belongs to the correction"
    for one in (number, copy, correction):
        shown = result(office.database, office.cause().caller, one, now=NOW)
        assert {relative.id for relative in shown.relatives} == {number, copy, late, correction} - {
            one
        }
    mending.withdraw(office.database, number, cause=office.cause())
    with office.database.reading() as db:
        gone = {one.id for one in db.exec(select(Broadcast)) if one.withdrawn_at}
    assert gone == {number, copy, correction}


def test_what_was_written_anew_to_be_sent_again_keeps_its_words(office: Office) -> None:
    number = office.send(REVIEWED)
    arrived(office, number, "Rahwa")
    lost(office, number, "Rahwa")
    copy = again(office, number)
    with office.database.transaction() as db:
        mine = col(Translation.writing_id) == db.get_one(Broadcast, copy).writing_id
        db.exec(update(Translation).where(mine).values(text="Ring til mig i dag"))
    correct(office, number, Seen(4))
    assert danish(office, copy) == "Ring til mig i dag"


def test_a_correction_to_many_is_typed_and_says_nothing_before_a_colleague_agrees(
    office: Office,
) -> None:
    with office.database.transaction() as db:
        db.add_all(
            Participant(
                municipality_id=1, reference=f"R{n}", name=f"A{n}", language=Language.DANISH
            )
            for n in range(50)
        )
    number, seen = office.draft(), Seen(55, typed="55")
    confirming.confirm(office.database, number, seen, cause=office.cause())
    arrived(office, number, "Selam", "Amal")
    ida = colleague(office, above=54)
    for unseen, why in ((Seen(55), NumberNotTyped), (Seen(51, typed="51"), AudienceChanged)):
        with pytest.raises(why):
            correct(office, number, unseen)
    correction = correct(office, number, seen)
    assert office.broadcast(correction).state is BroadcastState.AWAITING
    assert (danish(office, number), edits(office)) == ("Husk mødet kl. 10", 0)
    assert office.states(correction) == {}
    with pytest.raises(NotYours):
        confirming.approve(office.database, correction, cause=office.cause())
    with pytest.raises(NotSentYet):
        mending.withdraw(office.database, correction, cause=office.cause())
    arrived(office, number, "Selam")
    confirming.approve(office.database, correction, cause=ida)
    assert (danish(office, number), edits(office)) == ("Husk mødet kl. 11", 54)
    assert office.states(correction) == {"ready": 54}
    assert office.states(number) == {"sent": 54, "ready": 1}, "to her the right words come first"


def test_it_may_go_to_fewer_than_were_seen_only_while_it_is_being_sent(office: Office) -> None:
    number = office.send()
    arrived(office, number)
    lost = col(Outbox.participant_id) == office.town.people["Samir"]
    with office.database.transaction() as db:
        db.exec(update(Outbox).where(lost).values(state=NoticeState.FAILED))
    correction = correct(office, number, Seen(5))
    assert office.people(correction) == {"Selam", "Amal", "Jens", "Rahwa"}
    arrived(office, correction)
    office.tick(after=HOUR)
    assert office.broadcast(number).state is BroadcastState.DONE
    with pytest.raises(AudienceChanged):
        correct(office, number, Seen(5), Contents({Language.DANISH: Draft("Husk mødet kl. 12")}))


def test_a_correction_that_was_taken_back_is_changed_and_takes_hold_at_its_time(
    office: Office,
) -> None:
    number = office.send()
    arrived(office, number)
    colleague(office, above=4)
    correction = correct(office, number, Seen(5))
    confirming.take_back(office.database, correction, cause=office.cause())
    with office.database.transaction() as db:
        db.exec(update(Municipality).values(approve_above=None))
    nobody = Audience((Group(GroupKind.PERSON, (office.town.people["Jens"],)),))
    plan = Plan(nobody, gaps=WAITS, send_at=office.now + HOUR)
    for contents in (REVIEWED, Contents({Language.DANISH: Draft("Husk mødet kl. 12")})):
        gaps = {} if contents is REVIEWED else WAITS
        drafting.edit(
            office.database, correction, replace(plan, gaps=gaps), contents, cause=office.cause()
        )
        if contents is REVIEWED:
            with pytest.raises(NothingCorrected):
                confirming.confirm(office.database, correction, Seen(5), cause=office.cause())
    confirming.confirm(office.database, correction, Seen(5), cause=office.cause())
    assert danish(office, number) == "Husk mødet kl. 10"
    office.tick(after=HOUR)
    assert danish(office, number) == "Husk mødet kl. 12"
    assert office.states(correction) == {"ready": 5}, "whom it goes to is not chosen"


def test_of_two_that_say_the_same_only_one_is_sent(office: Office) -> None:
    number = office.send()
    arrived(office, number)
    ida = colleague(office, above=4)
    first, second = (correct(office, number, Seen(5)) for _ in range(2))
    confirming.approve(office.database, first, cause=ida)
    with pytest.raises(NothingCorrected):
        confirming.approve(office.database, second, cause=ida.part("second"))
    assert office.states(second) == {}


def test_a_correction_that_waits_is_not_sent_after_a_withdrawal(office: Office) -> None:
    number = office.send()
    arrived(office, number)
    ida = colleague(office, above=4)
    waits, later = (correct(office, number, Seen(5)) for _ in range(2))
    with office.database.transaction() as db:
        scheduled = update(Broadcast).where(col(Broadcast.id) == later)
        at = office.now + HOUR
        db.exec(scheduled.values(state=BroadcastState.SCHEDULED, send_at=at, approved_at=NOW))
    mending.withdraw(office.database, number, cause=office.cause())
    office.tick(after=2 * HOUR)
    for one in (waits, later):
        row = office.broadcast(one)
        assert (row.state, row.confirmed_by, row.approved_at) == ("draft", None, None)
    with pytest.raises(NotAwaited):
        confirming.approve(office.database, waits, cause=ida)


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_who_approves_a_correction_and_who_mends_the_same_do_not_wait_crosswise(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    office = Office(postgresql)
    number = office.send()
    ida = colleague(office, above=4)
    correction = correct(office, number, Seen(5))
    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction() as db:
            broadcasts.locked(db, number)
            approving = pool.submit(confirming.approve, postgresql, correction, cause=ida)
            until_one_waits()
            broadcasts.locked(db, correction)
        approving.result()
    assert danish(office, number) == "Husk mødet kl. 11"
