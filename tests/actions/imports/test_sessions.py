"""A list of sessions: an edit is an edit, and who is enrolled is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.imports import Line, Report, bring_in
from bot.actions.imports.run import SentenceMissing
from bot.actions.imports.sessions import SESSIONS
from bot.delivery import compose
from bot.imports import sentence
from bot.imports.names import Else
from bot.imports.said import effects
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import NoticeState, Priority
from tests.actions.imports.lists import CV, NOW, Importer, link, rows, said


def test_a_moved_session_is_told_and_planned_anew(filled: Importer, database: Database) -> None:
    report = filled(SESSIONS, replace(CV, starts=CV.starts + timedelta(hours=1)))
    assert (report.changed, report.unlinked) == (1, 2)
    (session,) = rows(database, Session)
    assert session.revision == 2
    current = [
        row
        for row in rows(database, Outbox)
        if row.session_revision == 2 and row.state != NoticeState.SUPERSEDED
    ]
    assert {row.kind for row in current} == {"session_moved", "reminder"}
    assert {row.participant_id for row in current} == {p.id for p in rows(database, Participant)}


def test_a_sentence_goes_with_the_news_when_every_reader_is_thought_of(
    filled: Importer, database: Database
) -> None:
    link(database, "R-1")
    moved = Line(1, replace(CV, starts=CV.starts + timedelta(hours=1)))
    undecided = sentence.read({"da": "Tag madpakke med."}, otherwise=None)
    with pytest.raises(SentenceMissing, match="ti"):
        bring_in(database, SESSIONS, [moved], cause=Cause(OPERATOR, "says:1", NOW, undecided))
    assert not [row for row in rows(database, Outbox) if row.kind == "session_moved"]
    wrong = Line(2, replace(CV, key="new", ends=CV.starts))
    cause = Cause(OPERATOR, "says:1", NOW, undecided)
    assert len(bring_in(database, SESSIONS, [moved, wrong], cause=cause).problems) == 1
    decided = sentence.read({"da": "Tag madpakke med."}, otherwise=Else.NOTHING)
    cause = Cause(OPERATOR, "says:2", NOW, decided)
    report = bring_in(database, SESSIONS, [moved], cause=cause, say=compose.in_full)
    lines = list(effects(report, dry_run=False))
    assert "- session moved (ti: 1)" in lines
    assert "    💬 Tag madpakke med." in lines
    assert lines[-2:] == ["  To: Selam (R-1)", "  Call: Amal (R-2)"]
    told = [row.params for row in rows(database, Outbox) if row.kind == "session_moved"]
    assert {tuple(one["without"]) for one in told} == {("ar", "da", "en", "ti")}


def test_a_new_title_is_no_news(filled: Importer, database: Database) -> None:
    report = filled(SESSIONS, replace(CV, title="CV-workshop", title_ar="سيرة"))
    assert report == Report(changed=1)
    (session,) = rows(database, Session)
    assert (session.title_da, session.title_ar, session.title_ti) == ("CV-workshop", "سيرة", "ሲቪ")
    assert not [row for row in rows(database, Outbox) if row.priority == Priority.CHANGE]


def test_a_column_that_is_absent_leaves_what_is_there(filled: Importer, database: Database) -> None:
    short = replace(CV, title_ti=None, position=None, has_position=False)
    assert filled(SESSIONS, short) == Report(unchanged=1)
    emptied = replace(CV, title_ti="", position=None)
    assert filled(SESSIONS, emptied) == Report(changed=1)
    (session,) = rows(database, Session)
    assert (session.title_ti, session.latitude) == (None, None)


def test_what_is_past_stays_and_cannot_be_changed(filled: Importer, database: Database) -> None:
    later = CV.ends + timedelta(days=1)
    assert filled(SESSIONS, CV, now=later) == Report(unchanged=1)
    (problem,) = said(filled(SESSIONS, replace(CV, place="AMU"), now=later))
    assert problem.startswith("line 2, starts: This session has begun or is over")
    (problem,) = said(filled(SESSIONS, replace(CV, key="new"), now=later))
    assert problem.startswith("line 2, starts: 2026-11-25 09:30 has passed.")


def test_a_programme_that_has_run_is_taken_as_it_was(filled: Importer, database: Database) -> None:
    later = CV.ends + timedelta(days=1)
    owed = len(rows(database, Outbox))
    assert filled(SESSIONS, replace(CV, key="new"), now=later, past=True) == Report(added=1)
    assert len(rows(database, Outbox)) == owed
    (problem,) = said(filled(SESSIONS, replace(CV, place="AMU"), now=later, past=True))
    assert problem.startswith("line 2, starts: This session has begun or is over")


def test_a_session_that_ends_before_it_starts_names_its_end(filled: Importer) -> None:
    (problem,) = said(filled(SESSIONS, replace(CV, ends=CV.starts)))
    assert problem.startswith("line 2, ends: The session ends before it starts.")
