"""What an edit would lead to is foretold exactly, and foretelling leaves no trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, update

from bot.actions import consequences, occasions, people, schedule
from bot.actions.changes import Cause
from bot.actions.consequences import Consequences
from bot.actions.placements import placing
from bot.delivery import compose
from bot.rules import sentences
from bot.rules.refusals import InThePast
from storage.database import Database
from storage.outbox import Outbox
from storage.placements import Placement
from storage.schedule import Session
from storage.vocabulary import Language, NoticeState
from tests.support import cast, leaving, memory, offers
from tests.support.cast import NOON, TUESDAY, Stage, plan

Act = Callable[[Database, Cause], object]
HOUR = timedelta(hours=1)
SILENT = "refresh"


def foretold(here: Stage, act: Act, cause: Cause) -> Consequences:
    say = compose.in_full
    return consequences.of(here.database, lambda twin: act(twin, cause), now=NOON, say=say)


def acts(here: Stage) -> dict[str, Act]:
    """Return what is done to a session of Service, to an event, to places and to a placement."""
    town = here.town
    service, bus = town.courses["Service"], town.courses["Bus"]
    session = here.session(course="Service")
    event = occasions.invite(here.database, [bus], "fair", plan(), cause=here.cause("Mette"))
    placement = offers.found(here.database, town)["placement"]
    # Its days come into being by the first change.
    placing.change(here.database, placement, terms(here, placement), cause=here.cause("Mette"))
    jens, selam = town.people["Jens"], town.people["Selam"]
    moved = plan(TUESDAY + 4 * HOUR)
    later = replace(terms(here, placement), contact="Bo", weekdays="012")
    return {
        "move": lambda db, cause: schedule.change(db, session, moved, cause=cause),
        "cancel": lambda db, cause: schedule.cancel(db, session, cause=cause),
        "appoint": lambda db, cause: occasions.appoint(db, jens, "a", plan(), cause=cause),
        "open": lambda db, cause: occasions.change(db, event, [service], moved, cause=cause),
        "enrol": lambda db, cause: people.enrol(db, jens, service, cause=cause),
        "withdraw": lambda db, cause: leaving.leave(db, selam, service, cause=cause),
        "place": lambda db, cause: placing.change(db, placement, later, cause=cause),
        "end": lambda db, cause: placing.end(db, placement, cause=cause),
    }


def terms(here: Stage, placement: int) -> placing.Terms:
    """Return a placement on other days than the one that was found."""
    with here.database.reading() as db:
        known = placing.terms_of(db.get_one(Placement, placement))
    return replace(known, weekdays="0123")


DONE = ("move", "cancel", "appoint", "open", "enrol", "withdraw", "place", "end")


@pytest.mark.parametrize("what", DONE)
def test_what_is_foretold_is_owed_and_foretelling_keeps_nothing(here: Stage, what: str) -> None:
    act, cause = acts(here)[what], here.cause("Mette")
    cause = replace(cause, adds=sentences.read({Language.DANISH: "Tag madpakke med."}))
    before = memory.dump(here.database)
    said = foretold(here, act, cause)
    assert memory.dump(here.database) == before
    act(here.database, cause)
    known = {row["id"] for row in before["outbox"]}
    new = [row for row in here.rows() if row.id not in known and row.kind != SILENT]
    told = [row for row in new if row.kind != "reminder" or row.due_at <= NOON]
    assert said.told
    assert [(one.person.id, one.kind, one.due_at) for one in said.told] == [
        (row.participant_id, row.kind, row.due_at) for row in told
    ]
    assert said.planned == len(new) - len(told)
    now = {row.id: row.state for row in here.rows()}
    taken = NoticeState.SUPERSEDED, NoticeState.CANCELLED
    was = [row["id"] for row in before["outbox"] if row["state"] not in taken]
    assert said.taken_back == sum(now[number] in taken for number in was)


def test_what_others_do_meanwhile_is_not_counted(postgresql: Database) -> None:
    here = cast.stage(postgresql)
    session = here.session(course="Service")
    planned = len(here.rows())
    here.session("other", course="Service")

    def cancel_while_a_worker_sends(twin: Database, cause: Cause) -> None:
        with twin.transaction() as db:
            schedule.cancel_in(db, db.get_one(Session, session), cause=cause)
            with postgresql.transaction() as worker:
                others = col(Outbox.session_id) != session
                worker.exec(update(Outbox).where(others).values(state=NoticeState.SENT))

    said = foretold(here, cancel_while_a_worker_sends, here.cause("Mette"))
    assert said.taken_back == planned


def test_the_words_are_those_of_the_phone_in_each_language_that_is_reached(here: Stage) -> None:
    session = here.session(course="Service")
    moved = plan(TUESDAY + 4 * HOUR)
    said = foretold(
        here, lambda db, cause: schedule.change(db, session, moved, cause=cause), here.cause()
    )
    assert said.languages == (Language.TIGRINYA, Language.ARABIC)
    assert [person.name for person in said.unreached] == ["Rahwa Kidane"]
    words = {language: text.html for (_, language), text in said.says.items()}
    assert set(words) == {Language.TIGRINYA, Language.ARABIC, Language.DANISH}
    assert all("13:30" in html for html in words.values())
    assert "ወርክሾፕ ሲቪ" in words[Language.TIGRINYA]


def test_what_is_refused_is_refused_in_the_rehearsal_too(here: Stage) -> None:
    session = here.session()
    early = plan(NOON - HOUR)
    with pytest.raises(InThePast):
        foretold(
            here, lambda db, cause: schedule.change(db, session, early, cause=cause), here.cause()
        )
    assert here.rows(kinds=["session_moved"]) == []
