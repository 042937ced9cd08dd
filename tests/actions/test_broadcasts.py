"""A broadcast goes to whom the sender has seen, in words that they can rely on, as often as said."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting, mending, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group, NobodyChosen
from bot.rules.broadcasts import (
    AlreadyEnded,
    AudienceChanged,
    GapOpen,
    NobodyThere,
    NotYours,
    SendInThePast,
    SessionNeeded,
)
from bot.rules.refusals import NotThere
from bot.rules.time import local
from bot.rules.writings import Contents, Draft
from storage.broadcasts import Broadcast, Recipient
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Enrolment
from storage.staff import Staff
from storage.vocabulary import (
    BroadcastState,
    Exclusion,
    Gap,
    GroupKind,
    Language,
    NoticeState,
    Outcome,
    Role,
)
from tests.support import founding
from tests.support.founding import DAY, HOUR, NOW, Town

EVERYBODY = Audience((Group(GroupKind.MUNICIPALITY),))
DANISH = Contents({Language.DANISH: Draft("Husk mødet kl. 10")})
REVIEWED = Contents(
    {
        Language.DANISH: Draft("Husk mødet kl. 10"),
        Language.ARABIC: Draft("تذكير بالاجتماع 10:00", reviewed=True),
        Language.TIGRINYA: Draft("ኣኼባ ሰዓት 10:00", reviewed=True),
    }
)


class Office:
    """Mette's desk, and what it has come to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town: Town = founding.found(database)
        self.now = NOW
        self.presses = 0

    def cause(self, who: str = "Mette") -> Cause:
        self.presses += 1
        with self.database.reading() as db:
            member = db.get_one(Staff, self.town.staff[who])
        return Cause(access.staff(member), f"press:{self.presses}", self.now)

    def draft(self, contents: Contents = REVIEWED, **plan: object) -> int:
        chosen = replace(Plan(EVERYBODY), **plan)  # type: ignore[arg-type]
        return drafting.draft(self.database, chosen, contents, cause=self.cause())

    def send(self, contents: Contents = REVIEWED, *, count: int = 5, **plan: object) -> int:
        number = self.draft(contents, **plan)
        confirming.confirm(self.database, number, Seen(count), cause=self.cause())
        return number

    def tick(self, *, after: timedelta) -> None:
        self.now += after
        running.tick(self.database, self.now)

    def broadcast(self, number: int) -> Broadcast:
        with self.database.reading() as db:
            return db.get_one(Broadcast, number)

    def states(self, number: int) -> Counter[str]:
        with self.database.reading() as db:
            rows = db.exec(select(Outbox.state).where(Outbox.broadcast_id == number))
            return Counter(str(state) for state in rows)

    def people(self, number: int) -> set[str]:
        """Return who the broadcast goes to, by the names of the town."""
        names = {number: name for name, number in self.town.people.items()}
        with self.database.reading() as db:
            found = db.exec(
                select(Recipient.participant_id).where(Recipient.broadcast_id == number)
            )
            return {names[one] for one in found}


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(GroupKind.MUNICIPALITY), {"Selam", "Amal", "Jens", "Rahwa", "Samir"}),
        (Group(GroupKind.CASELOAD), {"Selam", "Amal", "Jens", "Rahwa", "Samir"}),
        (Group(GroupKind.COURSE, (1,)), {"Selam", "Amal", "Rahwa"}),
        (Group(GroupKind.PROJECT, (1,)), {"Selam", "Amal", "Jens", "Rahwa", "Samir"}),
        (Group(GroupKind.PERSON, (1, 3)), {"Selam", "Jens"}),
    ],
)
def test_a_group_is_the_own_citizens_in_it(
    office: Office, group: Group, expected: set[str]
) -> None:
    number = office.send(audience=Audience((group,)), count=len(expected))
    assert office.people(number) == expected


