"""A letter as an e-mail: plain text, the same in simple HTML, and who it is from."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from markupsafe import Markup, escape

from bot.actions.mailing import Attempt
from bot.delivery.smtp import MailServer
from bot.texts.staff.letter import Letter, Link

POLICY = SMTP.clone(cte_type="7bit")
"""Every server takes it, whatever it can do."""


def email(
    attempt: Attempt, *, server: MailServer, console_url: str, bot: str, now: datetime
) -> EmailMessage:
    """Return the e-mail; its Message-ID is the row's, so that a second one is known as the same."""
    letter = attempt.letter
    message = EmailMessage(POLICY)
    message["From"] = server.sender
    message["To"] = attempt.address
    message["Subject"] = letter.subject
    message["Date"] = now
    domain = server.address.partition("@")[2]
    message["Message-ID"] = f"<daily.{bot}.{attempt.row_id}.{attempt.on}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # the one that Exchange heeds
    message["Content-Language"] = letter.language
    message.set_content(_plain(letter, console_url))
    message.add_alternative(_html(letter, console_url), subtype="html")
    return message


def _plain(letter: Letter, console_url: str) -> str:
    def line(link: Link) -> str:
        return f"{link.words}\n  {console_url}{link.page}" if link.page else link.words

    parts = ["\n".join([part.heading, *map(line, part.links)]) for part in letter.parts]
    return "\n\n".join([letter.greeting, *parts, letter.closing, line(letter.choose)]) + "\n"


def _html(letter: Letter, console_url: str) -> str:
    def anchor(link: Link) -> Markup:
        if link.page is None:
            return escape(link.words)
        return Markup('<a href="{}">{}</a>').format(f"{console_url}{link.page}", link.words)

    parts = Markup().join(
        Markup("<h2>{}</h2>\n<ul>\n{}</ul>\n").format(
            part.heading,
            Markup().join(Markup("<li>{}</li>\n").format(anchor(link)) for link in part.links),
        )
        for part in letter.parts
    )
    return _PAGE.format(
        language=escape(letter.language),
        subject=escape(letter.subject),
        greeting=escape(letter.greeting),
        parts=parts,
        closing=escape(letter.closing),
        choose=anchor(letter.choose),
    )


_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family: system-ui, sans-serif; line-height: 1.5">
<p>{greeting}</p>
{parts}<p>{closing}<br>{choose}</p>
</body></html>
"""
