"""In a caseworker's own chat a session is moved or cancelled once, after a look at whom it tells."""

import pytest
from sqlmodel import col, select, update

from bot.actions import schedule
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.delivery import compose
from bot.rules.time import local, read
from bot.texts.message import Text
from storage.database import Database
from storage.dialogues import Dialogue
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Language, Role
from storage.writings import Translation
from tests.chat.test_staff_broadcasts import Hand
from tests.support.cast import plan
from tests.support.founding import NOW

TOMORROW = read("2026-11-24 09:30")


class Editor(Hand):
    """Mette, and a session of Service tomorrow with Selam, Amal, Rahwa and Noor."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        spoken = {"Selam": Language.TIGRINYA, "Amal": Language.ARABIC, "Noor": Language.ARABIC}
        with database.transaction() as db:
            for who, language in spoken.items():
                mine = col(Participant.id) == self.town.people[who]
                db.exec(update(Participant).where(mine).values(language=language))
        course, cause = self.town.courses["Service"], Cause(OPERATOR, "adds", NOW)
        self.session = schedule.add(database, course, "cv", plan(TOMORROW), cause=cause)

    def starts(self) -> str:
        with self.database.reading() as db:
            session = db.get_one(Session, self.session)
            return "off" if session.cancelled_at else f"{local(session.starts_at):%d/%m %H:%M}"

    def told(self) -> list[Outbox]:
        with self.database.reading() as db:
            kinds = ("session_moved", "session_cancelled")
            told = select(Outbox).where(col(Outbox.kind).in_(kinds))
            return list(db.exec(told.order_by(col(Outbox.id))))

    def said(self) -> dict[str, object]:
        with self.database.reading() as db:
            found = db.exec(select(Dialogue)).first()
            return dict(found.said) if found else {}

    def foreseen(self, typed: str = "14:00") -> str:
        """Choose the session and say what to do; return the mark of what is shown."""
        self.say("/sessions")
        self.tap(f"edit:{self.session}")
        answer = self.say(typed)
        assert answer["kind"] == "edit_summary"
        return str(answer["mark"])


@pytest.fixture
def mette(database: Database) -> Editor:
    return Editor(database)


def test_a_session_is_moved_by_a_typed_time_once_it_is_confirmed(mette: Editor) -> None:
    mark = mette.foreseen()
    assert mette.starts() == "24/11 09:30"
    assert mette.told() == []
    said = mette.said()
    assert said["told"] == {"ti": 1, "ar": 2}
    assert said["to_call"] == [mette.town.people["Rahwa"]]
    says = said["says"]
    assert isinstance(says, dict)
    assert all("14:00–16:00" in words for words in says.values())
    assert set(says) == {"da", "ar", "ti"}
    assert mette.tap(f"edit_go:{mark}:all")["kind"] == "edit_done"
    assert mette.starts() == "24/11 14:00"
    assert mette.tap(f"edit_go:{mark}:all")["says"] == "out_of_date"
    assert len(mette.told()) == 4


def test_the_same_workshop_of_several_courses_is_told_apart(mette: Editor) -> None:
    course, cause = mette.town.courses["Bus"], Cause(OPERATOR, "adds bus", NOW)
    schedule.add(mette.database, course, "cv", plan(TOMORROW), cause=cause)
    mette.say("/sessions")
    with mette.database.reading() as db:
        row = db.exec(select(Outbox).order_by(col(Outbox.id).desc())).first()
        said = compose.message(db, row, NOW) if row else None
    assert isinstance(said, Text)
    labels = [button.label for (button,) in said.buttons]
    assert [label.split(" · ")[1] for label in labels] == [
        "09:30 Serviceforløbet",
        "09:30 Busforløbet",
    ]


def test_it_is_cancelled_by_a_word_with_a_sentence_that_others_do_without(mette: Editor) -> None:
    first = mette.foreseen("aflys")
    assert mette.say("Underviseren er syg")["refusal"] == "WordNotAllowed"
    mark = str(mette.say("Vi ses på torsdag.")["mark"])
    assert mette.tap(f"edit_go:{first}:all")["says"] == "out_of_date"
    mette.tap(f"edit_go:{mark}:without")
    assert mette.starts() == "off"
    assert {tuple(row.params["without"]) for row in mette.told()} == {("ar", "en", "ti")}
    with mette.database.reading() as db:
        assert db.exec(select(Translation.text)).all() == ["Vi ses på torsdag."]


def test_bad_input_gets_a_sentence_and_the_question_stays(mette: Editor) -> None:
    mette.say("/sessions")
    mette.tap(f"edit:{mette.session}")
    for typed, refusal in (("snart", "NotAMoment"), ("1/11 09:00", "InThePast")):
        assert mette.say(typed)["refusal"] == refusal
    assert mette.say("14:00")["kind"] == "edit_summary"
    assert mette.say("nej")["kind"] == "staff_sessions"
    assert mette.said() == {}
    assert mette.starts() == "24/11 09:30"


def test_who_was_overtaken_by_somebody_else_looks_again(mette: Editor) -> None:
    mark = mette.foreseen()
    cause = Cause(OPERATOR, "other", NOW)
    schedule.change(mette.database, mette.session, plan(TOMORROW, place="Hallen"), cause=cause)
    assert mette.tap(f"edit_go:{mark}:all")["refusal"] == "ChangedSince"
    assert mette.starts() == "24/11 09:30"


def test_coordinators_and_other_municipalities_edit_nothing(mette: Editor) -> None:
    with mette.database.transaction() as db:
        db.exec(update(Staff).values(role=Role.COORDINATOR))
    assert mette.say("/sessions")["refusal"] == "CoordinatorsEditNothing"
    with mette.database.transaction() as db:
        db.exec(update(Staff).values(role=Role.CASEWORKER, municipality_id=2))
        db.exec(update(Session).values(course_id=mette.town.courses["Bus"]))
    assert mette.tap(f"edit:{mette.session}")["says"] == "out_of_date"
