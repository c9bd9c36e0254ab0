"""The floor of a text's way from the carrier to a screen: person, conversation and message in one
durable commit, a note, a frame. No right is asked, nothing routed, no fact kept. Run as
`python -m benchmarks.stripped PORT DSN` it binds to the carrier at that port and takes in."""

import sys
from collections.abc import Awaitable, Callable

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from hubbub.channels.sms.smpp.client import Connection
from hubbub.channels.sms.smpp.endpoint import Endpoint
from hubbub.channels.sms.smpp.outcomes import Answer
from hubbub.channels.sms.smpp.pdus import Message
from hubbub.entrypoints.looping import run_async
from hubbub.kernel.answers import encode

TABLES = """
CREATE TABLE bare_people (id bigserial PRIMARY KEY, phone text NOT NULL UNIQUE);
CREATE TABLE bare_conversations (
    id bigserial PRIMARY KEY, person_id bigint NOT NULL UNIQUE REFERENCES bare_people,
    last_message_at timestamptz NOT NULL
);
CREATE TABLE bare_messages (
    id bigserial PRIMARY KEY, text text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
    conversation_id bigint NOT NULL REFERENCES bare_conversations
);
"""
KEEP = """
WITH person AS (
    INSERT INTO bare_people (phone) VALUES (%s)
    ON CONFLICT (phone) DO UPDATE SET phone = EXCLUDED.phone RETURNING id),
conversation AS (
    INSERT INTO bare_conversations (person_id, last_message_at) SELECT id, now() FROM person
    ON CONFLICT (person_id) DO UPDATE SET last_message_at = now() RETURNING id),
message AS (INSERT INTO bare_messages (conversation_id, text) SELECT id, %s FROM conversation)
SELECT pg_notify('bare_texts', id::text) FROM conversation
"""
SHOWN = """
SELECT conversations.id, phone, text, last_message_at
FROM bare_conversations conversations
JOIN bare_people people ON people.id = person_id
CROSS JOIN LATERAL (
    SELECT text FROM bare_messages WHERE conversation_id = conversations.id
    ORDER BY id DESC LIMIT 1) last
WHERE conversations.id = %s
"""

Tell = Callable[[str], Awaitable[None]]


async def take(port: int, dsn: str) -> None:
    """Each text is answered when it is committed, by itself."""
    pool: AsyncConnectionPool[AsyncConnection] = AsyncConnectionPool(
        dsn, min_size=4, max_size=4, open=False, kwargs={"autocommit": True}
    )

    async def keep(message: Message) -> Answer:
        async with pool.connection() as connection:
            values = (f"+{message.source.value}", message.data.decode("ascii"))
            await connection.execute(KEEP, values)
        return Answer()

    async with pool:
        await Connection(Endpoint("127.0.0.1", port, "bench", "bench"), keep).run()


async def show(dsn: str, tell: Tell) -> None:
    """Frames as ours, of whatever is noted, until cancelled."""
    connect = AsyncConnection.connect
    async with (
        await connect(dsn, autocommit=True) as listening,
        await connect(dsn, autocommit=True) as reading,
    ):
        await listening.execute("LISTEN bare_texts")
        async for note in listening.notifies():
            found = await (await reading.execute(SHOWN, (int(note.payload),))).fetchone()
            assert found is not None
            id_, phone, text, at = found
            conversation = {"id": id_, "person": {"phone": phone}, "text": text, "at": at}
            frame = {"type": "conversation", "conversation": conversation}
            await tell(encode(frame).decode())


if __name__ == "__main__":
    run_async(take(int(sys.argv[1]), sys.argv[2]))
