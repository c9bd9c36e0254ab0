"""A wrong setting is named, and its value kept to itself."""

from __future__ import annotations

import click
import pytest
from pydantic import SecretStr

from hubbub.entrypoints.configured import WANTED, read_settings
from hubbub.kernel.settings import Settings


def test_every_wrong_variable_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBBUB_PORT", "a secret put in the wrong place")
    monkeypatch.setenv("HUBBUB_SIGNUP", "everybody")
    with pytest.raises(click.ClickException) as refused:
        read_settings()
    said = refused.value.message
    assert "HUBBUB_PORT" in said
    assert "HUBBUB_SIGNUP" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "x", "Give a whole number from 0 to 65535."),
        ("PORT", "65536", "Give a whole number from 0 to 65535."),
        ("DATABASE_POOL", "1", "Give a whole number from 2 to 200."),
        ("SEATS", "0", "Give a whole number, 1 or more."),
        ("SEATS", "many", "Give a whole number, 1 or more."),
        ("DEMOS", "1001", "Give a whole number from 0 to 1000."),
        ("SIGNUP", "all", "Give one of 'first', 'open' or 'closed'."),
        ("LOG_LEVEL", "loud", "Give one of 'debug', 'info', 'warning' or 'error'."),
        ("LOG_FORMAT", "xml", "Give one of 'auto', 'console' or 'json'."),
        ("TLS", "perhaps", "Give true or false."),
        ("PLAIN_HTTP", "perhaps", "Give true or false."),
        ("SIMULATOR", "perhaps", "Give true or false."),
        ("TRUSTED_PROXIES", "10.0.0.0/8, proxy", "Give networks with commas between"),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "Give networks with commas between"),
        ("OUTGOING_NETWORKS", "the office", "Give networks with commas between"),
        ("CARRIER_NETWORKS", "the vpn", "Give networks with commas between"),
        ("PUBLIC_URL", "hub.example.org", "Give the address that people type"),
        ("PUBLIC_URL", "ftp://hub.example.org", "Give the address that people type"),
        ("PUBLIC_URL", "https://hub.example.org/hubbub", "Give the address that people type"),
        ("PUBLIC_URL", "https://me:hunter2@hub.example.org", "Give the address that people type"),
        ("SECRET_KEY", "hunter2", "Give the base64 of 32 bytes"),
    ],
)
def test_each_wrong_value_gives_one_sentence_that_says_what_to_give(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"HUBBUB_{name}", value)
    with pytest.raises(click.ClickException) as refused:
        read_settings()
    first, *lines = refused.value.message.splitlines()
    assert first == "A setting is wrong."
    assert len(lines) == 1
    assert lines[0].startswith(f"HUBBUB_{name}: {said}")
    assert value not in lines[0].replace(said, "")


def test_every_setting_that_can_be_wrong_has_its_sentence() -> None:
    texts = {repr(each) for each in (str, SecretStr | None, str | None)}
    fields = Settings.model_fields.items()
    plain = {name for name, field in fields if repr(field.annotation) in texts}
    chosen = {"signup", "log_level", "log_format"}
    assert set(Settings.model_fields) - plain - chosen <= set(WANTED)


def test_a_slash_at_the_end_of_the_address_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBBUB_PUBLIC_URL", "https://desk.example.com/")
    assert read_settings().origin == "https://desk.example.com"
