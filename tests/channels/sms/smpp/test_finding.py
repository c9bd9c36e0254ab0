"""Where a carrier's name leads is looked at for each connection, which goes to that address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms.reaching import carriers_reachable
from hubbub.channels.sms.smpp.endpoint import NoWayError
from hubbub.channels.sms.smpp.link import LinkState
from hubbub.kernel.reachable import NotAllowed
from tests.channels.sms.smpp.test_client import connected
from tests.channels.sms.smpp.wire import carrier, endpoint, eventually
from tests.world import settings_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SENTENCE = "It leads into a private network."


async def test_it_is_connected_to_where_the_name_led_and_nowhere_else():
    asked: list[tuple[str, int]] = []

    async def find(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return ["127.0.0.1"]

    async with carrier() as them:
        named = replace(endpoint(them.port), host="smpp.example.invalid", find=find)
        async with connected(named) as us:
            await us.bound()
    assert asked == [("smpp.example.invalid", them.port)]


async def test_a_name_that_leads_elsewhere_meanwhile_is_not_followed():
    answers: list[str | None] = ["127.0.0.1", None]

    async def find(_: str, __: int) -> Sequence[str]:
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        if address is None:
            raise NoWayError(SENTENCE)
        return [address]

    async with carrier() as them, connected(replace(endpoint(them.port), find=find)) as us:
        await us.bound()
        await them.stop()
        await eventually(lambda: us.report.reason == SENTENCE)
        await them.start(them.port)
        await eventually(lambda: us.report.state is LinkState.RETRYING)
        assert them.peers == []


async def test_of_several_addresses_one_that_answers_is_enough():
    async def find(_: str, __: int) -> Sequence[str]:
        return ["127.0.0.9", "127.0.0.1"]

    async with carrier() as them, connected(replace(endpoint(them.port), find=find)) as us:
        await us.bound()


async def test_only_the_networks_of_carriers_count_for_carriers(tmp_path: Path):
    networks = {"carrier_networks": "10.9.0.0/16", "outgoing_networks": "10.8.0.0/16"}
    settings = settings_for(tmp_path, **networks)
    reachable = carriers_reachable(settings)
    assert [str(each) for each in await reachable.addresses("10.9.1.2", 2775)] == ["10.9.1.2"]
    for host in ("10.8.1.2", "127.0.0.1"):
        with pytest.raises(NotAllowed, match="HUBBUB_CARRIER_NETWORKS"):
            await reachable.addresses(host, 2775)
