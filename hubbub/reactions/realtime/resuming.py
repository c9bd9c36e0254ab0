"""Tells a socket what it missed since the position it names, or to load everything afresh."""

from hubbub.access.cursors import Cursor, decode_live_cursor
from hubbub.access.repository import access_changes
from hubbub.kernel.database import Database
from hubbub.kernel.positions import read_account_after
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import AccessFrame, LateFrame, Ready, Reset
from hubbub.reactions.realtime.hub import Hub
from hubbub.reactions.realtime.pushing import Step, push
from hubbub.reactions.realtime.touched import touched_by

MOST_MISSED = 2000
"""Facts after which loading afresh is cheaper than being told each."""


async def resume(database: Database, hub: Hub, client: Client, asked: str | None) -> None:
    """The client is in the hub already, where what is new waits for it; it is told what came
    before, then what waited, and from then on hears everything at once."""
    cursor = None if asked is None else decode_live_cursor(asked)
    if asked is None:
        client.missed = None
        client.send(Ready(client.cursor(hub.position)))
    elif cursor is None or not await _go_on(database, hub, client, cursor):
        client.missed = None
        client.send(Reset(client.cursor(hub.position)))
    if hub.is_late:
        client.send(LateFrame(is_late=True))


async def _go_on(database: Database, hub: Hub, client: Client, cursor: Cursor) -> bool:
    """False when only loading everything afresh will do."""
    position = cursor.position
    is_ahead = cursor.access_version > client.access_version
    if position.epoch != hub.position.epoch or is_ahead:
        return False
    missed = await read_account_after(database, client.account_id, position, MOST_MISSED + 1)
    if missed is None or len(missed) > MOST_MISSED:
        return False
    client.send(Ready(cursor.encode()))
    if await _has_other_rights(database, client, cursor):
        client.send(AccessFrame(client.cursor(position)))
    step = Step(position, position)
    missed += client.take_missed()
    while missed:
        await push(database, client.account_id, touched_by(missed), [client], step)
        missed = client.take_missed()
    client.missed = None
    return True


async def _has_other_rights(database: Database, client: Client, cursor: Cursor) -> bool:
    """Whether something changed that its screen does not know of."""
    async with database.transaction(client.account_id) as tx:
        changes = await access_changes(tx, cursor.access_version)
    return any(who in (None, client.user_id) for _, who in changes)
