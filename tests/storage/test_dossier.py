"""No table about a person is forgotten when they ask for everything, or for nothing more."""

from sqlmodel import SQLModel

from storage import dossier, schema

OF_OTHERS = {"session", "chat", "invitation", "link", "absence", "placement", "task", "enrolment"}
"""What refers to one of these is not therefore about the person: it names them itself, or nobody."""


def tables(*models: type[SQLModel]) -> set[str]:
    return {str(model.__tablename__) for model in models}


def test_every_table_that_names_a_participant_is_told() -> None:
    naming = {
        table.name
        for table in schema.METADATA.tables.values()
        if any(key.column.table.name == "participant" for key in table.foreign_keys)
    }
    assert naming == tables(*dossier.OWN)


def test_every_table_of_parts_is_told_with_what_it_belongs_to() -> None:
    owners = tables(*dossier.OWN) - OF_OTHERS
    parts = {
        table.name
        for table in schema.METADATA.tables.values()
        if any(key.column.table.name in owners for key in table.foreign_keys)
    }
    assert parts <= tables(*dossier.OWN) | tables(*(part for part, _, _ in dossier.PARTS))
