"""An account's rule erases what is older, nothing that is held, in chunks that survive an end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hubbub.features.privacy.retention import carrying_out
from hubbub.features.privacy.retention.carrying_out import CarryingOut
from hubbub.kernel.files.files import Files
from tests.deeds import Deeds

if TYPE_CHECKING:
    from pathlib import Path

    from hubbub.features.privacy.retention.rules_repository import Rules
    from hubbub.kernel.database import Database, Transaction
    from tests.api import Api
    from tests.world import Account, World

PATH = "/api/retention"
KEEP = {
    "texts_days": None, "people_days": None, "audit_days": None, "deliveries_days": None,
    "files_days": None,
}  # fmt: skip
OLD_CONVERSATION = """
UPDATE conversations SET status = 'closed', closed_at = now() - interval '40 days'
WHERE account_id = %s AND id = %s
"""
OLD_MESSAGES = """
UPDATE messages m SET created_at = now() - interval '40 days' FROM people p
WHERE m.account_id = %s AND p.account_id = m.account_id AND p.id = m.person_id
  AND p.phone = ANY(%s)
"""
OLD_PEOPLE = """
UPDATE people SET created_at = now() - interval '40 days' WHERE account_id = %s AND phone = ANY(%s)
"""
TEXTS = "SELECT text, erased_by FROM messages WHERE account_id = %s ORDER BY id"


@pytest.fixture
def carrying(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CarryingOut:
    monkeypatch.setattr(carrying_out, "CHUNK", 2)
    monkeypatch.setattr(carrying_out, "REST", 0)
    return CarryingOut(world.database, Files(tmp_path))


async def make_old(world: World, deeds: Deeds, phone: str, texts: int) -> str:
    id_ = ""
    for n in range(texts):
        id_ = await deeds.text_in(phone, f"Text {n} of {phone}")
    await world.sql(world.ours, OLD_CONVERSATION, world.ours.id, UUID(id_))
    await world.sql(world.ours, OLD_MESSAGES, world.ours.id, [phone])
    await world.sql(world.ours, OLD_PEOPLE, world.ours.id, [phone])
    return id_


async def test_old_texts_go_and_new_and_held_ones_stay(
    world: World, api: Api, carrying: CarryingOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, founder = world.ours, world.ours.founder
    deeds = Deeds(world, api, ours)
    old = await make_old(world, deeds, "+385911000001", 5)
    held = await make_old(world, deeds, "+385911000002", 1)
    await deeds.text_in("+385911000003", "New")
    await api.put(founder, f"/api/conversations/{held}/hold", {"held": True})

    shown = await api.get(founder, PATH)
    assert shown == {**KEEP, "version": 0, "least": shown["least"], "runs": []}
    few = await api.send(founder, "PUT", PATH, {**KEEP, "texts_days": 1, "version": 0})
    assert (few.status_code, few.json()["errors"][0]["field"]) == (422, "texts_days")
    assert await api.post(founder, f"{PATH}/preview", {"texts_days": 30}) == {
        "counts": {"texts": 1}
    }
    # Nothing goes before it is switched on.
    await carrying.everywhere()
    assert all(text for text, _ in await world.sql(ours, TEXTS, ours.id))
    await api.put(founder, PATH, {**KEEP, "texts_days": 30, "version": 0})
    stale = await api.send(founder, "PUT", PATH, {**KEEP, "texts_days": 60, "version": 0})
    assert stale.json()["code"] == "stale"

    await kill_after_a_chunk(carrying, monkeypatch)
    left = [text for text, _ in await world.sql(ours, TEXTS, ours.id) if text]
    assert len(left) == 5
    [run] = (await api.get(founder, PATH))["runs"]
    assert (run["kind"], run["erased"], run["ended_at"]) == ("texts", 2, None)
    await carrying.everywhere()
    assert await world.sql(ours, TEXTS, ours.id) == [
        *[("", "retention")] * 5, ("Text 0 of +385911000002", None), ("New", None),
    ]  # fmt: skip
    [run] = (await api.get(founder, PATH))["runs"]
    assert run["erased"] == 5
    assert run["ended_at"]
    await look_at_the_thread(api, ours, old)

    # Once the hold is lifted it goes as well.
    await api.put(founder, f"/api/conversations/{held}/hold", {"held": False})
    await carrying.everywhere()
    assert [text for text, _ in await world.sql(ours, TEXTS, ours.id) if text] == ["New"]


async def kill_after_a_chunk(carrying: CarryingOut, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on with what is left."""

    class Killed(BaseException):
        pass

    async def killed(_: float) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(carrying_out.asyncio, "sleep", killed)
        with pytest.raises(Killed):
            await carrying.everywhere()


async def look_at_the_thread(api: Api, ours: Account, old: str) -> None:
    """It says what happened to its texts, and so does a transcript."""
    founder = ours.founder
    timeline = await api.get(founder, f"/api/conversations/{old}/timeline")
    message = next(each for each in timeline["items"] if each["type"] == "message")
    assert message["erased_by"] == "retention"
    page = await api.send(founder, "GET", f"/api/conversations/{old}/transcript?format=html")
    assert "by the retention rule" in page.text


