"""Somebody's reminders rest: until a day, or until a talk; what changes is told all the same."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.actions import muting, no_shows, planning, reminders, tasks
from bot.actions.attendance import Noted, note_in
from bot.rules.refusals import NotThere, Refused
from bot.rules.time import local, read
from storage.changes import Change
from storage.people import Participant
from storage.schedule import Session
from storage.tasks import Task
from storage.vocabulary import ChangeKind, NoticeState, Outcome, Presence, Source
from tests.support import cast
from tests.support.cast import NOON, TUESDAY, Stage

EVENING, TWO_HOURS = "23/11 18:00", "24/11 07:30"
DAY = timedelta(days=1)


def mute(here: Stage, until: str, *, who: str = "Mette", reason: str = "") -> None:
    jens, day = here.town.people["Jens"], date.fromisoformat(until)
    muting.mute(here.database, jens, day, reason=reason, cause=here.cause(who))


def planned(here: Stage, *, now: datetime = NOON) -> list[str]:
    rows = here.owed("Jens", kinds=["reminder"])
    return sorted(f"{local(row.due_at):%d/%m %H:%M}" for row in rows if row.due_at > now)


def held(here: Stage) -> list[Outcome | None]:
    rows = here.rows("Jens", kinds=["reminder"])
    return [row.outcome for row in rows if row.state is NoticeState.SUPERSEDED]


def note(here: Stage, session_id: int, presence: Presence, *, days: int) -> None:
    """Note whether Jens was there, and look at it again."""
    cause = here.cause("Mette", now=NOON + DAY * days)
    with here.database.transaction() as db:
        person = db.get_one(Participant, here.town.people["Jens"])
        session = db.get_one(Session, session_id)
        note_in(db, session, person, Noted(Source.TRAINER, presence), cause=cause)


def talks(here: Stage) -> list[Task]:
    with here.database.reading() as db:
        return [
            task for task in db.exec(select(Task).order_by(col(Task.id))) if task.closed_at is None
        ]


def test_what_is_due_before_the_day_rests_and_the_rest_goes(here: Stage) -> None:
    here.session()
    mute(here, "2026-11-24")
    assert planned(here) == [TWO_HOURS]
    assert held(here) == [Outcome.MUTED]
    planning.plan_ahead(here.database, NOON)
    assert planned(here) == [TWO_HOURS]


def test_who_is_muted_hears_of_a_change_and_is_reminded_again_when_it_is_over(here: Stage) -> None:
    session = here.session()
    mute(here, "2026-11-26")
    here.move(session, TUESDAY + 3 * DAY)
    assert planned(here) == ["26/11 18:00", "27/11 07:30"]
    assert [row.kind for row in here.owed("Jens", kinds=["session_moved"])] == ["session_moved"]


def test_what_comes_into_sight_meanwhile_is_not_made_up_for_in_the_night(here: Stage) -> None:
    here.session(what=cast.plan(read("2026-12-15 00:30")))
    mute(here, "2026-12-15")
    for moment in ("2026-12-05 12:00", "2026-12-15 00:00", "2026-12-15 00:05"):
        planning.plan_ahead(here.database, read(moment))
    assert planned(here) == []
    assert set(held(here)) == {Outcome.MUTED}


def test_reminders_go_again_when_staff_say_so(here: Stage) -> None:
    here.session()
    mute(here, "2026-12-01", reason="bryllup")
    assert planned(here) == []
    muting.unmute(here.database, here.town.people["Jens"], cause=here.cause("Mette"))
    assert planned(here) == [EVENING, TWO_HOURS]
    with here.database.reading() as db:
        muted = select(Change).where(Change.kind == ChangeKind.REMINDERS_MUTED)
        found = db.exec(muted.order_by(col(Change.id))).all()
    assert [row.after for row in found] == [
        {"until": "2026-12-01", "why": "bryllup"},
        {"hint": "go_again"},
    ]


def test_what_is_claimed_as_somebody_is_muted_is_not_sent(here: Stage) -> None:
    here.session()
    at_six = read("2026-11-23 18:00")
    rows = [row for row in here.claim(now=at_six) if row.participant_id == here.town.people["Jens"]]
    with here.database.transaction() as db:
        db.get_one(Participant, here.town.people["Jens"]).muted_until = at_six + DAY
    assert [here.begin(row, now=at_six) for row in rows] == [None]
    assert held(here) == [Outcome.MUTED]


@pytest.mark.parametrize(
    ("until", "who", "reason", "refusal"),
    [
        ("2026-11-23", "Mette", "", muting.NotAhead),
        ("2027-11-26", "Mette", "", muting.MutedTooLong),
        ("2026-12-01", "Mette", "syg, depression", Refused),
        ("2026-12-01", "Jonas", "", NotThere),
        ("2026-12-01", "Karin", "", NotThere),
    ],
)
def test_a_muting_that_makes_no_sense_is_refused(
    here: Stage, until: str, who: str, reason: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        mute(here, until, who=who, reason=reason)


def test_after_three_missed_sessions_a_talk_takes_the_place_of_reminders(here: Stage) -> None:
    missed = [here.session(f"m{n}", cast.plan(TUESDAY + DAY * n)) for n in range(3)]
    here.session("ahead", cast.plan(TUESDAY + DAY * 8))
    for days, session in enumerate(missed, 1):
        assert talks(here) == []
        note(here, session, Presence.ABSENT, days=days)
    assert len(talks(here)) == 1
    later, at_six = NOON + DAY * 3, read("2026-12-01 18:00")
    due = [row for row in here.claim(now=at_six) if row.due_at == at_six]
    mine = [row for row in due if row.participant_id == here.town.people["Jens"]]
    assert [here.begin(row, now=at_six) for row in mine] == [None]
    planning.plan_ahead(here.database, later)
    assert planned(here, now=later) == []
    assert Outcome.NO_SHOWS in held(here)
    [task] = talks(here)
    tasks.close(here.database, task.id or 0, cause=here.cause("Mette", now=later))
    assert planned(here, now=later) == ["01/12 18:00", "02/12 07:30"]


def test_a_correction_takes_the_talk_off_the_list(here: Stage) -> None:
    missed = [here.session(f"m{n}", cast.plan(TUESDAY + DAY * n)) for n in range(3)]
    here.session("ahead", cast.plan(TUESDAY + DAY * 8))
    for days, session in enumerate(missed, 1):
        note(here, session, Presence.ABSENT, days=days)
    note(here, missed[1], Presence.LATE, days=4)
    assert talks(here) == []
    later = NOON + DAY * 4
    planning.plan_ahead(here.database, later)
    assert planned(here, now=later) == ["01/12 18:00", "02/12 07:30"]


def test_a_municipality_can_choose_never(here: Stage) -> None:
    missed = [here.session(f"m{n}", cast.plan(TUESDAY + DAY * n)) for n in range(3)]
    here.session("ahead", cast.plan(TUESDAY + DAY * 8))
    for days, session in enumerate(missed, 1):
        note(here, session, Presence.ABSENT, days=days)
    later = NOON + DAY * 4
    reminders.set_no_shows(here.database, 0, cause=here.cause("Mette", now=later))
    assert planned(here, now=later) == ["01/12 18:00", "02/12 07:30"]
    with here.database.transaction() as db:
        person = db.get_one(Participant, here.town.people["Jens"])
        no_shows.review_in(db, person, cause=here.cause("Mette", now=later))
    assert talks(here) == []
