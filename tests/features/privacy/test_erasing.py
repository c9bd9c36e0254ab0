"""Of somebody erased nothing is left anywhere but ids, times and counts, whatever broke off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.entrypoints.privacy import privacy_jobs
from hubbub.features.messages.events import MessageStatusChanged
from hubbub.features.privacy import erasing
from hubbub.kernel.jobs.running import RunningJob, run_next
from tests.deeds import Deeds
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

ANNA, DIGITS = "+385919876543", "919876543"
BERT = "+385912223334"
WORD = "Kirschkernkissen"
TABLES = """
SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL (
    '{alembic_version,deleted_accounts}') ORDER BY 1
"""
ASIDE = """
WITH m AS (SELECT id FROM messages WHERE text = %(text)s),
e AS (SELECT id FROM webhook_endpoints),
parts AS (
    INSERT INTO sms_received_parts (account_id, carrier_id, source, destination, kind, reference,
                                    total, part, data, alphabet, fill_bits)
    VALUES (%(account)s, %(carrier)s, %(phone)s, %(number)s, 'udh8', 1, 2, 1, %(bytes)s, 'gsm', 0)),
rejected AS (
    INSERT INTO rejected_inbound (account_id, id, carrier_id, source, reason, bytes)
    VALUES (%(account)s, gen_random_uuid(), %(carrier)s, %(phone)s, 'x', %(bytes)s),
           (%(account)s, gen_random_uuid(), %(carrier)s, NULL, 'x', %(bytes)s)),
wire AS (
    INSERT INTO wire_texts (account_id, message_id, wire_id, bulk_id, api, callback_data,
                            notify_url)
    SELECT %(account)s, id, 'wire', 'bulk', 3, %(phone)s, 'https://x/' || %(text)s FROM m),
push AS (
    INSERT INTO wire_pushes (account_id, kind, message_id, url, api)
    SELECT %(account)s, 'inbound', id, 'https://x/' || %(text)s, 3 FROM m),
mail AS (
    INSERT INTO mails (account_id, id, kind, subject_id, address, next_at)
    SELECT %(account)s, id, 'text_received', id, %(phone)s || '@x', now() FROM m),
handed AS (
    INSERT INTO inbound_deliveries (account_id, id, message_id, configuration_id, action, target,
                                    mail_id)
    SELECT %(account)s, id, id, id, 'url', 'https://x/', id FROM m RETURNING id),
tried AS (
    INSERT INTO inbound_tries (account_id, delivery_id, id, milliseconds, answer)
    SELECT %(account)s, id, id, 1, %(text)s FROM handed),
told AS (
    INSERT INTO webhook_deliveries (account_id, id, endpoint_id, lane, kind, conversation_id,
                                    subject_id, occurred_at)
    SELECT %(account)s, %(conversation)s, e.id, %(conversation)s, 'conversation.created',
           %(conversation)s, %(conversation)s, now() FROM e RETURNING id, endpoint_id)
