"""Phones and calls as JSON and back, for a server in another process.

A snapshot of a phone is its toast, its keys and so on beside the list of its messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from bot.demo.botapi.calls import Call
from bot.demo.botapi.messages import Message
from bot.demo.botapi.phone import Phone


@dataclass(slots=True)
class Snapshot:
    """A phone at one moment."""

    started: bool = False
    blocked: bool = False
    toast: str | None = None
    toast_is_alert: bool = False
    keyboard: list[list[str]] | None = None
    messages: list[Message] = field(default_factory=list)


PHONE = TypeAdapter(Snapshot)
CALLS = TypeAdapter(list[Call])


def of(phone: Phone) -> Snapshot:
    """Take down a phone as it is now."""
    return Snapshot(
        phone.started,
        phone.blocked,
        phone.toast,
        phone.toast_is_alert,
        phone.keyboard,
        phone.messages,
    )
