"""The web side: the console, and the webhook when there is one."""

from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from bot.console import app as console
from bot.console.context import DEEP_LINK, Context
from bot.intake.webhook import Webhook
from bot.wiring.installation import Installation


def web_app(home: Installation, bot_username: str) -> Starlette:
    """Return the app of a `web` process."""
    desk = Mount("/console", console_app(home, bot_username))
    return Starlette(routes=[*_webhook(home), Route("/", _to_the_console), desk])


def console_app(home: Installation, bot_username: str, deep_link: str = DEEP_LINK) -> ASGIApp:
    """Return the console, to be mounted at /console."""
    return console.create(console_context(home, bot_username, deep_link))


def console_context(home: Installation, bot_username: str, deep_link: str = DEEP_LINK) -> Context:
    """Return what the console's pages need; invitations lead to `deep_link`."""
    return Context(
        database=home.database,
        secret_key=home.settings.secret,
        clock=home.clock,
        console_url=home.settings.console_url,
        bot_username=bot_username,
        deep_link=deep_link,
        mails=home.settings.smtp_host is not None,
    )


def _webhook(home: Installation) -> list[Route]:
    url, secret = home.settings.telegram_webhook_url, home.settings.telegram_webhook_secret
    if url is None or secret is None:
        return []
    webhook = Webhook(home.database, home.bot_id, secret.get_secret_value(), home.clock)
    return [webhook.route(urlsplit(url).path or "/")]


async def _to_the_console(_request: Request) -> RedirectResponse:
    return RedirectResponse("/console/")
