"""What a carrier answers does not decide which server is shown our access, nor for how long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hubbub.channels.sms import importing
from hubbub.channels.sms.adapters.asking import Asker
from hubbub.channels.sms.adapters.carrier import Asked, Unanswered
from hubbub.channels.sms.adapters.twilio.line import TwilioLine
from hubbub.kernel.outgoing import Answered, Outgoing, Wanted

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


class Noting(Outgoing):
    """The way out, which goes nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def send(self, wanted: Wanted) -> Answered:
        self.asked.append(wanted.url)
        return Answered(200, {}, b"{}")


@pytest.mark.parametrize("path", [".evil.example/x", "@evil.example/x", ":8443/x", "", "x"])
async def test_a_next_page_is_a_path_on_the_same_server(path: str) -> None:
    way = Noting()
    with pytest.raises(Unanswered) as refused:
        await Asker(way)("https://api.twilio.com", Asked("GET", path))
    assert (way.asked, refused.value.written) == ([], False)
    await Asker(way)("https://api.twilio.com", Asked("GET", "/2010-04-01/Accounts.json"))
    assert way.asked == ["https://api.twilio.com/2010-04-01/Accounts.json"]


async def test_a_slow_carrier_does_not_keep_a_request_for_hours(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    founder = world.ours.founder
    settings = {"account_sid": f"AC{'1' * 32}", "auth_token": "2" * 32}
    body = {"kind": "twilio", "name": "T", "settings": settings, "enabled": False}
    made = await api.post(founder, "/api/carriers/over-http", body)

    async def for_ever(_: TwilioLine) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(TwilioLine, "owned", for_ever)
    monkeypatch.setattr(importing, "MOST_SECONDS", 0.05)
    refused = await api.send(founder, "GET", f"/api/carriers/{made['id']}/numbers")
    assert (refused.status_code, "too slow" in refused.json()["detail"]) == (503, True)
