"""Workers to kill, and streets to do it in."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import postgres, scratch, street, workers
from tests.support.noon import Template
from tests.support.workers import Workers


@pytest.fixture(scope="session")
def nursery() -> Iterator[Workers]:
    with workers.nursery() as found:
        yield found


@pytest.fixture(scope="session")
def sqlite_template(migrated_file: Path) -> Iterator[Template]:
    with scratch.folder() as folder:
        original = Path(shutil.copy(migrated_file, folder))

        @contextlib.contextmanager
        def copy() -> Iterator[str]:
            with scratch.folder() as place:
                yield f"sqlite:///{shutil.copy(original, place)}"

        yield Template(street.build(f"sqlite:///{original}"), copy)


@pytest.fixture(scope="session")
def postgresql_template(postgres_server: postgres.Server, migrated_postgres: str) -> Template:
    original = postgres_server.create(template=migrated_postgres)

    @contextlib.contextmanager
    def copy() -> Iterator[str]:
        name = postgres_server.create(template=original)
        yield postgres_server.url(name)
        postgres_server.drop(name)

    return Template(street.build(postgres_server.url(original)), copy)


@pytest.fixture(params=["sqlite", "postgresql"])
def template(request: pytest.FixtureRequest) -> Template:
    """Both databases in turn."""
    found = request.getfixturevalue(f"{request.param}_template")
    assert isinstance(found, Template)
    return found
