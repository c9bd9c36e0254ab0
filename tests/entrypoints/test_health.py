"""Who watches over an installation sees what is wrong with it, and nobody else does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from hubbub.kernel.database import DatabaseAddress
from hubbub.kernel.timers import schedule
from tests.api import in_process

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

PAST = datetime(2020, 1, 1, tzinfo=UTC)


async def figures(api: Api) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    response = await api.send(None, "GET", "/metrics")
    assert response.status_code == 200, response.text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def test_requests_are_counted_by_route_and_never_by_what_they_name(
    world: World, api: Api
) -> None:
    conversation = await world.text_in(world.ours, "+385911111111")
    route = "/api/conversations/{conversation_id}"
    before = await figures(api)
    await api.get(world.ours.founder, f"/api/conversations/{conversation.hex}")
    await api.send(None, "GET", "/wp-login.php")
    await api.send(None, "BREW", "/api/me")
    after = await figures(api)
    counted = ("hubbub_requests_total", "GET", route, "200")
    assert after[counted] - before.get(counted, 0) == 1
    assert after["hubbub_request_seconds_count", route] >= 1
    names = json.dumps([*after])
    assert conversation.hex not in names
    assert "wp-login" not in names
    assert "BREW" not in names
    assert ("hubbub_requests_total", "GET", "elsewhere", "404") in after


async def test_what_waits_and_what_failed_can_be_seen(world: World, api: Api) -> None:
    await world.text_in(world.ours, "+385911111111")
    async with world.database.transaction(world.ours.id) as tx:
        await schedule(tx, "sample", PAST)
        await schedule(tx, "broken", PAST)
        await tx.execute("UPDATE timers SET state = 'failed' WHERE kind = 'broken'")
    async with world.database.engine() as tx:
        await tx.execute(
            "INSERT INTO consumers VALUES ('reader', (SELECT max(epoch) FROM event_epochs), 0, 0)"
        )
        await tx.execute(
            "INSERT INTO parked_events VALUES ('reader', %s, %s, 1, '{}', 'x', 1, now(), now())",
            (world.ours.id, world.ours.id),
        )
    [note] = [each for each in (await api.get(None, "/health"))["notes"] if "passed on" in each]
    assert "hubbub events parked" in note
    found = await figures(api)
    assert found["hubbub_timers_due", "sample"] == 1
    assert found["hubbub_timers_failed", "broken"] == 1
    assert found["hubbub_parked_facts", "reader"] == 1
    assert found["hubbub_reader_lag_facts", "reader"] > 0
    assert sum(value for key, value in found.items() if key[0] == "hubbub_carriers") == 2
    assert found["hubbub_oldest_queued_part_seconds", "queued"] == 0
    assert found["hubbub_rejected_inbound", "rejected_inbound"] == 0
    assert found["hubbub_facts_outside_months", "events_default"] == 0
    assert found["hubbub_database_connections", "app", "open"] >= 1
    assert ("hubbub_tail_lag_facts",) in found
    assert found["hubbub_sockets",] == 0


async def test_sockets_are_counted(world: World, server: Api) -> None:
    async with server.live(world.ours.founder) as live:
        await live.until("ready")
        assert (await figures(server))["hubbub_sockets",] == 1


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-Host": "x"}])
async def test_figures_are_not_given_through_a_proxy(api: Api, headers: dict[str, str]) -> None:
    response = await api.send(None, "GET", "/metrics", headers=headers)
    assert (response.status_code, response.json()["code"]) == (403, "operator_only")


async def test_figures_are_given_for_the_token_alone(world: World, tmp_path: Path) -> None:
    async with in_process(world.database.address, tmp_path, metrics_token="let me see") as api:
        for given in (None, "", "Bearer", "Bearer wrong", "let me see"):
            headers = {} if given is None else {"Authorization": given}
            response = await api.send(None, "GET", "/metrics", headers=headers)
            assert response.status_code == 403, given
        right = {"Authorization": "Bearer let me see"}
        assert (await api.send(None, "GET", "/metrics", headers=right)).status_code == 200


async def test_every_answer_has_an_id_of_its_own(api: Api) -> None:
    ids = [
        (await api.send(None, "GET", path)).headers["x-request-id"] for path in ("/health", "/x")
    ]
    assert len(set(ids)) == 2


async def test_a_database_without_our_roles_is_told(world: World, tmp_path: Path) -> None:
    owner = world.database.address.owner
    async with in_process(world.database.address, tmp_path) as api:
        assert (await api.get(None, "/health"))["notes"] == []
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ALTER TABLE accounts NO FORCE ROW LEVEL SECURITY")
    async with in_process(DatabaseAddress(owner, owner, owner, owner), tmp_path) as api:
        found = await api.get(None, "/health")
    assert found["protected"] is False
    assert "hubbub db init" in found["notes"][0]


async def test_facts_in_the_net_are_told(world: World, api: Api) -> None:
    await world.text_in(world.ours, "+385911111111")
    with psycopg.connect(world.database.address.owner, autocommit=True) as connection:
        connection.execute("UPDATE events SET at = '2041-01-01'")
    (note,) = (await api.get(None, "/health"))["notes"]
    assert "default partition" in note
