"""What the first worker learns, for those who are forked after it.

SQLAlchemy compiles each statement once and keeps what it has compiled with the engine. A fork
that opens its database anew would spend a fifth of its short life on that.
"""

import asyncio
from typing import Any

from sqlalchemy import event, make_url

from bot.wiring.installation import Installation
from bot.wiring.worker import work_when_elected
from storage.database import Database, open_database

_practised: dict[str, Database] = {}


def practise(installation: Installation, until: int) -> None:
    """Work in this process until the file `until` can be read; leave no thread and no connection."""
    database = installation.database
    asyncio.run(_work(installation, until))
    database.close()
    _practised[database.engine.dialect.name] = database


async def _work(installation: Installation, until: int) -> None:
    enough = asyncio.Event()
    asyncio.get_running_loop().add_reader(until, enough.set)
    working = asyncio.create_task(work_when_elected(installation))
    waiting = asyncio.create_task(enough.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    asyncio.get_running_loop().remove_reader(until)
    for task in (working, waiting):
        task.cancel()
    await asyncio.wait({working, waiting})


def open_with_practice(address: str) -> Database:
    """Open a database with all that was learnt on another one of its kind."""
    url = make_url(address)
    database = _practised.get(url.get_backend_name())
    if database is None:
        return open_database(address)
    engine = database.engine
    engine.url = url.set(drivername=engine.url.drivername)
    positional, named = engine.dialect.create_connect_args(engine.url)

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, *_: object) -> object:  # noqa: ANN401  # SQLAlchemy's own
        return dialect.connect(*positional, **named)

    return database
