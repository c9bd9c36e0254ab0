"""The world stands, in this process and over real sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def test_everybody_is_who_he_is(world: World, api: Api) -> None:
    for account in (world.ours, world.theirs):
        for who, person in account.people.items():
            response = await api.send(person, "GET", "/api/me")
            if who == "disabled":
                assert response.status_code == 401
            else:
                assert response.json()["user"]["id"] == person.user_id.hex
                assert response.json()["account"]["id"] == account.id.hex
                assert response.json()["viewer"] is (who in {"viewer", "seatless"})
                assert response.json()["lacks_only_seat"] is (who == "seatless")


async def test_a_live_socket_is_ready(world: World, server: Api) -> None:
    async with server.live(world.ours.agent) as live:
        assert (await live.frame())["type"] == "ready"
