"""Send a message and tell what became of it."""

from typing import Protocol

from bot.delivery.pacing import Turn
from bot.rules.results import Result
from bot.texts.message import Message


class Sender(Protocol):
    """A way to Telegram."""

    async def send(self, telegram_id: int, message: Message, turn: Turn) -> Result:
        """Make one attempt within a granted turn; never raises but on cancellation."""

    async def prepare(self, message: Message) -> None:
        """Do beforehand what takes a while, so that nobody waits for it at the gate."""
