"""Caseworkers on the web: thin handlers, forms, templates."""

from bot.console.app import create
from bot.console.context import Context, sign_in_link

__all__ = ["Context", "create", "sign_in_link"]
