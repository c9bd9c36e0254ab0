"""Everything that a carrier calls back with, ten times, shuffled, sixteen at once: one message,
one state."""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from hubbub.channels.sms.receipts import RECEIPTED_MESSAGE_ID
from hubbub.channels.sms.smpp.pdus import Message, Status
from tests.channels.sms.smpp.wire import eventually
from tests.storm import seed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.channels.sms.office import Office

MESSAGES = 16
PARTS = 3
TIMES = 10
AT_ONCE = 16
LONG = "x" * 400
"""Of three parts."""
STATES = """
SELECT subject_id, array_agg(data->>'after' ORDER BY seq) FROM events
WHERE kind = 'message.status_changed' GROUP BY subject_id
"""


async def deliver_all(office: Office, messages: Sequence[Message]) -> None:
    """As many at once as a carrier may; each is answered with OK."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def deliver(message: Message) -> None:
        async with gate:
            assert await office.deliver(message) == Status.OK

    await asyncio.gather(*map(deliver, messages))


async def test_every_receipt_ten_times(office: Office) -> None:
    draw, count = Random(seed()), MESSAGES * PARTS
    await office.connect(window=100)
    office.carrier.answers.clear()
    messages = [await office.write(LONG) for _ in range(MESSAGES)]
    names = [f"id{number}" for number in range(1, count + 1)]
    # One part cannot be delivered, of whichever message it is.
    lost = draw.choice(names)
    receipts = [
        office.receipt(name, state)
        for name in names
        for state in ("ENROUTE", "UNKNOWN", "UNDELIV" if name == lost else "DELIVRD")
        for _ in range(TIMES)
    ]
    draw.shuffle(receipts)
    async with office.worker():
        await eventually(lambda: len(office.carrier.waiting) == count)
        # A third of them is faster than the answers that say which part they are about.
        await deliver_all(office, receipts[: len(receipts) // 3])
        office.carrier.answers.set()
        await deliver_all(office, receipts[len(receipts) // 3 :])
        await office.until_rows(
            "SELECT state, count(*)::int FROM sms_parts GROUP BY state ORDER BY state",
            ("delivered", count - 1), ("failed", 1),
        )  # fmt: skip
    ends = Counter([await office.status(message) for message in messages])
    assert ends == {"delivered": MESSAGES - 1, "failed": 1}
    for _, states in await office.rows(STATES):
        assert len(states) == len(set(states)), f"a state was told twice: {states}"
        assert states[-1] in ("delivered", "failed")
    assert await office.rows("SELECT * FROM sms_receipts") == []
    sent = Counter(each.data for each in office.carrier.submits)
    assert sent.total() == count


async def test_every_text_with_an_id_ten_times(office: Office) -> None:
    draw = Random(seed())
    await office.connect()
    texts = [
        office.text(f"text {number}", tlvs={RECEIPTED_MESSAGE_ID: f"id{number}".encode() + b"\0"})
        for number in range(MESSAGES)
        for _ in range(TIMES)
    ]
    draw.shuffle(texts)
    async with office.worker():
        await office.bound()
        await deliver_all(office, texts)
    assert await office.texts() == sorted(f"text {number}" for number in range(MESSAGES))
