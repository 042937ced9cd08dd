"""The way to a mail server, and what its answers mean."""

import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from smtplib import SMTP, SMTP_SSL, SMTPDataError

import structlog

from bot.rules.results import Ambiguous, Delivered, NotSent, Rejected, Result

LOG = structlog.get_logger()
PATIENCE_SECONDS = 20.0
DONE = 250
WILL_FORWARD = 251
FOR_GOOD = range(500, 600)
FOR_NOW = range(400, 500)


@dataclass(frozen=True)
class MailServer:
    """A mail server and whom we write as; `security` is starttls, tls or none."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The bare address of the sender."""
        return parseaddr(self.sender)[1]

    def send(self, address: str, message: EmailMessage) -> Result:
        """Make one attempt; it blocks. Only a connection that breaks after DATA leaves doubt."""
        if not address.isascii():
            return Rejected()
        try:
            line = self._open()
        except OSError as fault:  # smtplib's own are among them
            LOG.warning("mail_server_away", error=type(fault).__name__)
            return NotSent()
        try:
            return self._hand_over(line, address, message)
        finally:
            with suppress(OSError):
                line.quit()
            line.close()

    def _open(self) -> SMTP:
        """Connect and sign in; what is to be encrypted never goes on in the clear."""
        if self.security == "tls":
            secure = ssl.create_default_context()
            line: SMTP = SMTP_SSL(self.host, self.port, timeout=PATIENCE_SECONDS, context=secure)
        else:
            line = SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            if self.security == "starttls":
                line.starttls(context=ssl.create_default_context())
            if self.user is not None:
                line.login(self.user, self.password or "")
            line.ehlo_or_helo_if_needed()
        except OSError:
            line.close()
            raise
        return line

    def _hand_over(self, line: SMTP, address: str, message: EmailMessage) -> Result:
        try:
            code, _ = line.mail(self.address)
            if code != DONE:
                LOG.warning("mail_sender_refused", status=code)
                return NotSent()
            code, _ = line.rcpt(address)
            if code not in {DONE, WILL_FORWARD}:
                return _refused(code)
        except OSError:
            return NotSent()
        try:
            code, _ = line.data(message.as_bytes())
        except SMTPDataError as refusal:
            return _refused(refusal.smtp_code)
        except OSError:
            return Ambiguous()
        return Delivered() if code == DONE else _refused(code)


def _refused(code: int) -> Result:
    """Return what a refusal means: for good, for now, or an answer that nobody understands."""
    if code in FOR_GOOD:
        return Rejected()
    return NotSent() if code in FOR_NOW else Ambiguous()
