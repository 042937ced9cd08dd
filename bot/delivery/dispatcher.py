"""From the outbox to the world: claim, wait for the turn, write "sending", send, settle."""

import asyncio
import secrets
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import partial
from weakref import WeakValueDictionary

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.actions import outbox, settling
from bot.clock import Clock
from bot.delivery import compose
from bot.delivery.consumer import Consumer
from bot.delivery.lanes import Lane
from bot.delivery.pacing import Gate, Turn
from bot.delivery.sender import Sender
from bot.delivery.uploads import Uploads
from bot.rules.results import Ambiguous, Result
from bot.texts import registry
from bot.texts.message import Message
from storage.database import AWAY, Database, is_held
from storage.outbox import Outbox
from storage.vocabulary import Priority

LOG = structlog.get_logger()


def _whose(row: Outbox) -> Hashable:
    """Return who gets a notice, as far as that can be told before the last check."""
    if row.staff_id is not None:
        return "staff", row.staff_id
    return row.participant_id or ("chat", row.chat_id)


class Dispatcher(Consumer):
    """The one active worker's way out; messages to one person keep their order."""

    idle_seconds = 0.2

    def __init__(
        self, database: Database, bot: str, sender: Sender, gate: Gate, clock: Clock
    ) -> None:
        """Serve the outbox of `bot`."""
        super().__init__(database, bot, clock)
        self._sender = sender
        self._gate = gate
        self._has_taken_over = False
        self._uploads, self._looking = Uploads(), asyncio.Lock()
        self._token = secrets.token_hex(8)
        self._impatient = database.impatient()
        self._answers = Lane(Priority.ANSWER)
        self._crowd = Lane(Priority.CHANGE, Priority.REMINDER, Priority.BROADCAST)
        self._in_order: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def step(self) -> int:
        """Claim what there is room for, at first what the worker before was at."""
        if not self._has_taken_over:
            await self._take_over()
        rows = await self._claim()
        for row in rows:
            self._lane(row).begin(_whose(row), self._deliver(row))
        return len(rows)

    async def _take_over(self) -> None:
        """Begin where a dead worker left off; what it was sending may have arrived a moment ago."""
        take_over = partial(outbox.take_over, self._database, self._bot, self._clock())
        for row in await self._ask(take_over):
            self._gate.remember(_whose(row))
        self._has_taken_over = True

    def begun(self) -> set[asyncio.Task[None]]:
        return self._answers.busy | self._crowd.busy

    def _lane(self, row: Outbox) -> Lane:
        return self._answers if row.priority in self._answers.priorities else self._crowd

    async def _claim(self) -> list[Outbox]:
        lanes = (self._answers, self._crowd)
        rooms = {lane.priorities: lane.room for lane in lanes if lane.room}
        if not rooms:
            return []
        claim = partial(
            outbox.claim, self._database, self._bot, rooms, token=self._token, now=self._clock()
        )
        claiming = asyncio.ensure_future(self._ask(claim))
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            # The thread goes on; what it claims would be nobody's until the lease ends.
            with suppress(*AWAY):
                for row in await claiming:
                    await self._put_back(row)
            raise

    async def _deliver(self, row: Outbox) -> None:
        """Bring one notice to its end; a fault of ours stops neither the others nor the loop."""
        whose = _whose(row)
        # It lives for as long as somebody holds it or waits for it.
        in_order = self._in_order.setdefault(whose, asyncio.Lock())
        async with in_order:
            try:
                await self._attempt(row, whose)
            except AWAY as fault:
                LOG.warning("notice_waits", row=row.id, error=type(fault).__name__)
                await self._put_back(row)
            except Exception:
                LOG.exception("notice_failed", row=row.id, kind=row.kind)
                await self._put_aside(row)

    async def _attempt(self, row: Outbox, whose: Hashable) -> None:
        notice = registry.read(row.kind, row.params)
        if not notice.encloses:
            await self._take_turn(row, whose if notice.rings() else None)
            return
        async with self._uploads.alone(partial(self._prepare, row)):
            await self._take_turn(row, whose if notice.rings() else None)

    async def _take_turn(self, row: Outbox, chat: Hashable | None) -> None:
        """Send a notice in its turn; one whose session is being edited waits aside for that."""
        while True:
            try:
                return await self._within_turn(row, chat)
            except AWAY as fault:
                if not is_held(fault):
                    raise
            async with self._lane(row).waiting_room:
                wait = partial(outbox.wait, self._database, row.id or 0, now=self._clock())
                await asyncio.to_thread(wait)

    async def _within_turn(self, row: Outbox, chat: Hashable | None) -> None:
        async with self._gate.turn(Priority(row.priority), chat) as turn:
            turn.used = False
            begin = partial(outbox.begin, self._impatient, row.id or 0, token=self._token)
            last_check = partial(begin, now=self._clock(), compose=compose.message)
            attempt = await self._ask(last_check, self._lane(row).counter)
            if attempt is None:
                return
            turn.used = True
            result = await self._send(row, attempt, turn)
        await self._settle(row, attempt, result)

    async def _prepare(self, row: Outbox) -> Message | None:
        """Have it spoken before its turn; what is said meanwhile in other words is spoken late."""
        preview = partial(outbox.preview, now=self._clock(), compose=compose.message)
        async with self._looking:  # one by one, for what is seen may be large
            message = await asyncio.to_thread(preview, self._database, row)
        if message is not None:
            await self._sender.prepare(message)
        return message

    async def _send(self, row: Outbox, attempt: outbox.Attempt, turn: Turn) -> Result:
        try:
            return await self._sender.send(attempt.telegram_id, attempt.message, turn)
        except asyncio.CancelledError:
            with suppress(asyncio.CancelledError):
                await self._settle(row, attempt, Ambiguous())
            raise

    async def _settle(self, row: Outbox, attempt: outbox.Attempt, result: Result) -> None:
        write = partial(settling.settle, self._impatient, attempt, result)
        await self._note(row, partial(write, token=self._token, now=self._clock()))

    async def _put_back(self, row: Outbox) -> None:
        """Let a notice be claimed again whose last check broke off: nothing of it was sent."""
        write = partial(settling.put_back, self._impatient, row.id or 0)
        await self._note(row, partial(write, token=self._token))

    async def _put_aside(self, row: Outbox) -> None:
        """Set it aside for a person; what says "sending" would be nobody's otherwise."""
        write = partial(settling.put_aside, self._impatient, row.id or 0, token=self._token)
        with suppress(SQLAlchemyError):
            await self._note(row, partial(write, now=self._clock()))

    async def _note(self, row: Outbox, write: Callable[[], None]) -> None:
        await self._write_down(row.id or 0, write, self._lane(row).counter)
