"""Nothing is sent to where an operator does not allow it, whatever a name or a server says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.outgoing import Outgoing
from tests.reactions.webhooks.office import LOOPBACK, always
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Office, Receiver

CUSTOMER = "+385911111111"
PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://169.254.169.254/latest/", "http://93.184.216.34/",
        "https://[::1]/", "https://user:secret@93.184.216.34/", "ftp://93.184.216.34/", "nowhere",
        "https://10.0.0.1:8443/hook", "https://93.184.216.34\\@127.0.0.1/",
    ],
)  # fmt: skip
async def test_a_private_address_is_refused_when_it_is_saved(office: Office, url: str) -> None:
    office.api.app.state.outgoing = Outgoing()
    body = {"name": "Inside", "url": url, "kinds": ["person.met"]}
    refused = await office.api.send(office.account.founder, "POST", "/api/webhooks", body)
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == ["url"]


async def test_a_name_that_changes_its_mind_is_refused_when_something_is_sent(
    office: Office, receiver: Receiver
) -> None:
    answers = [PUBLIC]

    async def resolve(_: str, __: int) -> list[str]:
        return answers

    office.api.app.state.outgoing = office.outgoing = Outgoing(resolve=resolve)
    await office.webhook(f"https://hooks.example:{receiver.port}/", "conversation.created")
    answers[:] = [PUBLIC, "127.0.0.1"]
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.tried(1)
    [(status, error)] = await tries(office)
    assert status is None
    assert "private network" in error
    assert receiver.heard == []


async def test_a_redirect_is_not_followed(office: Office, receiver: Receiver) -> None:
    elsewhere = f"http://127.0.0.1:{receiver.port}/inside".encode()
    receiver.answer = always(b"HTTP/1.1 307 Over there\r\nLocation: " + elsewhere + b"\r\n\r\n")
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.tried(1)
    assert [each.path for each in receiver.heard] == ["/hook"]
    [(status, error)] = await tries(office)
    assert status == 307
    assert "new address" in error


async def test_of_ten_megabytes_the_beginning_is_kept(office: Office, receiver: Receiver) -> None:
    size = 10_000_000
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n\0begin ".encode()
    receiver.answer = always(head + b"x" * (size - 7))
    webhook = await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    assert await office.rows() == [("delivered",)]
    log = f"/api/webhooks/{webhook['id']}/deliveries"
    [delivery] = (await office.api.get(office.account.founder, log))["items"]
    found = await office.api.get(office.account.founder, f"{log}/{delivery['id']}")
    answer = found["attempts"][0]["answer"]
    assert answer.startswith(" begin xxx")
    assert len(answer) == 1024


async def test_an_answer_that_never_ends_counts_by_its_status(
    office: Office, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hubbub.kernel.outgoing.GLANCE_SECONDS", 0.1)
    receiver.answer = always(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    assert await office.rows() == [("delivered",)]


async def test_no_answer_in_time_is_a_failure(office: Office, receiver: Receiver) -> None:
    async def never(_: object) -> bytes:
        await asyncio.Event().wait()
        return b""

    receiver.answer = never
    office.outgoing = Outgoing(LOOPBACK, seconds=0.2)
    await office.webhook(receiver.url, "conversation.created")
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.tried(1)
        await until(lambda: receiver.heard)
    [(status, error)] = await tries(office)
    assert status is None
    assert "no whole answer" in error


async def tries(office: Office) -> list[tuple[int | None, str]]:
    rows = await office.world.sql(office.account, "SELECT status, error FROM webhook_attempts")
    return [(row[0], row[1]) for row in rows]
