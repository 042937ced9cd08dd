"""What became of one attempt to send."""

from dataclasses import dataclass

from storage.vocabulary import Outcome


@dataclass(frozen=True)
class Delivered:
    """Telegram has it; `message_id` is its number, if it is a message.

    `remote` is the name that Telegram has given to its file.
    """

    message_id: int | None = None
    remote: str | None = None


@dataclass(frozen=True)
class NotSent:
    """It certainly did not arrive; try again later."""


@dataclass(frozen=True)
class UnknownFile:
    """Telegram does not know a file by the name it had; it certainly did not arrive."""


@dataclass(frozen=True)
class Wait:
    """Telegram asks for a pause; it certainly did not arrive and is no attempt."""

    seconds: float


@dataclass(frozen=True)
class Unreachable:
    """The person cannot be written to: `why` is BLOCKED or CHAT_GONE."""

    why: Outcome


@dataclass(frozen=True)
class Rejected:
    """Telegram will never take this message."""


@dataclass(frozen=True)
class Ambiguous:
    """It may or may not have arrived."""


Result = Delivered | NotSent | UnknownFile | Wait | Unreachable | Rejected | Ambiguous
