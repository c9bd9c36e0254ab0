"""Mail that is caught: taken over SMTP from any client, listed, read, and shown without harm."""

from __future__ import annotations

import asyncio
import smtplib
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.simulator.conftest import World

EVIL = "<html><head></head><body><script>alert(1)</script><a href='https://x.example'>x</a></body>"


def send(port: int, *to: str) -> None:
    """With the standard library's client, which is nobody of ours."""
    message = EmailMessage()
    message["From"] = "Desk <desk@example.com>"
    message["To"] = ", ".join(to)
    message["Subject"] = "Grüße"
    message.set_content("Zeile\n.\n..Punkt\n")
    message.add_alternative(EVIL, subtype="html")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(message)


async def test_a_mail_is_kept_for_each_recipient_and_read(world: World) -> None:
    assert world.ports.mail is not None
    await asyncio.to_thread(send, world.ports.mail, "eva@example.com", "tom@example.com")
    listed = (await world.http.get("/simulator/api/mails")).json()
    assert [(each["recipient"], each["subject"], each["is_read"]) for each in listed] == [
        ("tom@example.com", "Grüße", False), ("eva@example.com", "Grüße", False),
    ]  # fmt: skip
    opened = (await world.http.get(f"/simulator/api/mails/{listed[0]['id']}")).json()
    assert opened["text"].replace("\r", "") == "Zeile\n.\n..Punkt\n"
    html = await world.http.get(f"/simulator/api/mails/{listed[0]['id']}/html")
    policy = html.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script" not in policy
    assert (await world.http.get("/simulator/api/mails/999")).status_code == 404
    assert (await world.http.post("/simulator/api/mails/clear", json={})).status_code == 204
    assert (await world.http.get("/simulator/api/mails")).json() == []


@pytest.mark.parametrize(("to", "code"), [("refuse@example.com", 550), ("later@example.com", 451)])
async def test_failures_can_be_tried(world: World, to: str, code: int) -> None:
    assert world.ports.mail is not None
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        await asyncio.to_thread(send, world.ports.mail, to)
    assert refused.value.recipients[to][0] == code


async def test_who_goes_away_in_the_middle_has_sent_nothing(world: World) -> None:
    assert world.ports.mail is not None
    _, writer = await asyncio.open_connection("127.0.0.1", world.ports.mail)
    writer.write(b"MAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\nhalf of it")
    await writer.drain()
    writer.close()
    await asyncio.to_thread(send, world.ports.mail, "eva@example.com")
    listed = (await world.http.get("/simulator/api/mails")).json()
    assert [each["recipient"] for each in listed] == ["eva@example.com"]
