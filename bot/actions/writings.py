"""Keep what staff write for people, in several languages, within the transaction of its use."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session as Db, col, select

from bot.actions import wording
from bot.actions.changes import Cause
from bot.rules import lint, writings as rules
from bot.rules.enclosures import Enclosure
from bot.rules.refusals import NotThere
from bot.rules.writings import Contents, Draft
from storage import files, writings
from storage.database import FOR_CHANGE
from storage.people import Participant
from storage.vocabulary import Language
from storage.writings import Translation, Writing

Drafts = Mapping[Language, Draft]


def keep_in(
    db: Db, contents: Contents, *, municipality_id: int, cause: Cause, writing_id: int | None = None
) -> Writing:
    """Keep what a form says of a writing, a new one when it has no id yet.

    Raises what `write_in` and `enclose_in` raise.
    """
    if writing_id is not None:
        take_out_in(db, writing_id, contents.taken_out)
    writing = write_in(
        db,
        contents.texts,
        writing_id=writing_id,
        municipality_id=municipality_id,
        cause=cause,
        enclosed=contents.enclosed,
    )
    for language, enclosure in contents.enclosed.items():
        enclose_in(db, writing.id or 0, language, enclosure)
    return writing


def write_in(
    db: Db,
    texts: Drafts,
    *,
    municipality_id: int,
    cause: Cause,
    writing_id: int | None = None,
    enclosed: Iterable[Language] = (),
) -> Writing:
    """Keep the texts of a writing; a language that is not given stays as it is.

    What has changed is a draft made from the Danish as it is now, until it is reviewed; what has
    not stays what it was, and is out of date when the Danish has changed. `enclosed` are the
    languages that will get a file. Raises NotThere, and for what cannot be sent a refusal with
    its field, as `bot.rules.writings.check`, `wording.check` and `lint.check_names` do.
    """
    writing = _writing(db, writing_id, municipality_id, cause)
    known = writings.translations_of(db, writing.id or 0)
    before = {one: Draft(row.text, _choices(row)) for one, row in known.items()}
    wanted = {**before, **texts}
    rules.check(wanted, enclosed={*enclosed, *(one for one, row in known.items() if row.file_id)})
    _look_at(db, municipality_id, texts, before)
    danish = wanted[Language.DANISH]
    digest = writings.digest(danish.text, danish.choices)
    for language, draft in texts.items():
        row = known.get(language) or _blank(writing, language)
        _put(row, draft, digest, cause)
        if row.id or draft.text:
            db.add(row)
    db.flush()
    return writing


def review_in(db: Db, writing_id: int, language: Language, *, cause: Cause) -> None:
    """Mark a translation as reviewed by the caller as it is now; raises NotThere."""
    known = writings.translations_of(db, writing_id)
    row, danish = known.get(language), known.get(Language.DANISH)
    if row is None or danish is None or not row.text or row is danish:
        raise NotThere
    _review(row, writings.digest(danish.text, danish.choices), cause)
    db.add(row)


def enclose_in(db: Db, writing_id: int, language: Language, enclosure: Enclosure) -> None:
    """Send a file along with a writing in a language, in the place of what was there before.

    Raises EnclosureWithoutText, and WritingTooLong for a text that does not fit below it.
    """
    known = writings.translations_of(db, writing_id)
    drafts = {one: Draft(row.text, _choices(row)) for one, row in known.items()}
    rules.check_one(language, drafts, is_enclosed=True)
    row = known[language]
    before = row.file_id
    row.file_id = files.keep(db, row.municipality_id, enclosure.content, enclosure.media_type)
    row.file_kind, row.file_name = enclosure.kind, enclosure.name
    db.add(row)
    if before not in {None, row.file_id}:
        files.drop(db, [before or 0])


def take_out_in(db: Db, writing_id: int, languages: Iterable[Language]) -> None:
    """Send no file along with a writing in these languages any more."""
    known = writings.translations_of(db, writing_id)
    rows = [known[one] for one in languages if one in known and known[one].file_id]
    taken = [row.file_id or 0 for row in rows]
    for row in rows:
        row.file_id, row.file_kind, row.file_name = None, None, ""
        db.add(row)
    files.drop(db, taken)


def copy_in(db: Db, writing_id: int, *, cause: Cause) -> Writing:
    """Return a new writing with all that another one says: texts, how far they are, files."""
    source = db.get_one(Writing, writing_id)
    copy = _writing(db, None, source.municipality_id, cause)
    for row in writings.translations_of(db, writing_id).values():
        db.add(Translation(**row.model_dump(exclude={"id", "writing_id"}), writing_id=copy.id or 0))
    db.flush()
    return copy


def match_in(db: Db, writing_id: int, source_id: int, *, cause: Cause) -> None:
    """Let a writing say all that another one says: texts, how far they are, files."""
    source = db.get_one(Writing, source_id)
    writing = _writing(db, writing_id, source.municipality_id, cause)
    known = writings.translations_of(db, writing_id)
    wanted = writings.translations_of(db, source_id)
    before = [row.file_id for row in known.values() if row.file_id]
    for language, row in wanted.items():
        there = known.pop(language, None) or _blank(writing, language)
        there.sqlmodel_update(row.model_dump(exclude={"id", "writing_id"}))
        db.add(there)
    for row in known.values():
        db.delete(row)
    files.drop(db, before)


def drop_in(db: Db, writing_id: int) -> None:
    """Delete a writing that nothing uses any more, with its files."""
    rows = writings.translations_of(db, writing_id).values()
    enclosed = [row.file_id for row in rows if row.file_id]
    for row in rows:
        db.delete(row)
    db.flush()
    db.delete(db.get_one(Writing, writing_id))
    files.drop(db, enclosed)


def _writing(db: Db, writing_id: int | None, municipality_id: int, cause: Cause) -> Writing:
    """Return a writing, kept from everybody else until the transaction ends, or a new one."""
    if writing_id is None:
        new = Writing(municipality_id=municipality_id, created_at=cause.now)
        db.add(new)
        db.flush()
        return new
    found = db.get(Writing, writing_id, with_for_update=FOR_CHANGE)
    if found is None or found.municipality_id != municipality_id:
        raise NotThere
    return found


def _look_at(db: Db, municipality_id: int, texts: Drafts, before: Drafts) -> None:
    """Refuse words and names that must not be sent; what stood there before is not asked again."""
    kept, new = dict(rules.fields(before)), dict(rules.fields(texts))
    wording.check(db, municipality_id, new, before=kept)
    changed = {field: text for field, text in new.items() if text and text != kept.get(field)}
    if changed:
        names = _names(db, municipality_id)
        for field, text in changed.items():
            lint.check_names(text, names, field=field)


def _names(db: Db, municipality_id: int) -> list[str]:
    """Return the full names of a municipality's people."""
    found = db.exec(
        select(Participant.name, Participant.called).where(
            Participant.municipality_id == municipality_id, col(Participant.erased_at).is_(None)
        )
    )
    return [name for both in found for name in set(both) if name]


def _put(row: Translation, draft: Draft, digest: str, cause: Cause) -> None:
    """Put a draft into its row; what has changed is reviewed only when the draft says so."""
    if (row.text, _choices(row)) != (draft.text, draft.choices):
        row.text, row.choices = draft.text, list(draft.choices)
        row.source_digest, row.reviewed_at, row.reviewed_by = digest, None, None
    if row.language is Language.DANISH:
        row.source_digest = None
    elif draft.reviewed and draft.text:
        _review(row, digest, cause)


def _review(row: Translation, digest: str, cause: Cause) -> None:
    row.source_digest = digest
    row.reviewed_at, row.reviewed_by = cause.now, cause.caller.staff_id


def _blank(writing: Writing, language: Language) -> Translation:
    return Translation(
        municipality_id=writing.municipality_id, writing_id=writing.id or 0, language=language
    )


def _choices(row: Translation) -> tuple[str, ...]:
    return tuple(str(one) for one in row.choices)
