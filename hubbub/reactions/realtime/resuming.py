"""Tells a socket what it missed since the position it names, or to load everything afresh."""

from hubbub.kernel.database import Database
from hubbub.kernel.positions import decode_position, read_account_after
from hubbub.reactions.realtime.clients import Client
from hubbub.reactions.realtime.frames import Ready, Reset
from hubbub.reactions.realtime.hub import Hub
from hubbub.reactions.realtime.pushing import push
from hubbub.reactions.realtime.touched import touched_by

MOST_MISSED = 2000
"""Facts after which loading afresh is cheaper than being told each."""


async def resume(database: Database, hub: Hub, client: Client, asked: str | None) -> None:
    """The client is in the hub already and hears what is new; this adds what came before."""
    position = decode_position(asked) if asked else None
    if asked is not None and (position is None or position.epoch != hub.position.epoch):
        _reset(hub, client)
        return
    if position is None:
        client.catching_up_from = None
        client.send(Ready(hub.position.encode()))
        return
    missed = await read_account_after(database, client.account_id, position, MOST_MISSED + 1)
    if missed is None or len(missed) > MOST_MISSED:
        _reset(hub, client)
        return
    client.send(Ready(asked or ""))
    touched = touched_by(missed).get(client.account_id)
    if touched is not None:
        await push(database, client.account_id, touched, [client], asked or "")
    client.catching_up_from = None


def _reset(hub: Hub, client: Client) -> None:
    client.catching_up_from = None
    client.send(Reset(hub.position.encode()))
