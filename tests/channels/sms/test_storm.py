"""Two hundred texts in and as many out through a storm: nothing is lost and nothing is twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

from hubbub.channels.sms.smpp.outcomes import UnansweredError
from hubbub.channels.sms.smpp.pdus import Message, Status
from tests.storm import FATES, seed, storm

if TYPE_CHECKING:
    from tests.channels.sms.office import Office

TEXTS = 200
AT_ONCE = 16
OPEN = """
SELECT count(*)::int FROM messages
WHERE direction = 'outbound' AND status NOT IN ('delivered', 'unknown')
"""
LIMIT = 60


async def test_nothing_is_lost_and_nothing_twice_in_a_storm(office: Office) -> None:
    number = seed()
    draw, gate = Random(number), asyncio.Semaphore(AT_ONCE)
    asked = [f"question {index}" for index in range(TEXTS)]
    # Some of several parts, each of which goes its own way.
    answered = [
        f"answer {index} " + "".join(f"čežnja {index}.{n} " for n in range(index % 12))
        for index in range(TEXTS)
    ]

    async def bring(message: Message) -> None:
        async with gate:
            await insist(office, draw, message)

    async def receipts() -> None:
        """Each part is reported as delivered, as soon as it is there and before it is answered."""
        async with asyncio.TaskGroup() as group:
            count = 0
            while True:
                for _ in office.carrier.submits[count:]:
                    count += 1
                    group.create_task(bring(office.receipt(f"id{count}")))
                await asyncio.sleep(0.01)

    async with storm(office.carrier.port, number) as between:
        await office.connect(between.port, bind="both")
        messages = {await office.write(text): text for text in answered}
        async with office.worker():
            reporting = asyncio.create_task(receipts())
            async with asyncio.timeout(LIMIT):
                await asyncio.gather(*(bring(office.text(text)) for text in asked))
                while (await office.rows(OPEN))[0][0]:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)
    assert set(between.fates) == set(FATES), f"no storm: {between.fates} (seed {number})"
    assert Counter(await office.texts()) == Counter(asked), f"seed {number}"
    sent = Counter((each.data, each.esm_class) for each in office.carrier.submits)
    assert max(sent.values()) == 1, f"sent twice: {sent.most_common(3)} (seed {number})"
    rows = await office.rows(
        "SELECT message_id, state, count(*)::int FROM sms_parts GROUP BY 1, 2 ORDER BY 1"
    )
    for message_id, state, _ in rows:
        assert state in ("delivered", "unknown"), (messages[message_id], state, number)
    certain = sum(count for _, state, count in rows if state == "delivered")
    in_all = sum(count for _, _, count in rows)
    assert certain <= len(office.carrier.submits) <= in_all, f"seed {number}"
    # What was under way at a break may be unknown, the rest may not.
    assert in_all - certain <= 20 * len(between.fates), f"seed {number}"


async def insist(office: Office, draw: Random, message: Message) -> None:
    """As a carrier does: on any connection that it believes in, until the answer is OK."""
    while True:
        peers = [peer for peer in office.carrier.peers if peer.can_receive]
        if peers:
            with suppress(UnansweredError):
                if await draw.choice(peers).deliver(message) == Status.OK:
                    return
        await asyncio.sleep(0.02)
