"""The webhook: kept first, answered after, and nobody else gets in."""

from collections.abc import AsyncIterator
from http import HTTPStatus

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot.intake.webhook import LARGEST_BODY, SECRET_HEADER, Webhook
from storage.database import Database
from storage.vocabulary import InboxState
from tests.intake.updates import BOT, clock, stored, update

SECRET = "s3cret"
PATH = "/telegram"


def client(database: Database) -> httpx.AsyncClient:
    app = Starlette(routes=[Webhook(database, BOT, SECRET, clock).route(PATH)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here")


async def post(database: Database, body: bytes, secret: str | None = SECRET) -> int:
    name = SECRET_HEADER.encode()
    headers = {} if secret is None else {name: secret.encode("latin-1")}
    async with client(database) as http:
        return (await http.post(PATH, content=body, headers=headers)).status_code


async def test_an_update_is_kept_as_it_came(database: Database) -> None:
    assert await post(database, update(5)) == HTTPStatus.OK
    (row,) = stored(database)
    assert (row.bot, row.update_id, row.chat_key, row.raw) == (BOT, 5, 7, update(5))
    assert row.state is InboxState.RECEIVED


async def test_an_update_that_comes_again_is_welcome_and_kept_once(database: Database) -> None:
    assert [await post(database, update(5)) for _ in range(3)] == [HTTPStatus.OK] * 3
    assert len(stored(database)) == 1


@pytest.mark.parametrize("secret", [None, "", "S3cret", "s3cret ", "s3cretx", "é"])
async def test_who_does_not_know_the_secret_is_turned_away(
    sqlite: Database, secret: str | None
) -> None:
    assert await post(sqlite, update(5), secret) == HTTPStatus.FORBIDDEN
    assert stored(sqlite) == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_there_is_nothing_to_look_at(sqlite: Database, method: str) -> None:
    async with client(sqlite) as http:
        answer = await http.request(method, PATH, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    "body", [b"", b"garbage", b"\xff\xfe", b"[]", b'{"message": {}}', b"[" * 9999]
)
async def test_what_cannot_be_read_is_kept_aside_and_never_sent_again(
    database: Database, body: bytes
) -> None:
    assert await post(database, body) == HTTPStatus.OK
    (row,) = stored(database)
    assert (row.state, row.raw) == (InboxState.QUARANTINED, body)


async def test_a_mebibyte_is_taken_and_a_byte_more_is_not(sqlite: Database) -> None:
    head, tail = update(5, text="").split(b'""')
    fits = head + b'"' + b"x" * (LARGEST_BODY - len(head) - len(tail) - 2) + b'"' + tail
    assert len(fits) == LARGEST_BODY
    assert await post(sqlite, fits) == HTTPStatus.OK
    assert await post(sqlite, b" " + fits) == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert len(stored(sqlite)) == 1


async def test_an_endless_body_is_not_read_to_its_end(sqlite: Database) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield b"x" * 100_000

    async with client(sqlite) as http:
        answer = await http.post(PATH, content=endless(), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert read <= 12


@pytest.mark.faults
async def test_what_could_not_be_kept_is_not_said_to_be(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE inbox RENAME TO gone"))
    with pytest.raises(Exception, match="inbox"):
        await post(database, update(5))
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE gone RENAME TO inbox"))
    assert await post(database, update(5)) == HTTPStatus.OK
    assert len(stored(database)) == 1
