"""What somebody did in their chat with the bot, and where it is dealt with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from storage.database import Database
from storage.vocabulary import MediaKind


@dataclass(frozen=True)
class Desk:
    """Where the conversations of one bot are held; `secret` is the key that signs invitations.

    More than `updates_a_minute` from one chat are too many. Staff are led to the console at
    `console_url`.
    """

    database: Database
    bot: str
    secret: str
    clock: Clock
    updates_a_minute: int = 20
    console_url: str = ""


@dataclass(frozen=True)
class Media:
    """A voice note or a picture as Telegram names it; `size` in bytes, `seconds` of a voice."""

    kind: MediaKind
    telegram_file: str
    size: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Said:
    """What somebody has written, or sent with a few words or none.

    `is_other` when it is of a kind that we do not take: a sticker, a film, a file.
    """

    text: str = ""
    media: Media | None = None
    is_other: bool = False


@dataclass(frozen=True)
class Turn:
    """What somebody did in their private chat with the bot.

    `tap` is Telegram's id of a tap on a button, `message_id` the message with that button.
    `typed_for` is the message whose button somebody meant who typed its words or its number.
    `said` is what was written or sent, `reply_to` the message that it answers. `command` is the
    command that was meant, `chooses` the person who says that they hold a shared phone. What is
    `resumed` was sent before that was known.
    """

    update_id: int
    telegram_id: int
    tap: str | None = None
    message_id: int | None = None
    typed_for: int | None = None
    said: Said = field(default_factory=Said)
    reply_to: int | None = None
    command: str | None = None
    chooses: int | None = None
    resumed: bool = False

    @property
    def button_of(self) -> int | None:
        """The message whose button was meant, if any was."""
        return self.typed_for if self.message_id is None else self.message_id


Act = Callable[[Desk, Turn], None]
"""What a command, a button or a word does."""
