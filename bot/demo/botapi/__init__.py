"""A Bot API server of our own: Telegram in memory, as strict as Telegram, with faults on request.

`Telegram` is the state of the whole server, `server.create(telegram)` the ASGI application over
it, and `telegram.phone(…)` a person's phone. It knows nothing of the rest of the project.
"""

from bot.demo.botapi.faults import Fault
from bot.demo.botapi.messages import Message
from bot.demo.botapi.phone import Phone
from bot.demo.botapi.screen import CannotDo
from bot.demo.botapi.telegram import Telegram

__all__ = ["CannotDo", "Fault", "Message", "Phone", "Telegram"]
