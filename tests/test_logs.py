"""Logs: what is personal never reaches them."""

import asyncio
import gc
import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs.configure("INFO", stream)
    yield stream
    logs.configure("WARNING")
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


def test_a_name_or_a_text_is_hidden(written: io.StringIO) -> None:
    structlog.get_logger().info("sent", participant=7, name="Selam", text="Workshop")
    line = json.loads(written.getvalue())
    assert line["participant"] == 7
    assert line["name"] == line["text"] == logs.HIDDEN
    assert line["event"] == "sent"


def test_a_library_that_says_addresses_is_quiet(written: io.StringIO) -> None:
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot1:secret/getMe")
    logging.getLogger("uvicorn.access").info("GET /console/sign-in/secret")
    assert written.getvalue() == ""


def test_other_libraries_are_heard(written: io.StringIO) -> None:
    logging.getLogger("alembic").warning("old revision")
    assert json.loads(written.getvalue())["event"] == "old revision"


def test_an_exception_says_where_it_arose_but_not_its_words(written: io.StringIO) -> None:
    try:
        int("Selam")
    except ValueError:
        structlog.get_logger().exception("failed")
        logging.getLogger("other").exception("failed too")
    assert "Selam" not in written.getvalue()
    for line in written.getvalue().splitlines():
        assert json.loads(line)["exception"].startswith("builtins.ValueError\n  ")


async def test_a_task_that_nobody_waits_for_does_not_show_its_fault(written: io.StringIO) -> None:
    async def fail() -> None:
        raise ValueError("Selam")

    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    del task
    gc.collect()
    assert "Selam" not in written.getvalue()
    line = json.loads(written.getvalue())
    assert line["event"] == "Task exception was never retrieved"
    assert "ValueError" in line["exception"]


def test_the_level_decides_what_is_written(written: io.StringIO) -> None:
    structlog.get_logger().debug("detail")
    assert written.getvalue() == ""
