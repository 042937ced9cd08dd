"""Methods that put a new message on a person's screen.

Source: https://core.telegram.org/bots/api#sendmessage and the methods after it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.demo.botapi import errors, keyboards, texts
from bot.demo.botapi.messages import Message, Venue

if TYPE_CHECKING:
    from bot.demo.botapi.entities import Entity
    from bot.demo.botapi.files import StoredFile
    from bot.demo.botapi.params import Params
    from bot.demo.botapi.phone import Phone
    from bot.demo.botapi.telegram import Telegram

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
NORTH, EAST = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Content:
    """What a message consists of."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    venue: Venue | None = None
    file: StoredFile | None = None


def send_message(telegram: Telegram, params: Params) -> object:
    """Send text."""
    text, entities = texts.message_text(params)
    return _deliver(telegram, params, Content(text, entities))


def send_venue(telegram: Telegram, params: Params) -> object:
    """Send a place with a name and an address."""
    latitude, longitude = _degrees(params, "latitude", NORTH), _degrees(params, "longitude", EAST)
    title, address = params.text("title").strip(), params.text("address").strip()
    if not title or not address:
        raise errors.bad_request(f"venue {'address' if title else 'title'} must be non-empty")
    venue = Venue(latitude, longitude, title, address)
    return _deliver(telegram, params, Content(venue=venue))


def send_document(telegram: Telegram, params: Params) -> object:
    """Send a file of any kind."""
    return _send_file("document", telegram, params)


def send_photo(telegram: Telegram, params: Params) -> object:
    """Send a picture."""
    return _send_file("photo", telegram, params)


def send_voice(telegram: Telegram, params: Params) -> object:
    """Send a spoken note."""
    return _send_file("voice", telegram, params)


def send_chat_action(telegram: Telegram, params: Params) -> object:
    """Tell the person that the bot is busy; nothing is kept."""
    telegram.chat_of(params)
    if params.text("action") not in ACTIONS:
        raise errors.bad_request("wrong parameter action in request")
    return True


def _send_file(kind: str, telegram: Telegram, params: Params) -> object:
    caption, entities = texts.caption(params)
    file = telegram.files.given(kind, params)
    return _deliver(telegram, params, Content(caption, entities, file=file))


def _deliver(telegram: Telegram, params: Params, content: Content) -> object:
    """Show the message, unless something forbids it or it comes too soon."""
    markup = keyboards.read(params)
    phone = telegram.chat_of(params)
    answered = _answered(phone, params)
    wait = telegram.pace.admit(phone.user_id, time.monotonic())
    if wait:
        raise errors.flood(wait)
    message = Message(
        telegram.next_message_id(),
        phone.user_id,
        from_bot=True,
        date=telegram.now(),
        text=content.text,
        entities=content.entities,
        buttons=markup.inline,
        venue=content.venue,
        file=content.file,
        reply_to=answered,
        silent=params.flag("disable_notification"),
        protected=params.flag("protect_content"),
    )
    phone.receive(message, markup)
    return telegram.wire(message)


def _answered(phone: Phone, params: Params) -> Message | None:
    """Find the message this one answers."""
    reply = params.parsed("reply_parameters", "can't parse reply parameters JSON object")
    if reply is None:
        return None
    if not isinstance(reply, dict):
        raise errors.bad_request("object expected as reply parameters")
    message_id = reply.get("message_id")
    answered = phone.find_message(message_id if isinstance(message_id, int) else None)
    if answered is None and reply.get("allow_sending_without_reply") is not True:
        raise errors.bad_request("message to be replied not found")
    return answered


def _degrees(params: Params, name: str, limit: float) -> float:
    try:
        degrees = float(params.text(name))
    except ValueError:
        raise errors.bad_request(f"{name} is empty") from None
    if not -limit <= degrees <= limit:
        raise errors.bad_request("invalid location specified")
    return degrees
