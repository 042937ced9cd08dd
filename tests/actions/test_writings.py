"""A text in several languages: how far each can be relied on, and what goes with it."""

import pytest
from sqlmodel import select

from bot.actions import writings
from bot.rules import enclosures
from bot.rules.lint import NameNotAllowed, WordNotAllowed
from bot.rules.refusals import NotThere, Refused
from bot.rules.writings import Contents, Draft
from storage import writings as stored
from storage.files import File
from storage.people import Participant
from storage.vocabulary import Language, TranslationState
from tests.support.cast import Stage
from tests.support.media import JPEG, OGG

DA, AR, TI = Language.DANISH, Language.ARABIC, Language.TIGRINYA
PICTURE, VOICE = enclosures.read(JPEG, "kort.jpg"), enclosures.read(OGG, "")


def keep(
    here: Stage, contents: Contents, writing_id: int | None = None, *, who: str = "Mette"
) -> int:
    """Keep what a caseworker has typed; return the number of the writing."""
    with here.database.transaction() as db:
        home = here.staff(who).municipality_id or 0
        kept = writings.keep_in(
            db, contents, writing_id=writing_id, municipality_id=home, cause=here.cause(who)
        )
        return kept.id or 0


def states(here: Stage, writing_id: int) -> dict[Language, TranslationState]:
    with here.database.reading() as db:
        found = stored.translations_of(db, writing_id)
        return {one: stored.state(row, found.get(DA)) for one, row in found.items()}


def files(here: Stage) -> set[bytes]:
    with here.database.reading() as db:
        return set(db.exec(select(File.content)))


def test_a_translation_is_a_draft_until_it_is_reviewed_and_stale_once_the_danish_changes(
    here: Stage,
) -> None:
    texts = {DA: Draft("Husk mad"), AR: Draft("أحضر الطعام"), TI: Draft("መግቢ ሓዙ", reviewed=True)}
    number = keep(here, Contents(texts))
    assert states(here, number) == {DA: "reviewed", AR: "draft", TI: "reviewed"}
    changed = texts | {DA: Draft("Husk vand"), TI: Draft("መግቢ ሓዙ")}
    keep(here, Contents(changed), number)
    assert states(here, number) == {DA: "reviewed", AR: "stale", TI: "stale"}
    keep(here, Contents(changed | {AR: Draft("أحضر الماء")}), number)
    assert states(here, number) == {DA: "reviewed", AR: "draft", TI: "stale"}
    with here.database.transaction() as db:
        writings.review_in(db, number, TI, cause=here.cause("Mette"))
    keep(here, Contents({AR: Draft("أحضر الماء", reviewed=True)}), number)
    assert states(here, number) == {DA: "reviewed", AR: "reviewed", TI: "reviewed"}
    with here.database.reading() as db:
        found = stored.translations_of(db, number)
        assert {row.reviewed_by for row in found.values()} == {None, here.staff("Mette").staff_id}


def test_a_copy_has_all_that_its_source_has_and_goes_its_own_way(here: Stage) -> None:
    texts = {DA: Draft("Hej", ("Ja", "Nej")), AR: Draft("أهلًا", ("نعم", "لا"), reviewed=True)}
    number = keep(here, Contents(texts, {DA: PICTURE, AR: VOICE}))
    with here.database.transaction() as db:
        copy = writings.copy_in(db, number, cause=here.cause("Mette")).id or 0
    assert states(here, copy) == {DA: "reviewed", AR: "reviewed"}
    keep(here, Contents(taken_out=frozenset({DA, AR})), number)
    assert files(here) == {JPEG, OGG}
    keep(here, Contents(enclosed={DA: VOICE}, taken_out=frozenset({AR})), copy)
    assert files(here) == {OGG}
    with here.database.reading() as db:
        found = stored.translations_of(db, copy)
        assert (found[DA].file_name, found[AR].file_id) == ("file.ogg", None)
        assert found[AR].choices == ["نعم", "لا"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Kontanthjælp", WordNotAllowed), ("Giv det til Selam Haile", NameNotAllowed)],
)
def test_what_must_not_be_sent_is_refused_in_every_language(
    here: Stage, text: str, kind: type[Refused]
) -> None:
    number = keep(here, Contents({DA: Draft("Hej")}))
    with here.database.transaction() as db:
        db.get_one(Participant, here.town.people["Selam"]).name = "Selam Haile"
    with pytest.raises(kind) as refused:
        keep(here, Contents({DA: Draft("Hej igen"), AR: Draft(text)}), number)
    assert refused.value.values["field"] == "text_ar"
    assert states(here, number) == {DA: "reviewed"}


def test_the_writing_of_another_municipality_is_not_there(here: Stage) -> None:
    number = keep(here, Contents({DA: Draft("Hej")}))
    with pytest.raises(NotThere):
        keep(here, Contents({DA: Draft("Farvel")}), number, who="Jonas")