INSERT INTO webhook_attempts (account_id, delivery_id, attempt, endpoint_id, milliseconds, answer)
SELECT %(account)s, id, 1, endpoint_id, 1, 'You said ' || %(text)s FROM told
"""


@pytest.fixture
def deeds(world: World, api: Api) -> Deeds:
    return Deeds(world, api, world.ours)


async def set_the_scene(world: World, api: Api, deeds: Deeds) -> str:
    """Texts both ways, waiting and at rest, and a copy of them in every place; the person."""
    ours, agent, founder = world.ours, world.ours.agent, world.ours.founder
    id_ = await deeds.text_in(ANNA, f"It is {WORD}")
    await deeds.assign(id_, agent, agent)
    body = {"client_id": "a-client-id", "text": f"Your {WORD} is here"}
    await api.post(agent, f"/api/conversations/{id_}/messages", body)
    await api.put(agent, f"/api/conversations/{id_}/topic", {"topic": WORD})
    shown = await api.get(agent, f"/api/conversations/{id_}")
    await api.put(agent, f"/api/people/{shown['person']['id']}", {"name": WORD})
    hook = {"name": "Shop", "url": "https://93.184.216.34/", "kinds": ["person.met"]}
    await api.post(founder, "/api/webhooks", hook)
    values = {
        "account": ours.id, "carrier": ours.carrier, "phone": ANNA, "number": ours.number,
        "text": f"It is {WORD}", "bytes": f"{WORD} {ANNA}".encode(), "conversation": UUID(id_),
    }  # fmt: skip
    async with world.database.transaction(ours.id) as tx:
        await tx.execute(ASIDE, values)
    return shown["person"]["id"]


async def found_in(world: World, *tokens: str) -> dict[str, int]:
    """In how many rows of which tables one of these stands, as text or as bytes."""
    wanted = [*tokens, *(each.encode().hex() for each in tokens)]
    found: dict[str, int] = {}
    async with world.database.engine() as tx:
        for (table,) in await tx.rows(TABLES):
            query = f"SELECT count(*) FROM {table} t WHERE t::text ILIKE ANY(%s)"
            patterns = [f"%{each}%" for each in wanted]
            count = await tx.value(query, (patterns,))  # pyright: ignore[reportArgumentType]
            if count:
                found[table] = count
    return found


async def carry_out(world: World, home: Path) -> None:
    while await run_next(world.database, privacy_jobs(settings_for(home))):
        pass


async def test_nothing_is_left_of_a_person_and_the_next_text_is_of_somebody_new(
    world: World, api: Api, deeds: Deeds, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    person = await set_the_scene(world, api, deeds)
    await deeds.text_in(BERT, "Hello from Bert")
    await api.send(founder, "POST", f"/api/people/{person}/exports")
    await carry_out(world, tmp_path)
    before = await found_in(world, DIGITS, WORD)
    assert {
        "people", "messages", "conversations", "sms_received_parts", "rejected_inbound",
        "wire_texts", "wire_pushes", "mails", "inbound_tries", "webhook_attempts",
    } == before.keys()  # fmt: skip
    count = "SELECT count(*) FROM messages WHERE account_id = %s"
    messages = await world.sql(ours, count, ours.id)

    path = f"/api/people/{person}/erasure"
    wrong = await api.send(founder, "POST", path, {"number": BERT})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "number")
    assert (await api.send(founder, "POST", path, {"number": "00385 91 987 6543"})).is_success
    # Clicked twice, it is the same.
    assert (await api.send(founder, "POST", path, {"number": ANNA})).is_success
    await carry_out(world, tmp_path)

    assert await found_in(world, DIGITS, WORD) == {}
    shown = await api.get(founder, f"/api/people/{person}/privacy")
    assert (shown["erasure"]["state"], shown["texts"], shown["erased_texts"]) == ("done", 0, 2)
    assert shown["exports"] == []
    assert shown["erased_at"]
    assert not [each for each in (tmp_path / "files").rglob("*") if each.is_file()]
    assert await world.sql(ours, count, ours.id) == messages
    assert (await api.send(founder, "POST", path, {"number": "again"})).is_success

    await look_at_what_stays(world, api)

    again = await deeds.text_in(ANNA, "Hello again")
    fresh = await api.get(founder, f"/api/conversations/{again}")
    assert fresh["person"]["id"] != person
    assert await found_in(world, "Hello from Bert") == {"messages": 1}


async def look_at_what_stays(world: World, api: Api) -> None:
    """In the desk, in a transcript and in the audit: that there was something."""
    ours, founder = world.ours, world.ours.founder
    all_ = (await api.get(founder, "/api/conversations?scope=all&status=closed"))["items"]
    [conversation] = all_
    assert conversation["person"]["erased_at"]
    assert conversation["last_message"]["is_erased"]
    timeline = await api.get(founder, f"/api/conversations/{conversation['id']}/timeline")
    texts = [each for each in timeline["items"] if each["type"] == "message"]
    assert [(each["text"], each["erased_by"]) for each in texts] == [("", "person")] * 2
    # The answer waited to be sent, and is not.
    assert [each["status"] for each in texts] == ["received", "failed"]
    moved = "SELECT count(*)::int FROM events WHERE kind = %s AND data ->> 'after' = 'failed'"
    assert await world.sql(ours, moved, MessageStatusChanged.kind) == [(1,)]
    transcript = await api.send(
        founder, "GET", f"/api/conversations/{conversation['id']}/transcript?format=html"
    )
    assert "at the person&#x27;s wish" in transcript.text
    audit = (await api.get(founder, "/api/audit"))["items"]
    kinds = [each["kind"] for each in audit if each["object"]["kind"] == "person"]
    assert kinds == ["person.erased", "person.erasure_begun", "person.exported"]


async def test_what_ends_half_way_goes_on_and_nobody_writes_meanwhile(
    world: World, api: Api, deeds: Deeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the process is killed after two steps, and texts come in between."""
    monkeypatch.setattr(erasing, "STEP", 1)
    ours, founder = world.ours, world.ours.founder
    id_ = await deeds.text_in(ANNA, f"{WORD} 0")
    for n in range(1, 5):
        await deeds.text_in(ANNA, f"{WORD} {n}")
    person = (await api.get(founder, f"/api/conversations/{id_}"))["person"]["id"]
    await api.send(founder, "POST", f"/api/people/{person}/erasure", {"number": ANNA})
    handler = privacy_jobs(settings_for(tmp_path))[erasing.JOB]
    steps = 0

    async def killed_after_two(running: RunningJob) -> None:
        real = RunningJob.advance

        async def advance(self: RunningJob, *args: Any, **more: Any) -> None:
            nonlocal steps
            steps += 1
            if steps > 2:
                raise asyncio.CancelledError
            await real(self, *args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(RunningJob, "advance", advance)
            await handler(running)

    await run_next(world.database, {erasing.JOB: killed_after_two})
    left = "SELECT count(*)::int FROM messages WHERE account_id = %s AND erased_at IS NULL"
    assert await world.sql(ours, left, ours.id) == [(3,)]
    refused = await api.send(
        founder, "POST", f"/api/conversations/{id_}/messages",
        {"client_id": "a-client-id", "text": "Are you there?"},
    )  # fmt: skip
    assert refused.status_code == 409
    await deeds.text_in(ANNA, f"{WORD} while it is on")
    # Its lease has run out.
    async with world.database.engine() as tx:
        await tx.execute("UPDATE timers SET leased_until = now() - interval '1 second'")
    await carry_out(world, tmp_path)
    assert await found_in(world, DIGITS, WORD) == {}


async def test_neither_a_hold_nor_a_lost_right_lets_anything_go(
    world: World, api: Api, deeds: Deeds, tmp_path: Path
) -> None:
    ours, founder = world.ours, world.ours.founder
    id_ = await deeds.text_in(ANNA, WORD)
    person = (await api.get(founder, f"/api/conversations/{id_}"))["person"]["id"]
    path = f"/api/people/{person}"
    for asker in (ours.supervisor, ours.administrator, ours.agent):
        answer = await api.send(asker, "GET", f"{path}/privacy")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    await api.put(founder, f"{path}/hold", {"held": True})
    held = await api.send(founder, "POST", f"{path}/erasure", {"number": ANNA})
    assert (held.status_code, held.json()["code"]) == (409, "held")
    await api.put(founder, f"{path}/hold", {"held": False})
    await api.send(founder, "POST", f"{path}/erasure", {"number": ANNA})
    await api.send(founder, "POST", f"{path}/exports")
    await world.sql(
        ours, "DELETE FROM user_roles WHERE account_id = %s AND user_id = %s AND role_id = %s",
        ours.id, founder.user_id, ours.roles["supervisor"],
    )  # fmt: skip
    await carry_out(world, tmp_path)
    ended = "SELECT kind, state, error FROM timers WHERE account_id = %s AND subject_id = %s"
    rows = await world.sql(ours, ended, ours.id, UUID(person))
    assert {(kind, state) for kind, state, _ in rows} == {
        ("person_erasure", "failed"), ("person_export", "failed"),
    }  # fmt: skip
    assert all("may not do it any more" in error for _, _, error in rows)
    assert (await found_in(world, WORD)) == {"messages": 1}
