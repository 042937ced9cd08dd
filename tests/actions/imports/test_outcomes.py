"""A list of outcomes: what it says is entered by the list, and corrected by a corrected one."""

from datetime import date, timedelta

from sqlmodel import update

from bot.actions.access import OPERATOR
from bot.actions.imports.outcomes import COLUMNS, OUTCOMES, WantedOutcome
from bot.queries import dossier, outcomes as known, timeline
from bot.rules.outcomes import Told
from bot.texts.dossier import Origin, Readable
from bot.texts.facts import Facts
from bot.texts.outcomes import OutcomeCard
from bot.texts.say import Voice
from storage import dossier as store, outcomes
from storage.database import Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ChangeKind, Language, OutcomeKind
from tests.actions.imports.lists import NOW, Importer, rows

FROM = date(2026, 9, 1)
JOB = WantedOutcome(
    "R-1",
    "Randers",
    Told(OutcomeKind.JOB, "Arla", hours=37, starts_on=FROM, evidence="Kontrakt"),
    frozenset(COLUMNS),
)


def test_what_a_list_has_brought_in_is_nowhere_said_to_be_told_by_the_person(
    filled: Importer, database: Database
) -> None:
    filled(OUTCOMES, JOB)
    [job] = rows(database, Achievement)
    [claim] = known.of_person(database, OPERATOR, job.participant_id)
    assert (claim.is_entered, claim.entered_by) == (True, None)
    with database.reading() as db:
        person = db.get_one(Participant, job.participant_id)
        data = dossier.of_person(db, Readable(), person, NOW)
        events = timeline.of_person(db, job.participant_id).events
        card = known.LOADERS["outcome"](db, OutcomeCard(job.id), person, NOW)
    [[told]] = [one.rows for one in data.sections if one.name == "outcomes"]
    assert dict(told)["source"] is Origin.LIST
    [entered] = [one for one in events if one.kind is ChangeKind.OUTCOME_ENTERED]
    assert entered.is_listed
    here = Facts(Language.ENGLISH, NOW, about=card)
    text = OutcomeCard(job.id).say(Voice(Language.ENGLISH), here)
    assert "The municipality has confirmed it." in str(text)
    with database.transaction() as db:
        store.erase(db, job.participant_id)
        assert outcomes.entered(db, job.participant_id) == {job.id}
        db.exec(update(Achievement).values(claimed_at=NOW + timedelta(seconds=1)))
        assert outcomes.entered(db, job.participant_id) == frozenset()
