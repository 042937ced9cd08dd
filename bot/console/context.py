"""What the console is given by whoever builds it."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.console.streams import Streams
from bot.console.translator import Translator
from storage.database import Database

DEEP_LINK = "https://t.me/{bot}?start={token}"
"""Opens the bot in Telegram, with START for the one who is invited."""


@dataclass(frozen=True)
class Context:
    """Everything that the pages need beside the request.

    `bot_username` is Telegram's, without the @; `deep_link` is
    where an invitation leads, with `{bot}` and `{token}`. The `translator` is a service that
    suggests translations, if there is one. It `mails` when there is a mail server. The `streams`
    are those of this process.
    """

    database: Database
    secret_key: str = field(repr=False)
    clock: Clock
    console_url: str
    bot_username: str
    deep_link: str = DEEP_LINK
    translator: Translator | None = None
    mails: bool = False
    streams: Streams = field(default_factory=Streams, repr=False)

    @property
    def is_https(self) -> bool:
        """Whether browsers come by https, so that cookies may insist on it."""
        return self.console_url.startswith("https:")

    def invitation_link(self, token: str) -> str:
        """Return the deep link of an invitation."""
        return self.deep_link.format(bot=self.bot_username, token=token)

    def sign_in_link(self, token: str) -> str:
        """Return the address of a one-time link."""
        return sign_in_link(self.console_url, token)


def sign_in_link(console_url: str, token: str) -> str:
    """Return the address of a one-time link; the console is mounted at `console_url`."""
    return f"{console_url.rstrip('/')}/signin/{token}"
