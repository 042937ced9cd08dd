"""The settings: read once from the environment, frozen, typed; a wrong value names itself."""

import re
from collections.abc import Callable
from email.utils import parseaddr
from enum import StrEnum
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
ASCII = re.compile(r"[ -~]+")  # smtplib signs in with nothing else
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DATABASES = ("sqlite://", "postgres://", "postgresql://", "postgresql+psycopg://")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
HIGHEST_PORT = 65535
MAIL = ("smtp_host", "smtp_user", "smtp_password", "mail_from")
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}

SHORTEST_SECRET = 32
FEWEST_SIGNS = 10
"""A long secret of fewer different signs was typed, not made."""
DEFAULT_SECRET = "change-this-secret-key-before-you-start"  # noqa: S105  # refused below

EXPECTED = {
    "telegram_bot_token": "the token that @BotFather gave, such as 123456:ABC-DEF",
    "telegram_api_url": "the http or https address of a Bot API server, such as https://api.telegram.org",
    "telegram_webhook_url": "the https address at which Telegram reaches this program",
    "telegram_webhook_secret": "1 to 256 of the signs A-Z a-z 0-9 _ -",
    "database_url": "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    "port": f"a whole number from 1 to {HIGHEST_PORT}",
    "console_url": "the http or https address of the console, such as https://example.dk/console",
    "updates_a_minute": "a whole number from 1 on",
    "secret_key": f"at least {SHORTEST_SECRET} signs",
    "smtp_host": "the name of the mail server, such as smtp.example.dk",
    "smtp_port": f"a whole number from 1 to {HIGHEST_PORT}",
    "smtp_security": f"one of {', '.join(MAIL_PORTS)}",
    "smtp_user": "the name that the mail server knows this program by, in ASCII",
    "smtp_password": "the password to SMTP_USER, in ASCII",
    "mail_from": "an e-mail address, such as Brobygger <brobygger@example.dk>",
    "log_level": f"one of {', '.join(LEVELS)}",
}
HOW_TO_MAKE = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"'


class Security(StrEnum):
    """How the way to the mail server is kept from others' eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class BadSettings(Exception):  # noqa: N818  # it is a sentence to the operator
    """Some settings are wrong; `problems` says so, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def _known(allowed: Callable[[str], object]) -> AfterValidator:
    def check(text: str) -> str:
        if not allowed(text):
            raise ValueError
        return text

    return AfterValidator(check)


