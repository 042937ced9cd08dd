"""Who joins, on which phone, and how they leave."""

import pytest

from bot.actions import chats, joining, mydata, pages
from bot.rules import time
from bot.texts.details import SessionMap
from bot.texts.message import Text, Venue
from bot.texts.schedule import Tab
from storage.vocabulary import ChangeKind, ChatState, Language, NoticeState, Outcome
from tests.actions.joined import join
from tests.support.school import CV, School


def kinds(school: School) -> list[str]:
    """Return the kinds of what was answered, without the passing words."""
    return [row.kind for row in school.owed() if row.priority == 0 and row.kind != "toast"]


def shown(school: School, kind: str) -> Text:
    said = school.last(kind)
    assert isinstance(said, Text)
    return said


def changed(school: School, kind: ChangeKind) -> int:
    return len([change for change in school.changes() if change.kind is kind])


def test_joining_asks_language_then_consent_and_then_shows_what_comes(school: School) -> None:
    join(school, "Selam")
    assert kinds(school) == ["ask_language", "ask_consent", "welcome", "session"]
    [link] = school.links()
    assert (link.participant_id, link.ended_at) == (school.people["Selam"], None)
    assert school.person("Selam").language is Language.TIGRINYA
    assert "Selam Tesfay" in shown(school, "welcome").html
    assert "26/11" in shown(school, "session").html


def test_nothing_is_linked_without_consent(school: School) -> None:
    token = school.token("Selam")
    joining.start(school.desk, school.turn("Selam"), payload=token)
    joining.choose_language(school.desk, school.turn("Selam"), language=Language.ARABIC)
    joining.decline(school.desk, school.turn("Selam"), invitation_id=int(token.split("-")[0]))
    assert school.links() == []
    assert kinds(school)[-1] == "declined"
    assert school.person("Selam").language is Language.DANISH
    joining.start(school.desk, school.turn("Selam"))
    assert kinds(school)[-1] == "ask_consent"


def test_a_forged_invitation_tells_nothing(school: School) -> None:
    joining.start(school.desk, school.turn("Selam"), payload="1-" + "A" * 24)
    assert kinds(school) == ["unknown"]


@pytest.mark.parametrize("days", [31, 400])
def test_an_invitation_that_is_too_old_says_whom_to_ask(school: School, days: int) -> None:
    token = school.token("Selam")
    school.wait(days=days)
    joining.start(school.desk, school.turn("Selam"), payload=token)
    assert kinds(school) == ["invitation_over"]
    assert school.links() == []


def test_an_invitation_that_ran_out_while_somebody_thought_is_not_used(school: School) -> None:
    token = school.token("Selam")
    joining.start(school.desk, school.turn("Selam"), payload=token)
    joining.choose_language(school.desk, school.turn("Selam"), language=Language.ARABIC)
    school.wait(days=31)
    joining.agree(school.desk, school.turn("Selam"), invitation_id=int(token.split("-")[0]))
    assert kinds(school)[-1] == "invitation_over"
    assert school.links() == []


def test_an_invitation_works_for_one_phone(school: School) -> None:
    token = school.token("Selam")
    for who in ("Selam", "Amal"):
        joining.start(school.desk, school.turn(who), payload=token)
        joining.choose_language(school.desk, school.turn(who), language=Language.ARABIC)
    for who in ("Selam", "Amal"):
        joining.agree(school.desk, school.turn(who), invitation_id=int(token.split("-")[0]))
    assert kinds(school)[-1] == "invitation_over"
    assert len(school.links()) == 1


def test_the_same_phone_with_the_same_invitation_is_shown_where_it_is(school: School) -> None:
    token = school.token("Selam")
    joining.start(school.desk, school.turn("Selam"), payload=token)
    joining.choose_language(school.desk, school.turn("Selam"), language=Language.TIGRINYA)
    joining.agree(school.desk, school.turn("Selam"), invitation_id=int(token.split("-")[0]))
    joining.start(school.desk, school.turn("Selam"), payload=token)
    assert kinds(school)[-2:] == ["welcome", "session"]
    assert len(school.links()) == 1


