"""Telegram in memory: one bot, the people who write with it, and everything that has happened."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.demo.botapi import errors, messages
from bot.demo.botapi.bell import Bell
from bot.demo.botapi.calls import Call
from bot.demo.botapi.faults import Fault, Faults
from bot.demo.botapi.files import Files
from bot.demo.botapi.pace import Pace
from bot.demo.botapi.phone import Phone
from bot.demo.botapi.updates import Updates
from bot.demo.botapi.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from bot.demo.botapi.messages import Message
    from bot.demo.botapi.params import Params

TOKEN = "4242424242:AAE-brobygger-demo-token-0123456789"  # noqa: S105  # belongs to no real bot
CALLS_KEPT = 50_000
TAP_LIFETIME = timedelta(seconds=150)


@dataclass(slots=True)
class Profile:
    """What the bot tells about itself: texts by language, commands by scope and language."""

    commands: dict[tuple[str, str], list[dict[str, object]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, object]] = field(default_factory=dict)


@dataclass(slots=True)
class Tap:
    """A tap that waits for the bot's answer."""

    query_id: str
    phone: Phone
    at: datetime


class Telegram:
    """The state of the whole server, for one bot.

    `now` tells the time, aware, in UTC; `transport` reaches a webhook that listens in this process.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str = "BrobyggerBot",
        name: str = "Brobygger",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.token = token
        self.username = username
        self.name = name
        self.now = now
        self.faults = Faults()
        self.pace = Pace()
        self.files = Files()
        self.profile = Profile()
        self.changed = Bell()
        self.updates = Updates(now, self.changed)
        self.webhook = Webhook(self.updates, now, transport)
        self.taps: dict[str, Tap] = {}
        self.phones: dict[int, Phone] = {}
        self._calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self._ids = count(1)
        self._queries = count(7_000_000_001)

    @property
    def calls(self) -> list[Call]:
        """Tell what the bot asked, oldest first."""
        return list(self._calls)

    def called(self, method: str) -> list[Call]:
        """Tell the calls of one method, oldest first."""
        return [call for call in self._calls if call.method == method]

    def log(self, method: str, fault: Fault | None) -> Call:
        """Write down a call that has just come in."""
        call = Call(method, self.now(), time.monotonic(), fault)
        self._calls.append(call)
        return call

    def phone(
        self,
        *,
        user_id: int,
        first_name: str,
        last_name: str = "",
        username: str = "",
        language_code: str | None = None,
    ) -> Phone:
        """Find or make a person's private chat with the bot."""
        if user_id not in self.phones:
            self.phones[user_id] = Phone(
                self,
                user_id,
                first_name=first_name,
                last_name=last_name,
                username=username,
                language_code=language_code,
            )
        return self.phones[user_id]

    def user(self) -> dict[str, object]:
        """Shape the bot as a sender."""
        bot_id = int(self.token.partition(":")[0])
        return {"id": bot_id, "is_bot": True, "first_name": self.name, "username": self.username}

    def chat_of(self, params: Params, *, writing: bool = True) -> Phone:
        """Find the chat of a call; 400 for an unknown one, 403 to write where one is blocked."""
        if not params.text("chat_id"):
            raise errors.bad_request("chat_id is empty")
        phone = self.phones.get(params.integer("chat_id") or 0)
        if phone is None or not phone.started:
            raise errors.bad_request("chat not found")
        if writing and phone.blocked:
            raise errors.blocked()
        return phone

    def next_message_id(self) -> int:
        """Number the next message; the numbers run through all chats, as in a real bot's."""
        return next(self._ids)

    def wire(self, message: Message) -> dict[str, object]:
        """Shape a message as Telegram sends it, with the one it answers."""
        phone = self.phones[message.chat_id]
        sender = self.user() if message.from_bot else phone.user()
        shape = messages.wire(message, sender=sender, chat=phone.chat())
        if message.reply_to:
            answered = self.wire(message.reply_to)
            answered.pop("reply_to_message", None)  # Telegram goes one step back, not the whole way
            shape["reply_to_message"] = answered
        return shape

    def tap(self, phone: Phone) -> str:
        """Note a tap and tell the number of the question it puts to the bot."""
        tap = Tap(str(next(self._queries)), phone, self.now())
        self.taps[tap.query_id] = tap
        return tap.query_id

    def answer_tap(self, query_id: str, text: str, *, alert: bool) -> None:
        """Show the bot's answer to a tap; 400 for one answered before, too old or unknown."""
        tap = self.taps.pop(query_id, None)
        if tap is None or self.now() - tap.at > TAP_LIFETIME:
            raise errors.bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        tap.phone.show_toast(text, alert=alert)

    @property
    def closed(self) -> bool:
        """Whether the server is stopping."""
        return self.updates.closed

    def unread(self) -> set[int]:
        """Tell the numbers of people's messages that the bot has not read yet."""
        kinds = ("message", "edited_message")
        waiting = (update for update in self.updates.pending if update.kind in kinds)
        return {
            number for update in waiting if isinstance(number := update.body["message_id"], int)
        }

    def open(self) -> None:
        """Serve again after `close`."""
        self.updates.closed = False
        self.webhook.resume()

    def close(self) -> None:
        """Wake whoever waits and stop pushing: the server stops."""
        self.webhook.stop()
        self.updates.close()
        self.changed.ring()
