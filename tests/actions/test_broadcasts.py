"""A broadcast goes to whom the sender has seen, in words that they can rely on, as often as said."""

import pytest
from sqlmodel import select, update

from bot.actions import access, searches
from bot.actions.broadcasts import confirming, drafting, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.actions.searches import Plan as Saved
from bot.queries.broadcasts import membership
from bot.rules.audiences import Audience, Group, NobodyChosen
from bot.rules.broadcasts import (
    AudienceChanged,
    GapOpen,
    NobodyThere,
    NotYours,
    SendInThePast,
    SessionNeeded,
)
from bot.rules.refusals import NotThere
from bot.rules.writings import Contents, Draft
from storage.broadcasts import Recipient
from storage.enrolments import Enrolment
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import (
    BroadcastState,
    Exclusion,
    Gap,
    GroupKind,
    Language,
    Role,
)
from tests.actions.office import DANISH, EVERYBODY, Office
from tests.support.founding import HOUR, NOW


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


def test_a_saved_search_is_a_group_that_is_frozen_or_lives(office: Office) -> None:
    saved = Saved("Arabisk", "sprog:ar")
    search = searches.save(office.database, saved, cause=office.cause())
    audience = Audience((Group(GroupKind.SEARCH, (search,)),))
    with pytest.raises(NotThere):
        drafting.draft(office.database, Plan(audience), DANISH, cause=office.cause("Jonas"))
    later = NOW + HOUR
    numbers = [
        office.send(audience=audience, count=2, send_at=later, is_live=is_live)
        for is_live in (False, True)
    ]
    with office.database.transaction() as db:
        jens = db.get_one(Participant, office.town.people["Jens"])
        jens.language = Language.ARABIC
    office.tick(after=HOUR)
    frozen, live = ({"Amal", "Samir"}, {"Amal", "Samir", "Jens"})
    assert [office.people(number) for number in numbers] == [frozen, live]
    mette = office.cause().caller
    [jens_in] = membership.of(
        office.database, mette, numbers[1], text="Jens", now=office.now
    ).members
    assert [(one.group.kind, one.about) for one in jens_in.groups] == [
        (GroupKind.SEARCH, "Arabisk")
    ]
    searches.remove(office.database, search, cause=office.cause())
    with pytest.raises(NotThere):
        office.draft(audience=audience)


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
    confirming.take_back(office.database, number, cause=agreed.part("back"))
    confirming.confirm(office.database, number, Seen(5), cause=agreed.part("confirm"))
    with pytest.raises(NotYours):
        confirming.approve(office.database, number, cause=agreed)
    confirming.take_back(office.database, number, cause=office.cause())
    confirming.confirm(office.database, number, Seen(5), cause=office.cause())
    confirming.approve(office.database, number, cause=agreed)
    assert office.states(number) == {"ready": 5}