def test_a_phone_of_one_person_becomes_anothers_only_when_the_caseworker_says_so(
    school: School,
) -> None:
    join(school, "Selam")
    token = school.token("Amal")
    number = int(token.split("-")[0])
    joining.start(school.desk, school.turn("Selam"), payload=token)
    joining.choose_language(
        school.desk, school.turn("Selam"), language=Language.ARABIC, invitation_id=number
    )
    joining.agree(school.desk, school.turn("Selam"), invitation_id=number)
    assert kinds(school)[-1] == "shared_waiting"
    assert [link.is_confirmed for link in school.links()] == [True, False]


def test_a_new_phone_ends_the_old_one(school: School) -> None:
    join(school, "Selam")
    school.wait(days=25)  # until a new invitation is due
    other = "Jens"  # his phone is Selam's new one here
    joining.start(school.desk, school.turn(other), payload=school.token("Selam"))
    joining.choose_language(school.desk, school.turn(other), language=Language.ARABIC)
    number = school.chats()[-1].invitation_id
    joining.agree(school.desk, school.turn(other), invitation_id=number or 0)
    old, new = school.links()
    assert old.ended_at is not None
    assert new.ended_at is None
    assert school.chats()[0].state is ChatState.STOPPED
    joining.start(school.desk, school.turn("Selam"))
    assert kinds(school)[-1] == "invitation_over"


def test_who_joins_late_gets_the_next_reminder_that_makes_sense(school: School) -> None:
    school.clock.move_to(time.read("2026-11-25 19:00"))
    with school.database.transaction() as db:
        for row in school.owed_to("Selam"):
            row.state, row.outcome = NoticeState.FAILED, Outcome.NOT_LINKED
            db.merge(row)
    join(school, "Selam")
    evening, before = [row for row in school.owed_to("Selam") if row.kind == "reminder"]
    assert evening.state is NoticeState.SUPERSEDED
    assert before.state is NoticeState.PLANNED
    assert before.due_at == time.read("2026-11-26 07:30")


