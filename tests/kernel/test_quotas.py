"""What an account may use is set by the operator, shown, and refused above in clear words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.plans.limiting import set_quotas
from hubbub.kernel.errors import Invalid
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.quotas import DEFAULTS, OverQuota, check_receiving
from tests.deeds import Deeds

if TYPE_CHECKING:
    from hubbub.kernel.quotas import Quota
    from tests.api import Api
    from tests.world import World


async def limit(world: World, **most: int | None) -> None:
    wanted: dict[Quota, int | None] = {**most}  # pyright: ignore[reportAssignmentType]
    async with world.database.transaction(world.ours.id) as tx:
        await set_quotas(tx, wanted, SYSTEM)


async def test_what_is_used_is_shown_and_more_is_refused(world: World, api: Api) -> None:
    ours, founder, agent = world.ours, world.ours.founder, world.ours.agent
    deeds = Deeds(world, api, ours)
    id_ = await deeds.text_in("+385911234567")
    await deeds.text_in("+385911234567")
    await deeds.assign(id_, agent, agent)
    assert (await deeds.reply(id_, agent)).status_code == 201
    quotas = {
        each["key"]: (each["used"], each["most"])
        for each in (await api.get(founder, "/api/account/plan"))["quotas"]
    }
    assert quotas["received_a_day"] == (2, DEFAULTS["received_a_day"])
    assert quotas["sent_a_day"] == (1, DEFAULTS["sent_a_day"])
    users = quotas["users"][0]
    await limit(world, sent_a_day=1, users=users, webhooks=0, api_keys=0, open_orders=0)

    key = {"name": "Key", "scopes": ["account/api-keys/manage"]}
    user = {"name": "Eva", "email": "eva@example.com", "role_ids": [], "seat": False}
    hook = {"name": "Shop", "url": "https://93.184.216.34/", "kinds": ["person.met"]}
    refused = [
        await deeds.reply(id_, agent),
        await api.send(founder, "POST", "/api/users", {**user, "password": "correct horse batt"}),
        await api.send(founder, "POST", "/api/api-keys", key),
        await api.send(founder, "POST", "/api/webhooks", hook),
        await api.send(
            founder, "POST", "/api/number-orders", {"client_id": "01920000000070008000000000000001"}
        ),
    ]
    assert [each.status_code for each in refused] == [409] * 5
    assert [each.json()["code"] for each in refused] == [
        "quota", "quota", "quota", "too_many_webhooks", "quota",
    ]  # fmt: skip
    assert "may send 1 texts a day" in refused[0].json()["detail"]
    # What was refused was not counted, and another account has its own room.
    theirs = Deeds(world, api, world.theirs)
    other = await theirs.text_in("+385911234567")
    await theirs.assign(other, world.theirs.agent, world.theirs.agent)
    assert (await theirs.reply(other, world.theirs.agent)).status_code == 201
    await limit(world, sent_a_day=None)
    assert (await deeds.reply(id_, agent)).status_code == 201
    [entry] = (await api.get(founder, "/api/audit?kind=account.quotas_changed"))["items"][1:]
    assert "sent_a_day" in [each["field"] for each in entry["changes"]]


async def test_nothing_is_taken_in_above_what_a_day_may_bring(world: World) -> None:
    await limit(world, received_a_day=1)
    async with world.database.transaction(world.ours.id) as tx:
        await check_receiving(tx, 1)
    await world.text_in(world.ours, "+385911234567")
    async with world.database.transaction(world.ours.id) as tx:
        with pytest.raises(OverQuota):
            await check_receiving(tx, 1)
    with pytest.raises(Invalid):
        await limit(world, users=-1)
