"""The mail server of an installation, if it has one."""

from bot.delivery.smtp import MailServer
from bot.settings import Settings


def mail_server(settings: Settings) -> MailServer | None:
    """Return the way to the mail server of these settings; None when there is none."""
    if settings.smtp_host is None or settings.mail_from is None:
        return None
    password = settings.smtp_password
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
    )
