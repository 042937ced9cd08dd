"""Methods by which the bot hears of updates: asking for them, or having them pushed.

Source: https://core.telegram.org/bots/api#getting-updates
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.demo.botapi import errors
from bot.demo.botapi.updates import WEBHOOK_SET

if TYPE_CHECKING:
    from bot.demo.botapi.params import Params
    from bot.demo.botapi.telegram import Telegram

BATCH_LIMIT, TIMEOUT_LIMIT = 100, 50
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(telegram: Telegram, params: Params) -> object:
    """Tell what waits, holding the call open for up to `timeout` seconds."""
    if telegram.webhook.url:
        raise errors.conflict(WEBHOOK_SET)
    _remember_allowed(telegram, params)
    offset = params.integer("offset")
    if offset:
        telegram.updates.confirm_below(offset)
    limit = params.integer("limit") or BATCH_LIMIT
    patience = min(max(params.integer("timeout") or 0, 0), TIMEOUT_LIMIT)
    return await telegram.updates.poll(limit=min(max(limit, 1), BATCH_LIMIT), patience=patience)


def set_webhook(telegram: Telegram, params: Params) -> object:
    """Push updates to an address from now on; an empty one ends it."""
    url, secret = params.text("url").strip(), params.text("secret_token")
    if not url:
        return delete_webhook(telegram, params)
    # Telegram insists on https; here the bot may listen on the loopback, where there is none.
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise errors.bad_request("bad webhook: invalid webhook URL specified")
    if not SECRET.fullmatch(secret):
        raise errors.bad_request("secret token contains unallowed characters")
    _remember_allowed(telegram, params)
    _drop_if_asked(telegram, params)
    telegram.updates.interrupt("terminated by setWebhook request")
    telegram.webhook.set(url, secret, min(max(params.integer("max_connections") or 40, 1), 100))
    return True


def delete_webhook(telegram: Telegram, params: Params) -> object:
    """Keep updates until the bot asks for them."""
    _drop_if_asked(telegram, params)
    telegram.webhook.unset()
    return True


def get_webhook_info(telegram: Telegram, _: Params) -> object:
    """Tell where updates are pushed and how that goes."""
    webhook, updates = telegram.webhook, telegram.updates
    shape: dict[str, object] = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if webhook.url:
        shape["max_connections"] = webhook.max_connections
    if webhook.last_error:
        at, text = webhook.last_error
        shape |= {"last_error_date": int(at.timestamp()), "last_error_message": text}
    if updates.allowed:
        shape["allowed_updates"] = updates.allowed
    return shape


def _remember_allowed(telegram: Telegram, params: Params) -> None:
    """Note which kinds the bot wants: as before if it does not say, all if the list is empty."""
    allowed = params.parsed("allowed_updates", "can't parse allowed_updates JSON object")
    if allowed is None:
        return
    if not isinstance(allowed, list):
        raise errors.bad_request("allowed_updates must be an Array of String")
    telegram.updates.allowed = [str(kind) for kind in allowed]


def _drop_if_asked(telegram: Telegram, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        telegram.updates.drop()
