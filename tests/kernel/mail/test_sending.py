"""The outbox and the postman, against a real mail server: sent, refused for good, later, again."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.outbox import TIMER, queue_mail, retry_mail
from hubbub.kernel.mail.repository import Mail, get_mail
from hubbub.kernel.mail.sending import LADDER, NO_SERVER, Composing, Postman
from hubbub.kernel.outside import run_outside_once
from hubbub.simulator.mail_server import Envelope, MailServer
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from uuid import UUID

    from hubbub.kernel.database import Transaction
    from tests.world import World

DUE = "UPDATE timers SET due_at = now() WHERE account_id = %s"


@asynccontextmanager
async def mail_server(kept: list[Envelope]) -> AsyncGenerator[str]:
    async def keep(envelope: Envelope) -> None:
        kept.append(envelope)

    server = MailServer(keep)
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    try:
        yield f"smtp://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()
        await server.stop()


class Office:
    """A postman who writes to whom he is told, and the outbox he empties."""

    def __init__(self, world: World, home: Path, address: str, url: str | None) -> None:
        self.world = world
        self.account = world.ours
        self.address = address
        settings = settings_for(home, **({} if url is None else {"smtp_url": url}))
        self.postman = Postman(world.database, settings, {"note": self.compose})

    async def compose(self, _: Transaction, __: Mail, ___: Composing) -> Letter | None:
        return Letter("Eva", self.address, "Über", "Grüße\n.\nEnde", "<p>x</p>")

    async def queue(self) -> UUID:
        for account in (self.world.ours, self.world.theirs):
            await self.world.sql(account, "DELETE FROM timers WHERE kind = 'mail'")
        async with self.world.database.transaction(self.account.id) as tx:
            return await queue_mail(tx, "note", self.account.agent.user_id, address="old@x.example")

    async def work(self) -> int:
        await self.world.sql(self.account, DUE, self.account.id)
        return await run_outside_once(self.world.database, {TIMER: self.postman.carry})

    async def mail(self, mail_id: UUID) -> Mail:
        async with self.world.database.transaction(self.account.id) as tx:
            found = await get_mail(tx, mail_id)
        assert found is not None
        return found


async def test_a_mail_arrives_whole_and_leaves_nothing_behind(world: World, tmp_path: Path) -> None:
    kept: list[Envelope] = []
    async with mail_server(kept) as url:
        office = Office(world, tmp_path, "eva@example.com", url)
        mail_id = await office.queue()
        assert await office.work() == 1
        assert await office.work() == 0
    [envelope] = kept
    message = message_from_bytes(envelope.data, policy=policy.default)
    text = message.get_body(("plain",))
    assert text is not None
    assert (message["Subject"], text.get_content().split()) == ("Über", ["Grüße", ".", "Ende"])
    assert envelope.recipients == ["eva@example.com"]
    mail = await office.mail(mail_id)
    assert (mail.state, mail.address, mail.reason) == ("sent", None, None)


async def test_a_refusal_for_good_is_told_and_can_be_retried(world: World, tmp_path: Path) -> None:
    kept: list[Envelope] = []
    async with mail_server(kept) as url:
        office = Office(world, tmp_path, "refuse@example.com", url)
        mail_id = await office.queue()
        await office.work()
        mail = await office.mail(mail_id)
        assert mail.state == "failed"
        assert mail.reason is not None
        assert "550" in mail.reason
        assert await office.work() == 0
        office.address = "eva@example.com"
        async with world.database.transaction(world.ours.id) as tx:
            await retry_mail(tx, mail_id)
        assert await office.work() == 1
    assert (await office.mail(mail_id)).state == "sent"
    assert len(kept) == 1


async def test_a_trouble_that_passes_is_tried_again_up_to_an_end(
    world: World, tmp_path: Path
) -> None:
    async with mail_server([]) as url:
        office = Office(world, tmp_path, "later@example.com", url)
        mail_id = await office.queue()
        await office.work()
        mail = await office.mail(mail_id)
        assert (mail.state, mail.attempts) == ("queued", 1)
        assert mail.next_at is not None
        assert mail.next_at - mail.created_at > LADDER[0] * 0.7
        for _ in LADDER:
            await office.work()
        mail = await office.mail(mail_id)
    assert mail.state == "failed"
    assert mail.reason is not None
    assert "451" in mail.reason


@pytest.mark.parametrize("url", [None, "smtp://127.0.0.1:9"])
async def test_without_a_server_a_mail_waits_and_says_why(
    world: World, tmp_path: Path, url: str | None
) -> None:
    office = Office(world, tmp_path, "eva@example.com", url)
    mail_id = await office.queue()
    await office.work()
    mail = await office.mail(mail_id)
    assert mail.state == "queued"
    assert mail.reason is not None
    assert mail.reason == NO_SERVER if url is None else "cannot be reached" in mail.reason


async def test_what_fails_by_surprise_is_put_back(world: World, tmp_path: Path) -> None:
    office = Office(world, tmp_path, "eva@example.com", "smtp://127.0.0.1:9")
    await office.queue()

    async def breaks(_: object) -> timedelta | None:
        raise LookupError("surprise")

    await world.sql(world.ours, DUE, world.ours.id)
    assert await run_outside_once(world.database, {TIMER: breaks}) == 1
    [row] = await world.sql(world.ours, "SELECT error FROM timers WHERE kind = 'mail'")
    assert row[0] == "LookupError: surprise"
