"""A member of staff's own page: their own chat, and how the daily list comes to them."""

from enum import StrEnum

from starlette.responses import Response

from bot.actions import dailies, staff_links
from bot.console import qr
from bot.console.fields import Fields, Missing
from bot.console.visit import Visit
from bot.queries import staff
from bot.queries.staff import Own
from bot.rules import tickets
from storage.vocabulary import DailyBy


class Way(StrEnum):
    """How the daily list comes, or why it does not."""

    TELEGRAM = "telegram"
    EMAIL = "email"
    EMAIL_INSTEAD = "email_instead"
    NO_CHAT = "no_chat"
    NO_SERVER = "no_server"
    NOT = "not"


def me(visit: Visit) -> Response:
    """Show whether a chat is connected, and how the daily list comes."""
    return _page(visit)


def connect(visit: Visit) -> Response:
    """Show a link that connects a chat, once and for a quarter of an hour."""
    context = visit.context
    ticket = staff_links.ticket(context.database, visit.caller, visit.now)
    return _page(visit, link=context.invitation_link(tickets.token(context.secret_key, ticket)))


def disconnect(visit: Visit) -> Response:
    """End the connection."""
    staff_links.disconnect(visit.context.database, cause=visit.cause())
    return visit.go("me")


def choose_daily(visit: Visit) -> Response:
    """Choose how the daily list comes."""
    form = Fields.posted(visit.form, ("daily_by",))
    if form.values["daily_by"] not in set(DailyBy):
        form.errors["daily_by"] = Missing()
        return _page(visit, form=form)
    by = DailyBy(form.values["daily_by"])
    dailies.choose(visit.context.database, by, cause=visit.cause())
    return visit.go("me", query={"saved": "yes"})


def _page(visit: Visit, *, form: Fields | None = None, link: str | None = None) -> Response:
    own = staff.own(visit.context.database, visit.caller)
    return visit.page(
        "me.html",
        status=422 if form else 200,
        own=own,
        way=_way(own, mails=visit.context.mails),
        ways=list(DailyBy),
        form=form or Fields({"daily_by": own.daily_by}),
        limits={},
        saved=visit.asked("saved"),
        link=link,
        qr=qr.code(link) if link else None,
    )


def _way(own: Own, *, mails: bool) -> Way:
    match own.daily_by:
        case DailyBy.TELEGRAM if own.since:
            return Way.TELEGRAM
        case DailyBy.TELEGRAM:
            return Way.EMAIL_INSTEAD if mails else Way.NO_CHAT
        case DailyBy.EMAIL:
            return Way.EMAIL if mails else Way.NO_SERVER
        case _:
            return Way.NOT
