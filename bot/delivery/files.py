"""Files over python-telegram-bot."""

from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.delivery.fetching import Gone, TooBig
from bot.delivery.pacing import Turn

TOO_BIG = "file is too big"
AWAY = "temporarily unavailable"
"""Said in the same breath as that the file is unknown: it may be there the next time."""


class TelegramFiles:
    """The files that people send to this bot."""

    def __init__(self, bot: ExtBot[Turn]) -> None:
        """Wrap an initialized bot."""
        self._bot = bot

    async def fetch(self, telegram_file: str, *, limit: int) -> bytes:
        """Return the bytes of a file; Telegram tells its size before it is fetched.

        Raises TooBig, Gone, and whatever the library raises when Telegram is away.
        """
        try:
            found = await self._bot.get_file(telegram_file)
        except BadRequest as refused:
            why = str(refused).lower()
            if AWAY in why:
                raise
            raise TooBig if TOO_BIG in why else Gone from refused
        if (found.file_size or 0) > limit:
            raise TooBig
        return bytes(await found.download_as_bytearray())
