"""The settings: a wrong value names itself and never shows itself."""

import pytest

from bot import settings
from bot.settings import BadSettings, Settings

TOKEN = "123456:ABC-def_GHI"
SECRET = "k7Qm2xVb9sLw4zTn8cRf5yHd3gJp6aUe"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def set_all(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_an_empty_environment_gives_the_defaults() -> None:
    found = settings.load()
    assert found.database_url == "sqlite:///data/brobygger.db"
    assert found.telegram_api_url == "https://api.telegram.org"
    assert found.console_url == "http://localhost:8080/console"
    assert not found.uses_webhook
    assert found.bot_id == ""


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PORT="", TELEGRAM_WEBHOOK_URL="", TELEGRAM_BOT_TOKEN="")
    assert settings.load().port == 8080


def test_the_console_is_at_the_port_that_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PORT="9000")
    assert settings.load().console_url == "http://localhost:9000/console"


def test_the_bot_is_known_by_the_digits_of_its_token(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, TELEGRAM_BOT_TOKEN=f" {TOKEN}\n")
    assert settings.load().bot_id == "123456"
    assert settings.load().token == TOKEN


def test_a_slash_at_the_end_of_an_address_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, TELEGRAM_API_URL="http://localhost:8081/")
    assert settings.load().telegram_api_url == "http://localhost:8081"


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u@h/d", "sqlite:///x.db"])
def test_both_databases_and_the_short_name_of_one_are_accepted(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    set_all(monkeypatch, DATABASE_URL=url)
    assert settings.load().database_url == url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "Sesame"),
        ("TELEGRAM_API_URL", "ftp://Sesame"),
        ("TELEGRAM_WEBHOOK_URL", "Sesame"),
        ("TELEGRAM_WEBHOOK_SECRET", "Sesame!"),
        ("DATABASE_URL", "mysql://u:Sesame@h/d"),
        ("DATABASE_URL", "postgresql://u:Sesame@h:abc/d"),
        ("PORT", "Sesame"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("CONSOLE_URL", "Sesame"),
        ("CONSOLE_URL", "http://localhost:99999"),
        ("UPDATES_A_MINUTE", "Sesame"),
        ("SMTP_HOST", "Sesame@h"),
        ("SMTP_PORT", "Sesame"),
        ("SMTP_SECURITY", "Sesame"),
        ("SMTP_USER", "Sesameø"),
        ("SMTP_PASSWORD", "Sesameø"),
        ("MAIL_FROM", "Sesame"),
        ("LOG_LEVEL", "Sesame"),
    ],
)
def test_a_wrong_value_names_itself_and_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    set_all(monkeypatch, **{name: value})
    with pytest.raises(BadSettings) as caught:
        settings.load()
    assert caught.value.problems == (f"{name} must be {settings.EXPECTED[name.lower()]}.",)
    assert "Sesame" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_each_setting_says_what_it_expects() -> None:
    assert settings.EXPECTED.keys() == Settings.model_fields.keys()


def test_every_wrong_value_is_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, PORT="x", LOG_LEVEL="y")
    with pytest.raises(BadSettings) as caught:
        settings.load()
    assert len(caught.value.problems) == 2


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, TELEGRAM_WEBHOOK_URL="https://example.dk/telegram")
    with pytest.raises(BadSettings, match="needs TELEGRAM_WEBHOOK_SECRET"):
        settings.load()
    set_all(monkeypatch, TELEGRAM_WEBHOOK_SECRET="a" * 256)
    assert settings.load().uses_webhook
    set_all(monkeypatch, TELEGRAM_WEBHOOK_SECRET="a" * 257)
    with pytest.raises(BadSettings, match="1 to 256"):
        settings.load()


@pytest.mark.parametrize(
    ("security", "port"), [("starttls", 587), ("TLS", 465), ("none", 25), (None, 587)]
)
def test_the_port_of_the_mail_server_follows_from_its_security(
    monkeypatch: pytest.MonkeyPatch, security: str | None, port: int
) -> None:
    set_all(monkeypatch, SMTP_HOST="smtp.example.dk", MAIL_FROM="Brobygger <b@example.dk>")
    if security:
        set_all(monkeypatch, SMTP_SECURITY=security)
    assert settings.load().smtp_port == port
    set_all(monkeypatch, SMTP_PORT="2525")
    assert settings.load().smtp_port == 2525


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"SMTP_HOST": "h"}, "SMTP_HOST needs MAIL_FROM"),
        ({"MAIL_FROM": "b@example.dk"}, "MAIL_FROM needs SMTP_HOST"),
        ({"SMTP_USER": "u", "SMTP_PASSWORD": "p"}, "SMTP_USER needs SMTP_HOST"),
        (
            {"SMTP_HOST": "h", "MAIL_FROM": "b@example.dk", "SMTP_USER": "u"},
            "SMTP_USER needs SMTP_PASSWORD",
        ),
        (
            {
                "SMTP_HOST": "h",
                "MAIL_FROM": "b@example.dk",
                "SMTP_USER": "u",
                "SMTP_PASSWORD": "p",
                "SMTP_SECURITY": "none",
            },
            "SMTP_PASSWORD needs SMTP_SECURITY",
        ),
    ],
)
def test_half_a_mail_server_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], problem: str
) -> None:
    set_all(monkeypatch, **given)
    with pytest.raises(BadSettings, match=problem) as caught:
        settings.load()
    assert len(caught.value.problems) == 1


def test_secrets_never_show(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(
        monkeypatch,
        TELEGRAM_BOT_TOKEN=TOKEN,
        SECRET_KEY=SECRET,
        DATABASE_URL="postgresql://u:hunter2@h/d",
        SMTP_HOST="smtp.example.dk",
        SMTP_USER="u",
        SMTP_PASSWORD="hunter3",
        MAIL_FROM="b@example.dk",
    )
    shown = repr(settings.load())
    assert "ABC-def_GHI" not in shown
    assert SECRET not in shown
    assert "hunter2" not in shown
    assert "hunter3" not in shown


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (None, "SECRET_KEY is missing"),
        ("short", "SECRET_KEY is too short"),
        (settings.DEFAULT_SECRET, "SECRET_KEY is still the example"),
        ("change" * 10, "SECRET_KEY is too easy to guess"),
    ],
)
def test_no_bot_runs_with_a_weak_secret(
    monkeypatch: pytest.MonkeyPatch, key: str | None, sentence: str
) -> None:
    set_all(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN)
    if key:
        set_all(monkeypatch, SECRET_KEY=key)
    with pytest.raises(BadSettings, match=sentence) as caught:
        settings.load().ready_to_serve()
    assert "secrets.token_urlsafe" in str(caught.value)


def test_no_bot_runs_without_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, SECRET_KEY=SECRET)
    with pytest.raises(BadSettings, match="@BotFather"):
        settings.load().ready_to_serve()
    set_all(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN)
    assert settings.load().ready_to_serve().secret == SECRET


def test_the_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings.load().port = 1
