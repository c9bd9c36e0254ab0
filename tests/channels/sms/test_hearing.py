"""What is said at a carrier's door, however much of it comes at once and whatever is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from psycopg import DataError

from hubbub.channels.sms import hearing
from hubbub.channels.sms.adapters.carrier import HeardReceipt, HeardText
from hubbub.channels.sms.hearing import Hearing, Spoken, portions
from hubbub.channels.sms.receipts import Outcome
from hubbub.kernel.errors import NotFound, Unavailable
from hubbub.kernel.files.files import Files
from hubbub.kernel.ids import new_id
from hubbub.kernel.keeping import tidy_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from hubbub.channels.sms.adapters.carrier import Heard
    from hubbub.kernel.database import Transaction
    from tests.world import World

ANNA, BERT, STRANGE = "+385911110001", "+385911110002", "+12025550999"
LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
KEPT = "SELECT source, bytes FROM rejected_inbound WHERE account_id = %s ORDER BY source, id"


def spoken(*heard: Heard) -> Spoken:
    return Spoken(heard, msgspec.json.encode(heard))


def text(n: int, number: str = STRANGE, sender: str = ANNA) -> HeardText:
    return HeardText(f"key-{n}", sender, number, f"Text {n}")


async def allow(world: World, texts: int) -> None:
    most = "INSERT INTO quotas (account_id, received_a_day) VALUES (%s, %s)"
    await world.sql(world.ours, most, world.ours.id, texts)


def test_portions_leave_nothing_out_and_keep_the_order() -> None:
    requests = [spoken(*(text(10 * r + n) for n in range(r))) for r in range(9)]
    found = list(portions(requests, 4))
    counts = [sum(len(each.heard) for each in some) for some in found]
    assert counts == [4] * 9
    heard = [each for some in found for request in some for each in request.heard]
    assert heard == [each for request in requests for each in request.heard]


async def test_one_request_does_not_take_the_locks_that_all_accounts_share(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, held = hearing.take_in_requests, list[int]()

    async def counted(tx: Transaction, carrier_id: UUID, requests: Sequence[Spoken]) -> None:
        await taking(tx, carrier_id, requests)
        held.append(await tx.value(LOCKS))

    monkeypatch.setattr(hearing, "take_in_requests", counted)
    receipts = [HeardReceipt(Outcome.DELIVERED, None, f"{n + 10**9}") for n in range(3000)]
    await Hearing(world.database).take(world.ours.id, world.ours.carrier, spoken(*receipts))
    count = "SELECT count(*)::int FROM sms_receipts WHERE account_id = %s"
    assert await world.sql(world.ours, count, world.ours.id) == [(3000,)]
    # Two names of each; there is room for 12,800 locks in all.
    assert max(held) <= 1_200


async def test_of_a_request_of_several_people_each_one_is_kept_with_his_own_number(
    world: World,
) -> None:
    said = spoken(text(1, sender=ANNA), text(2, sender=BERT))
    await Hearing(world.database).take(world.ours.id, world.ours.carrier, said)
    kept = await world.sql(world.ours, KEPT, world.ours.id)
    assert [source for source, _ in kept] == [ANNA, BERT]
    assert [(ANNA.encode() in each, BERT.encode() in each) for _, each in kept] == [
        (True, False), (False, True),
    ]  # fmt: skip


async def test_what_is_kept_aside_is_no_more_than_what_came(world: World) -> None:
    said = spoken(*(text(n) for n in range(300)))
    await Hearing(world.database).take(world.ours.id, world.ours.carrier, said)
    kept = await world.sql(world.ours, KEPT, world.ours.id)
    assert len(kept) == 300
    assert sum(len(each) for _, each in kept) <= len(said.body)


async def test_what_is_kept_aside_counts_as_what_a_day_may_bring(world: World) -> None:
    ours, taking = world.ours, Hearing(world.database)
    await allow(world, 3)
    await taking.take(ours.id, ours.carrier, spoken(text(1), text(2)))
    await taking.keep_aside(ours.id, ours.carrier, "It names no message.", b"x" * 50_000)
    with pytest.raises(Unavailable):
        await taking.take(ours.id, ours.carrier, spoken(text(3)))
    with pytest.raises(Unavailable):
        await taking.keep_aside(ours.id, ours.carrier, "It names no message.", b"x")
    kept = await world.sql(ours, KEPT, ours.id)
    assert [len(each) for _, each in kept][-1] == 10_000
    assert len(kept) == 3


async def test_one_that_cannot_be_stored_does_not_take_the_others_with_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, taking = world.ours, hearing.take_in_requests

    async def refusing(tx: Transaction, carrier_id: UUID, requests: Sequence[Spoken]) -> None:
        if any(each == text(2, ours.number) for one in requests for each in one.heard):
            raise DataError("not this one")
        await taking(tx, carrier_id, requests)

    monkeypatch.setattr(hearing, "take_in_requests", refusing)
    said = spoken(text(1, ours.number), text(2, ours.number))
    await Hearing(world.database).take(ours.id, ours.carrier, said)
    texts = "SELECT text FROM messages WHERE account_id = %s"
    assert await world.sql(ours, texts, ours.id) == [("Text 1",)]
    [(source, kept)] = await world.sql(ours, KEPT, ours.id)
    assert (source, b"Text 2" in kept, b"Text 1" in kept) == (None, True, False)


async def test_of_a_carrier_that_is_removed_meanwhile_nothing_is_kept(world: World) -> None:
    gone, taking = new_id(), Hearing(world.database)
    with pytest.raises(NotFound):
        await taking.take(world.ours.id, gone, spoken(text(1)))
    with pytest.raises(NotFound):
        await taking.keep_aside(world.ours.id, gone, "It names no message.", b"x")
    assert await world.sql(world.ours, KEPT, world.ours.id) == []


async def test_what_is_kept_aside_goes_after_a_week(world: World, tmp_path: Path) -> None:
    ours = world.ours
    await Hearing(world.database).take(ours.id, ours.carrier, spoken(text(1), text(2, sender=BERT)))
    old = "UPDATE rejected_inbound SET received_at = now() - interval '8 days' WHERE source = %s"
    await world.sql(ours, old, ANNA)
    await tidy_once(world.database, Files(tmp_path))
    assert [source for source, _ in await world.sql(ours, KEPT, ours.id)] == [BERT]