def test_stopping_takes_a_question_and_an_answer(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    chats.ask_to_stop(school.desk, school.turn("Selam"))
    assert [row[0].data for row in shown(school, "ask_stop").buttons] == ["stop", "stay"]
    assert school.links()[0].ended_at is None
    chats.stop(school.desk, school.turn("Selam", tap="7"))
    assert school.links()[0].ended_at == school.clock()
    assert {row.state for row in school.owed_to("Selam")} == {NoticeState.CANCELLED}
    assert {row.outcome for row in school.owed_to("Selam")} == {Outcome.STOPPED}
    assert shown(school, "stopped").menu == ()
    assert "/start" in shown(school, "stopped").html
    assert changed(school, ChangeKind.STOPPED) == 1


def test_who_stopped_is_told_so_and_learns_nothing_more(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    chats.stop(school.desk, school.turn("Selam"))
    pages.see_schedule(school.desk, school.turn("Selam"))
    mydata.see(school.desk, school.turn("Selam"))
    assert kinds(school)[-2:] == ["stopped", "stopped"]
    facts = [row for row in school.owed() if row.kind == "welcome"][-1]
    assert "Selam" not in str(school.said(facts))


def test_who_stopped_can_come_back_with_a_new_consent(school: School) -> None:
    join(school, "Selam")
    chats.stop(school.desk, school.turn("Selam"))
    school.wait(days=1)
    joining.start(school.desk, school.turn("Selam"))
    assert kinds(school)[-1] == "ask_consent"
    assert school.links()[-1].ended_at is not None
    number = school.chats()[0].invitation_id
    joining.agree(school.desk, school.turn("Selam"), invitation_id=number or 0)
    assert [link.ended_at is None for link in school.links()] == [False, True]
    reminders = [row for row in school.owed_to("Selam") if row.kind == "reminder"]
    assert {row.state for row in reminders} == {NoticeState.PLANNED}


def test_thinking_better_of_it_changes_nothing(school: School) -> None:
    join(school, "Selam")
    chats.ask_to_stop(school.desk, school.turn("Selam"))
    chats.stay(school.desk, school.turn("Selam", tap="7", message_id=3))
    assert shown(school, "stayed").edits == 3
    assert school.links()[0].ended_at is None


def test_another_language_brings_the_menu_in_it(school: School) -> None:
    join(school, "Selam")
    joining.choose_language(school.desk, school.turn("Selam"), language=Language.ARABIC)
    assert school.person("Selam").language is Language.ARABIC
    menu = shown(school, "language_chosen").menu
    assert menu is not None
    assert menu[0][0] == "📅 الجدول"
    assert changed(school, ChangeKind.LANGUAGE_CHOSEN) == 2


def test_who_blocks_the_bot_cannot_be_reached_until_they_are_back(school: School) -> None:
    join(school, "Selam")
    chats.block(school.desk, school.turn("Selam"))
    assert school.person("Selam").unreachable_at == school.clock()
    assert {row.outcome for row in school.owed_to("Selam")} == {Outcome.BLOCKED}
    chats.unblock(school.desk, school.turn("Selam"))
    assert school.person("Selam").unreachable_at is None
    assert {row.state for row in school.owed_to("Selam")} == {NoticeState.PLANNED}
    assert changed(school, ChangeKind.BECAME_UNREACHABLE) == 1
    assert changed(school, ChangeKind.BECAME_REACHABLE) == 1


def test_who_writes_can_be_written_to(school: School) -> None:
    join(school, "Selam")
    chats.block(school.desk, school.turn("Selam"))
    chats.say_something(school.desk, school.turn("Selam"))
    assert school.person("Selam").unreachable_at is None


def test_a_stranger_who_blocks_the_bot_is_nobody(school: School) -> None:
    chats.block(school.desk, school.turn("Selam"))
    assert school.owed_to("Selam")[0].state is NoticeState.PLANNED


@pytest.mark.parametrize(
    ("now", "tab"),
    [
        ("2026-11-23 12:00", Tab.WEEK),
        ("2026-11-26 11:00", Tab.WEEK),
        ("2026-11-26 12:01", Tab.WEEK),
    ],
)
def test_the_schedule_opens_where_the_next_thing_is(school: School, now: str, tab: Tab) -> None:
    join(school, "Selam", Language.ENGLISH)
    school.clock.move_to(time.read(now))
    pages.see_schedule(school.desk, school.turn("Selam"))
    row = school.owed()[-1]
    assert row.params["tab"] == tab
    is_over = school.clock() > CV.ends_at
    numbers = [button.data for line in shown(school, "schedule").buttons for button in line]
    assert (f"see:{school.cv}:{tab}" in numbers) or is_over


def test_the_schedule_opens_on_a_later_week_when_nothing_comes_in_this_one(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    school.move(time.read("2026-11-30 09:30"))
    pages.see_schedule(school.desk, school.turn("Selam"))
    said = shown(school, "schedule")
    assert school.owed()[-1].params["tab"] == Tab.LATER
    assert said.html.index("Monday 30/11") < said.html.index("1. ")


def test_a_view_said_again_the_day_after_no_longer_calls_it_today(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    school.clock.move_to(time.read("2026-11-26 08:00"))
    pages.see_schedule(school.desk, school.turn("Selam"), tab=Tab.TODAY)
    assert "Today" in shown(school, "schedule").html
    school.wait(days=1)
    assert "Today" not in shown(school, "schedule").html
    assert "Thursday 26/11" in shown(school, "schedule").html


def test_a_session_in_detail_says_all_and_has_a_map(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    pages.see_session(school.desk, school.turn("Selam"), school.cv, tab=Tab.WEEK)
    said = shown(school, "session")
    for part in ("CV workshop", "Thursday 26/11", "09:30–12:00", "Jobhuset", "Østergade 12", "Pas"):
        assert part in said.html
    assert "Mette Holm" in said.html
    assert "89 15 15 15" in said.html
    pages.see_about(school.desk, school.turn("Selam", tap="7"), school.cv, SessionMap)
    assert school.last("map") == Venue(56.46, 10.03, "Jobhuset", "Østergade 12, Randers")


def test_a_cancelled_session_has_no_map(school: School) -> None:
    join(school, "Selam", Language.ENGLISH)
    school.cancel()
    pages.see_about(school.desk, school.turn("Selam", tap="7"), school.cv, SessionMap)
    assert "Cancelled" in shown(school, "map").html