async def test_silent_people_texts_aside_and_values_of_the_audit_go(
    world: World, api: Api, carrying: CarryingOut
) -> None:
    ours, founder = world.ours, world.ours.founder
    deeds = Deeds(world, api, ours)
    await make_old(world, deeds, "+385911000001", 3)
    await deeds.text_in("+385911000003", "New")
    await world.sql(
        ours,
        "INSERT INTO messages (account_id, id, channel, direction, number, carrier_id, person_id, "
        "text, author_kind, status) SELECT account_id, "
        "'01870000-0000-7000-8000-000000000001', 'sms', 'outbound', %s, %s, id, 'Aside', 'api', "
        "'sent' FROM people WHERE account_id = %s AND phone = '+385911000003'",
        ours.number, ours.carrier, ours.id,
    )  # fmt: skip
    days = {**KEEP, "texts_days": 365, "people_days": 30, "audit_days": 30}
    counts = (await api.post(founder, f"{PATH}/preview", days))["counts"]
    assert counts == {"texts": 1, "people": 1, "audit": 0}
    await world.sql(
        ours,
        "INSERT INTO audit_values (account_id, audit_seq, side, field, whose, salt, text) "
        "SELECT account_id, seq, 'after', 'old', NULL, '', 'x' FROM audit WHERE account_id = %s "
        "LIMIT 5",
        ours.id,
    )  # fmt: skip
    await api.put(founder, PATH, {**days, "version": 0})
    # Passed over while its person is held, and not forgotten.
    aside = "SELECT text FROM messages WHERE account_id = %s AND author_kind = 'api'"
    holding = "SELECT id FROM people WHERE account_id = %s AND phone = '+385911000003'"
    [held] = await world.sql(ours, holding, ours.id)
    await api.put(founder, f"/api/people/{held[0].hex}/hold", {"held": True})
    await carrying.everywhere()
    assert await world.sql(ours, aside, ours.id) == [("Aside",)]
    await api.put(founder, f"/api/people/{held[0].hex}/hold", {"held": False})
    await carrying.everywhere()
    phones = "SELECT phone, erased_at IS NULL FROM people WHERE account_id = %s ORDER BY 2"
    found = await world.sql(ours, phones, ours.id)
    assert [there for _, there in found] == [False, True]
    assert found[0][0].startswith("erased person ")
    texts = [text for text, _ in await world.sql(ours, TEXTS, ours.id) if text]
    assert texts == ["New"]
    # All of the audit is of today, and stays.
    count = "SELECT count(*)::int FROM audit_values WHERE account_id = %s AND field = 'old'"
    assert await world.sql(ours, count, ours.id) == [(5,)]
    applied = (await api.get(founder, "/api/audit?kind=account.retention_applied"))["items"]
    assert len(applied) == 2


async def test_neither_one_that_fails_nor_one_with_much_keeps_the_others_waiting(
    world: World, api: Api, carrying: CarryingOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order in which accounts are found: the first fails, the second has much."""
    ours, theirs, founder = world.ours, world.theirs, world.ours.founder
    await make_old(world, Deeds(world, api, ours), "+385911000001", 5)
    days = {**KEEP, "texts_days": 30, "audit_days": 30, "version": 0}
    await api.put(founder, PATH, days)
    await api.put(theirs.founder, PATH, days)
    monkeypatch.setattr(carrying_out, "MOST_CHUNKS", 1)
    turns: list[UUID] = []
    real, broken, order = carrying_out.get_rules, [theirs.id], [theirs.id, ours.id]

    async def looked_at(tx: Transaction) -> Rules:
        turns.append(tx.account)
        if tx.account in broken:
            raise RuntimeError("broken")
        return await real(tx)

    async def accounts(_: Database) -> list[SimpleNamespace]:
        return [SimpleNamespace(account_id=each) for each in order]

    monkeypatch.setattr(carrying_out, "get_rules", looked_at)
    monkeypatch.setattr(carrying_out, "accounts_everywhere", accounts)
    await carrying.everywhere()
    assert all(by == "retention" for _, by in await world.sql(ours, TEXTS, ours.id))
    [run] = [each for each in (await api.get(founder, PATH))["runs"] if each["kind"] == "texts"]
    assert (run["erased"], bool(run["ended_at"])) == (5, True)
    applied = (await api.get(founder, "/api/audit?kind=account.retention_applied"))["items"]
    assert len(applied) == 1

    # Once it is mended, each has its turn before the first goes on.
    await world.sql(ours, "UPDATE conversations SET erased_at = NULL")
    broken.clear()
    turns.clear()
    order.reverse()
    await carrying.everywhere()
    assert turns.index(theirs.id) < len(turns) - 1 - turns[::-1].index(ours.id)
