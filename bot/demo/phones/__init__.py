"""Phones in the browser: the people of the demo, each with a chat as they know it from Telegram."""

from bot.demo.phones.app import create
from bot.demo.phones.stage import Clock, Person, Stage

__all__ = ["Clock", "Person", "Stage", "create"]