def test_an_audience_is_narrowed_and_people_are_left_out(office: Office) -> None:
    both = Audience(
        (Group(GroupKind.COURSE, (1,)), Group(GroupKind.PERSON, (office.town.people["Samir"],))),
        languages=(Language.ARABIC,),
        without=(Exclusion.NO_CONSENT,),
    )
    number = office.send(audience=both, count=1)
    assert office.people(number) == {"Amal"}
    with office.database.reading() as db:
        bits = db.exec(select(Recipient.groups).where(Recipient.broadcast_id == number)).one()
    assert both.groups_of(bits) == (Group(GroupKind.COURSE, (1,)),)


def test_nobody_s_citizens_and_courses_but_the_own_can_be_chosen(office: Office) -> None:
    noor = office.town.people["Noor"]
    with pytest.raises(NotThere):
        office.draft(audience=Audience((Group(GroupKind.PERSON, (noor,)),)))
    with pytest.raises(NobodyChosen):
        office.draft(audience=Audience())
    theirs = office.draft()
    with pytest.raises(NotThere):
        running.stop(office.database, theirs, cause=office.cause("Jonas"))
    with pytest.raises(NotThere):
        confirming.confirm(office.database, theirs, Seen(5), cause=office.cause("Karin"))


def test_a_second_press_sends_nothing_more(office: Office) -> None:
    number = office.send()
    confirming.confirm(office.database, number, Seen(5), cause=office.cause())
    assert office.states(number) == {"ready": 5}


def test_a_language_without_a_reviewed_translation_needs_a_decision(office: Office) -> None:
    with pytest.raises(GapOpen) as refused:
        office.send(DANISH)
    assert refused.value.values["field"] == "gap_ti"
    decided = {Language.TIGRINYA: Gap.DANISH, Language.ARABIC: Gap.WAIT}
    number = office.send(DANISH, gaps=decided)
    assert office.states(number) == {"ready": 5}


def test_a_translation_is_out_of_date_when_the_danish_has_changed(office: Office) -> None:
    number = office.draft()
    changed = Contents({Language.DANISH: Draft("Husk mødet kl. 11")})
    drafting.edit(office.database, number, Plan(EVERYBODY), changed, cause=office.cause())
    with pytest.raises(GapOpen):
        confirming.confirm(office.database, number, Seen(5), cause=office.cause())


def test_who_has_seen_another_number_looks_again(office: Office) -> None:
    with pytest.raises(AudienceChanged):
        office.send(count=4)
    empty = Audience((Group(GroupKind.COURSE, (1,)),), languages=(Language.ENGLISH,))
    with pytest.raises(NobodyThere):
        office.send(audience=empty, count=0)
    with pytest.raises(SendInThePast):
        office.send(send_at=NOW - HOUR)
    with pytest.raises(SessionNeeded):
        office.send(Contents({Language.DANISH: Draft("Kl. {time}")}))


def test_a_pause_holds_everything_back_and_a_stop_ends_it(office: Office) -> None:
    number = office.send()
    running.pause(office.database, number, cause=office.cause())
    assert office.states(number) == {"held": 5}
    running.resume(office.database, number, cause=office.cause())
    assert office.states(number) == {"planned": 5}
    running.stop(office.database, number, cause=office.cause())
    assert office.states(number) == {"cancelled": 5}
    with pytest.raises(AlreadyEnded):
        running.stop(office.database, number, cause=office.cause())
    rests = office.send()
    running.pause(office.database, rests, cause=office.cause())
    office.tick(after=3 * DAY)
    assert (office.states(rests), office.broadcast(rests).state) == ({"expired": 5}, "done")


def test_the_frozen_audience_stays_and_a_live_one_follows_life(office: Office) -> None:
    course = Audience((Group(GroupKind.COURSE, (1,)),))
    frozen = office.send(audience=course, count=3, send_at=NOW + HOUR)
    live = office.send(audience=course, count=3, send_at=NOW + HOUR, is_live=True)
    with office.database.transaction() as db:
        jens = db.get_one(Participant, office.town.people["Jens"])
        db.add(
            Enrolment(
                municipality_id=jens.municipality_id,
                course_id=1,
                participant_id=jens.id or 0,
                since=NOW,
            )
        )
    office.tick(after=HOUR)
    assert office.people(frozen) == {"Selam", "Amal", "Rahwa"}
    assert office.people(live) == {"Selam", "Amal", "Rahwa", "Jens"}


