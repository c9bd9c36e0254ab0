"""Somebody else's compliance run, against the server on a real port."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx2
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import CheckResult, Status, check_server

from tests.compat.scim.conftest import key_of

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World

GOOD = (Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE)


def run(origin: str, key: str) -> list[CheckResult]:
    headers = {"Authorization": f"Bearer {key}"}
    with httpx2.Client(
        base_url=f"{origin}/scim/v2", headers=headers, timeout=30, trust_env=False
    ) as http:
        return check_server(SyncSCIMClient(http))


async def test_the_compliance_run_finds_nothing(world: World, server: Api) -> None:
    key = await key_of(server, world)
    results = await asyncio.to_thread(run, server.origin, key)
    failed = [
        f"{each.title} {each.resource_type}: {each.reason}"
        for each in results
        if each.status not in (*GOOD, Status.SKIPPED)
    ]
    assert not failed, "\n".join(failed)
    # One search over all resource types together is an option of the protocol; we answer 501.
    skipped = {each.title for each in results if each.status is Status.SKIPPED}
    assert skipped <= {"search_with_attributes"}
    assert len(results) > 60
