"""A text that is not for Conversations is kept, starts nothing, and reaches whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.features.conversations.receiving import Inbound, receive_all
from hubbub.features.handing_on.carrying import Carrier
from hubbub.features.numbers.deciding import decide
from hubbub.features.numbers.repository import numbers_among
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.outside import run_outside_once
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.signing import headers_for
from tests.reactions.webhooks.office import LOOPBACK, NOTHING, always, listening
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

ANNA = "+385911111111"


async def arrive(world: World, *texts: str) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        rules = (await numbers_among(tx, ours.carrier, [ours.number]))[ours.number]
        await receive_all(
            tx,
            [
                Inbound("sms", ours.carrier, ours.number, ANNA, text, rule=decide(rules, text).rule)
                for text in texts
            ],
        )


async def test_by_its_first_word_a_text_is_kept_shown_or_told_signed(
    world: World, api: Api, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    [number] = (await api.get(founder, "/api/numbers"))["items"]
    path = f"/api/numbers/{number['id']}/inbound"
    await api.put(founder, path, {"keyword": "Stop", "action": "none", "version": 0})
    async with listening() as receiver:
        receiver.answer = always(NOTHING)
        api_outgoing = Outgoing(LOOPBACK)
        api.app.state.outgoing = api_outgoing
        saved = await api.put(
            founder, path, {"keyword": "buy", "action": "url", "target": receiver.url, "version": 0}
        )
        await arrive(world, "STOP!", "Buy two", "Hello")
        carrier = Carrier(world.database, api_outgoing, load_secrets(settings_for(tmp_path)))
        while await run_outside_once(world.database, carrier.jobs):
            pass
        [heard] = receiver.heard
    assert heard.body["data"]["text"] == "Buy two"
    stamp = int(heard.headers["webhook-timestamp"])
    signed = headers_for(heard.id, stamp, heard.raw, [saved["secret"]])
    assert heard.headers["webhook-signature"] == signed["webhook-signature"]
    kept = "SELECT text, went_to FROM messages WHERE account_id = %s ORDER BY text"
    assert await world.sql(ours, kept, ours.id) == [
        ("Buy two", "url"), ("Hello", None), ("STOP!", "none"),
    ]  # fmt: skip
    linked = "SELECT count(*)::int FROM conversation_messages WHERE account_id = %s"
    assert await world.sql(ours, linked, ours.id) == [(1,)]
    shown = (await api.get(founder, f"{path}/texts"))["items"]
    assert {each["went_to"]: each["state"] for each in shown} == {"url": "delivered", "none": None}
    dry = await api.post(founder, f"{path}/dry-run", {"text": "stop"})
    assert (dry["action"], dry["why"]) == ("none", "keyword")