def test_above_the_municipality_s_number_a_colleague_approves(office: Office) -> None:
    with office.database.transaction() as db:
        db.exec(update(Municipality).values(approve_above=4))
        db.add(Staff(municipality_id=1, email="ida@example.dk", name="Ida", role=Role.CASEWORKER))
    number = office.send()
    assert office.broadcast(number).state is BroadcastState.AWAITING
    assert office.states(number) == {}
    with pytest.raises(NotYours):
        confirming.approve(office.database, number, cause=office.cause())
    with office.database.reading() as db:
        ida = db.exec(select(Staff).where(Staff.name == "Ida")).one()
    agreed = Cause(access.staff(ida), "ida", office.now)
    confirming.approve(office.database, number, cause=agreed)
    assert office.states(number) == {"ready": 5}


def test_what_recurs_comes_once_a_week_while_the_course_runs(office: Office) -> None:
    clock = local(NOW + HOUR).time().replace(tzinfo=None)
    series = office.send(recurs_weekday=0, recurs_at=clock, recurs_course_id=1)
    for _ in range(3):
        office.tick(after=timedelta(minutes=30))
    for _ in range(2):
        office.tick(after=7 * DAY)
    office.tick(after=200 * DAY)
    with office.database.reading() as db:
        theirs = select(Broadcast.send_at).where(Broadcast.parent_id == series)
        found = db.exec(theirs.order_by(col(Broadcast.id))).all()
    assert found == [NOW + HOUR, NOW + HOUR + 7 * DAY, NOW + HOUR + 14 * DAY]
    assert office.broadcast(series).state is BroadcastState.DONE


def test_quiet_hours_are_respected_unless_there_is_a_reason(office: Office) -> None:
    office.now = NOW + 13 * HOUR  # 22:00 in Copenhagen
    calm, urgent = office.send(), office.send(override="Bussen kører ikke i morgen tidlig")
    assert office.states(calm) == {"planned": 5}
    assert office.states(urgent) == {"ready": 5}


def test_a_translation_lets_those_go_who_waited_for_it(office: Office) -> None:
    waits = dict.fromkeys((Language.TIGRINYA, Language.ARABIC), Gap.WAIT)
    number = office.send(DANISH, gaps=waits)
    with office.database.transaction() as db:
        held = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(held.values(state=NoticeState.HELD, outcome=Outcome.AWAITING_TRANSLATION))
    arabic = Contents({Language.ARABIC: Draft("تذكير", reviewed=True)})
    drafting.translate(office.database, number, arabic, cause=office.cause())
    assert office.states(number) == {"ready": 4, "planned": 1}


def test_what_is_withdrawn_is_edited_away_and_nothing_more_leaves(office: Office) -> None:
    number = office.send()
    with office.database.transaction() as db:
        first = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(first.values(state=NoticeState.SENT, message_id=7))
    mending.withdraw(office.database, number, cause=office.cause())
    assert office.states(number) == {"sent": 1, "cancelled": 4}
    with office.database.reading() as db:
        refreshed = db.exec(select(Outbox).where(Outbox.kind == "refresh")).all()
    assert [row.participant_id for row in refreshed] == [office.town.people["Amal"]]


def test_a_correction_goes_to_who_has_the_wrong_words_and_mends_those(office: Office) -> None:
    number = office.send()
    with office.database.transaction() as db:
        first = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(first.values(state=NoticeState.SENT, message_id=7))
    right = Contents(
        {
            Language.DANISH: Draft("Husk mødet kl. 11"),
            Language.ARABIC: Draft("تذكير بالاجتماع 11:00", reviewed=True),
        }
    )
    correction = mending.correct(office.database, number, right, {}, cause=office.cause())
    assert office.people(correction) == {"Amal"}
    assert office.states(correction) == {"ready": 1}