def _secret(form: re.Pattern[str]) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not form.fullmatch(secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query
    return is_whole and parts.port != 0  # a port that there cannot be is a ValueError


def _is_host(text: str) -> bool:
    return bool(text) and text.isascii() and not set(text) & set(" /:@")


def _is_mailbox(text: str) -> bool:
    name, at, domain = parseaddr(text)[1].partition("@")
    return bool(name and at and domain) and text.isprintable() and f"{name}{domain}".isascii()


def _is_database(url: str) -> bool:
    try:
        make_url(url)  # a wrong port is a ValueError
    except ArgumentError:
        return False
    return url.startswith(DATABASES)


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Trimmed = BeforeValidator(_trimmed)
Address = Annotated[
    str, AfterValidator(lambda text: text.rstrip("/")), _known(_is_address), Trimmed
]


def _default_console(data: dict[str, Any]) -> str:
    return f"http://localhost:{data.get('port', 8080)}/console"


def _default_mail_port(data: dict[str, Any]) -> int:
    return MAIL_PORTS[data.get("smtp_security", Security.STARTTLS)]


class Settings(BaseSettings):
    """What this installation is told from outside; each field is an environment variable.

    An empty variable counts as unset. Secrets never show in `repr` or in an error.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[SecretStr, _secret(TOKEN), Trimmed] | None = None
    telegram_api_url: Address = "https://api.telegram.org"
    telegram_webhook_url: Address | None = None
    telegram_webhook_secret: Annotated[SecretStr, _secret(WEBHOOK_SECRET), Trimmed] | None = None
    database_url: Annotated[str, _known(_is_database), Trimmed] = Field(
        default="sqlite:///data/brobygger.db", repr=False
    )
    port: int = Field(default=8080, ge=1, le=HIGHEST_PORT)
    console_url: Address = Field(default_factory=_default_console)
    secret_key: Annotated[SecretStr, Trimmed] | None = None
    updates_a_minute: int = Field(default=20, ge=1)
    smtp_host: Annotated[str, _known(_is_host), Trimmed] | None = None
    smtp_security: Annotated[Security, BeforeValidator(lambda text: str(text).strip().lower())] = (
        Security.STARTTLS
    )
    smtp_port: int = Field(default_factory=_default_mail_port, ge=1, le=HIGHEST_PORT)
    smtp_user: Annotated[str, _known(str.isascii), Trimmed] | None = None
    smtp_password: Annotated[SecretStr, _secret(ASCII)] | None = None
    mail_from: Annotated[str, _known(_is_mailbox), Trimmed] | None = None
    log_level: Annotated[
        str, _known(LEVELS.__contains__), BeforeValidator(lambda text: str(text).strip().upper())
    ] = "INFO"

    @property
    def bot_id(self) -> str:
        """The bot's number at Telegram: the digits before the token's colon; empty without one."""
        token = self.telegram_bot_token
        return token.get_secret_value().partition(":")[0] if token else ""

    @property
    def uses_webhook(self) -> bool:
        """Whether Telegram calls us; else we poll."""
        return self.telegram_webhook_url is not None

    @property
    def token(self) -> str:
        """The bot's token in plain text; raises BadSettings when there is none."""
        if self.telegram_bot_token is None:
            raise BadSettings([_missing_token()])
        return self.telegram_bot_token.get_secret_value()

    @property
    def secret(self) -> str:
        """The secret key in plain text; raises BadSettings when it is missing or weak."""
        weakness = _weakness(self.secret_key)
        if self.secret_key is None or weakness:
            raise BadSettings([weakness])
        return self.secret_key.get_secret_value()

    def ready_to_serve(self) -> Self:
        """Return these settings when a real bot can run with them; raises BadSettings."""
        problems = [] if self.telegram_bot_token else [_missing_token()]
        if weakness := _weakness(self.secret_key):
            problems.append(weakness)
        if problems:
            raise BadSettings(problems)
        return self


def load() -> Settings:
    """Read the environment; raises BadSettings with a sentence for each wrong value."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise BadSettings(_sentences(error)) from None  # the cause would show what was typed
    problems = [*_half_a_webhook(settings), *_half_a_mail_server(settings)]
    if problems:
        raise BadSettings(problems)
    return settings


def _half_a_webhook(settings: Settings) -> list[str]:
    if settings.telegram_webhook_url and not settings.telegram_webhook_secret:
        return [f"TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET beside it. {HOW_TO_MAKE}"]
    return []


def _half_a_mail_server(settings: Settings) -> list[str]:
    """Return what is missing beside the settings of a mail server that are there."""
    given = {name.upper() for name in MAIL if getattr(settings, name) is not None}
    needs = {
        "SMTP_HOST": "MAIL_FROM",
        "MAIL_FROM": "SMTP_HOST",
        "SMTP_USER": "SMTP_PASSWORD",
        "SMTP_PASSWORD": "SMTP_USER",
    }
    problems = [
        f"{name} needs {other} beside it."
        for name, other in needs.items()
        if name in given and other not in given
    ]
    if "SMTP_USER" in given and "SMTP_HOST" not in given:
        problems.append("SMTP_USER needs SMTP_HOST beside it.")
    if "SMTP_PASSWORD" in given and settings.smtp_security is Security.NONE:
        problems.append("SMTP_PASSWORD needs SMTP_SECURITY to be starttls or tls.")
    return problems


def _sentences(error: ValidationError) -> list[str]:
    names = dict.fromkeys(
        str(fault["loc"][0]).lower()
        for fault in error.errors()
        if fault["type"] != "default_factory_not_called"  # only follows from another fault
    )
    return [f"{name.upper()} must be {EXPECTED[name]}." for name in names]


def _missing_token() -> str:
    return (
        "TELEGRAM_BOT_TOKEN is missing: "
        "write /newbot to @BotFather on Telegram and put the token that it gives there."
    )


def _weakness(key: SecretStr | None) -> str:
    """Return what is wrong with the secret key, or nothing."""
    value = key.get_secret_value() if key else ""
    if not value:
        return f"SECRET_KEY is missing. {HOW_TO_MAKE}"
    if value == DEFAULT_SECRET:
        return f"SECRET_KEY is still the example. {HOW_TO_MAKE}"
    if len(value) < SHORTEST_SECRET:
        return f"SECRET_KEY is too short: it needs {EXPECTED['secret_key']}. {HOW_TO_MAKE}"
    if len(set(value)) < FEWEST_SIGNS:
        return f"SECRET_KEY is too easy to guess. {HOW_TO_MAKE}"
    return ""
