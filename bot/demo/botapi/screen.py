"""What a person sees of the chat, whichever process the server runs in."""

from __future__ import annotations

from bot.demo.botapi.messages import Message


class CannotDo(Exception):  # noqa: N818  # what the person notices, not what went wrong
    """The person cannot do this on the screen as it is."""


class Screen:
    """The messages of one chat, and the ways to look at them."""

    first_name: str

    @property
    def messages(self) -> list[Message]:
        """Everything that ever was on the screen, oldest first; what was deleted is marked."""
        raise NotImplementedError  # a phone here or in another process knows

    @property
    def screen(self) -> list[Message]:
        """What is on the screen now, oldest first."""
        return [message for message in self.messages if not message.deleted]

    @property
    def last(self) -> Message:
        """The newest message from the bot that is on the screen."""
        for message in reversed(self.screen):
            if message.from_bot:
                return message
        raise CannotDo(f"{self.first_name} has no message from the bot")

    def find_message(self, message_id: int | None) -> Message | None:
        """Find a message on the screen."""
        found = (message for message in self.screen if message.message_id == message_id)
        return next(found, None)
