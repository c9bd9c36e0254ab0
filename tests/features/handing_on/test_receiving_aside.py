"""A text that is not for Conversations is kept, starts nothing, and reaches whom it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubbub.access.roles import Default
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


async def test_who_has_texts_sent_elsewhere_is_shown_also_once_he_may_not_read_them(
    world: World, api: Api
) -> None:
    ours, founder = world.ours, world.ours.founder
    [number] = (await api.get(founder, "/api/numbers"))["items"]
    path = f"/api/numbers/{number['id']}"
    api.app.state.outgoing = Outgoing(LOOPBACK)
    url = {"action": "url", "target": "https://127.0.0.1/x", "version": 1, "body_format": "vendor"}
    beside = {"forward_url": "https://127.0.0.1/y", "version": number["version"]}
    administrator = ours.administrator
    roles = f"/api/users/{administrator.user_id.hex}/roles"
    held = [ours.roles[str(each)].hex for each in (Default.ADMINISTRATOR, Default.SUPERVISOR)]
    await api.put(founder, roles, {"role_ids": held})
    await api.put(administrator, path, beside)
    mail = {"action": "email", "target": "a@example.com", "keyword": "news", "version": 0}
    await api.put(administrator, f"{path}/inbound", mail)
    kept = {"action": "none", "keyword": "stop", "version": 0}
    assert (await api.put(founder, f"{path}/inbound", kept))["configuration"]["set_by"] is None
    saved = await api.put(founder, f"{path}/inbound", url)
    assert saved["configuration"]["body_format"] == "vendor"
    shown = await api.get(founder, f"{path}/inbound")
    keyword, stop = shown["sms"]["keywords"]
    assert stop["set_by"] is None
    may_read = {"id": administrator.user_id.hex, "name": administrator.name, "may_read": True}
    assert shown["told_by"] == keyword["set_by"] == may_read
    assert shown["sms"]["default"]["set_by"]["name"] == founder.name
    listed = (await api.get(founder, "/api/numbers"))["items"][0]["texts"]
    assert listed == {
        "action": "url", "target": "https://127.0.0.1/x", "follows_account": False, "keywords": 2,
    }  # fmt: skip
    await api.put(founder, roles, {"role_ids": held[:1]})
    shown = await api.get(founder, f"{path}/inbound")
    assert shown["told_by"] == {**may_read, "may_read": False}
    assert (await api.get(founder, f"{path}/uses"))["keywords"] == ["news", "stop"]


async def test_what_failed_is_handed_on_again_at_its_own_number_alone(
    world: World, api: Api, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    [number] = (await api.get(founder, "/api/numbers"))["items"]
    other = await api.post(
        founder, "/api/numbers", {"number": "+385912223344", "carrier_id": ours.carrier.hex}
    )
    path = f"/api/numbers/{number['id']}/inbound"
    mail = {"action": "email", "target": "a@example.com", "version": 1}
    await api.put(founder, path, mail)
    await arrive(world, "Hello")
    [(delivery,)] = await world.sql(
        ours, "UPDATE inbound_deliveries SET state = 'failed', reason = 'x' RETURNING id"
    )
    elsewhere = f"/api/numbers/{other['id']}/inbound/texts/{delivery.hex}/retry"
    assert (await api.send(founder, "POST", elsewhere)).status_code == 409
    again = f"{path}/texts/{delivery.hex}/retry"
    assert (await api.send(founder, "POST", again)).status_code == 204
    assert (await api.send(founder, "POST", again)).status_code == 409
    carrier = Carrier(world.database, Outgoing(LOOPBACK), load_secrets(settings_for(tmp_path)))
    while await run_outside_once(world.database, carrier.jobs):
        pass
    mails = "SELECT kind, address FROM mails WHERE account_id = %s AND subject_id = %s"
    assert await world.sql(ours, mails, ours.id, delivery) == [("text_received", "a@example.com")]
