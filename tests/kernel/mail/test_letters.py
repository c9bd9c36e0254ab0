"""Letters: no header can be made up, and every language says the same things."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest

from hubbub.kernel.mail.letters import Letter, UnmailableError, message_of
from hubbub.kernel.mail.rendering import FIELD, Reader, languages, moment, render, words
from hubbub.kernel.mail.servers import mail_server_of

ID = UUID(int=7)


@pytest.mark.parametrize(
    "evil", ["Eva\r\nBcc: all@example.com", "Eva\nBcc: x@example.com", "Eva\0\x85\u2028Bcc: x"]
)
def test_no_header_can_be_made_up(evil: str) -> None:
    letter = Letter(evil, "eva@example.com", f"Hi {evil}", "text", "<p>html</p>")
    raw = message_of(letter, ID, f"{evil} <desk@example.com>".replace("\n", " ")).as_bytes()
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Bcc"] is None
    assert str(read["To"].addresses[0].addr_spec) == "eva@example.com"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "address", ["eva@example.com\nBcc: x@y.z", "eva", "", "a b@example.com", "@example.com", "x@"]
)
def test_what_is_no_address_is_never_sent_to(address: str) -> None:
    with pytest.raises(UnmailableError):
        message_of(Letter("Eva", address, "s", "t", "h"), ID, "desk@example.com")


def test_a_domain_of_other_letters_goes_out_as_the_wire_has_it() -> None:
    message = message_of(Letter("Eva", "eva@köln.example", "s", "t", "h"), ID, "a@example.com")
    assert "eva@xn--kln-sna.example" in message["To"]


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_things(language: str) -> None:
    def fields(kind: str, of: str) -> set[str]:
        return set(FIELD.findall(str(words(of)["mails"][kind])))

    ours: dict[str, Any] = words(language)["mails"]
    assert ours.keys() == words("en")["mails"].keys()
    for kind, found in ours.items():
        assert fields(kind, language) == fields(kind, "en"), kind
        assert found.keys() == words("en")["mails"][kind].keys()
    assert (len(words(language)["dates"]["months"]), len(words(language)["dates"]["weekdays"])) == (
        12, 7,
    )  # fmt: skip


def test_values_are_harmless_in_html_and_in_the_readers_language_and_time() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    values = {
        "account": "<script>x</script>", "name": "Eva", "username": "eva",
        "email": "eva@example.com", "sign_in": "https://x/desk", "link": "https://x/#t",
        "expires": at,
    }  # fmt: skip
    reader = Reader("Eva", "eva@example.com", "de-AT", "Europe/Zagreb")
    letter = render("welcome", reader, values)
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert letter.subject == "Ihr Zugang zu <script>x</script>"
    assert "Donnerstag, 2. Juli 2026, 00:30 Uhr (Europe/Zagreb)" in letter.text
    assert moment(at, "en", "No/Where") == "Wednesday 1 July 2026 at 22:30 (UTC)"


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtps://u:p%40@mail.example.com", 465, "tls"),
        ("smtp+starttls://u:p@mail.example.com:2525", 2525, "starttls"),
        ("smtp://127.0.0.1", 25, "offered"),
    ],
)
def test_a_mail_server_by_its_address(url: str, port: int, security: str) -> None:
    server = mail_server_of(url)
    assert (server.port, server.security) == (port, security)


@pytest.mark.parametrize("url", ["smtp://u:secret@mail.example.com", "http://x", "smtp://", "mail"])
def test_an_address_that_makes_no_sense_says_how_to_write_it(url: str) -> None:
    with pytest.raises(ValueError, match="smtps://") as refused:
        mail_server_of(url)
    assert "secret" not in str(refused.value)
