"""The rows of the decision table that custom roles bring about, asked of the user himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access import may
from tests.access.custom_roles.asking import DOWNLOAD, create, ids

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

VIEW, MANAGE, TAG = may.VIEW.key, may.MANAGE.key, may.TAG.key
BLOCKED = may.START_DISABLED.key


@pytest.mark.parametrize(
    ("who", "keys", "holds", "lacks", "viewer"),
    [
        # Grants of several roles unite.
        pytest.param("viewer", [[VIEW], [may.SEE_ANALYTICS.key]], [VIEW], [MANAGE], True, id="1"),
        pytest.param("agent", [[BLOCKED]], [MANAGE], [may.START.key], False, id="2"),
        pytest.param("seatless", [[DOWNLOAD]], [VIEW], [MANAGE, DOWNLOAD], True, id="4"),
        pytest.param("setup", [[VIEW]], [VIEW], [MANAGE], True, id="5"),
        # Working includes viewing, but only with a seat.
        pytest.param("setup", [[MANAGE]], [MANAGE, VIEW], [], False, id="6"),
        pytest.param("nobody", [[MANAGE]], [], [MANAGE, VIEW], False, id="7"),
        # Kept, and asleep until some role opens conversations.
        pytest.param("setup", [[DOWNLOAD, TAG]], [], [DOWNLOAD, TAG], False, id="8"),
        pytest.param(
            "setup", [[DOWNLOAD, TAG], [MANAGE]], [DOWNLOAD, TAG], [], False, id="8 woken"
        ),
        pytest.param("agent", [[DOWNLOAD]], [DOWNLOAD, may.ASSIGN.key], [], False, id="11"),
        pytest.param("nobody", [[VIEW, DOWNLOAD]], [VIEW], [DOWNLOAD], True, id="12"),
    ],
)
async def test_what_custom_roles_come_to(
    who: str, keys: list[list[str]], holds: list[str], lacks: list[str], viewer: bool, world: World,
    api: Api,
) -> None:  # fmt: skip
    ours = world.ours
    person = ours.people["seatless" if who == "nobody" else who]
    if who == "nobody":
        await api.put(ours.founder, f"/api/users/{person.user_id.hex}/roles", {"role_ids": []})
    for each in keys:
        await create(api, ours.founder, permissions=each, add_users=ids(person))
    me: dict[str, Any] = await api.get(person, "/api/me")
    assert set(holds) <= set(me["permissions"])
    assert not set(lacks) & set(me["permissions"])
    assert me["viewer"] is viewer
    assert me["restrictions"] == ([BLOCKED] if [BLOCKED] in keys else [])
