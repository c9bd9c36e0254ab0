"""Each report is had once, by one, and the log shows what was sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.compat.vendor.sms import log_routes, report_routes
from hubbub.compat.vendor.sms.log_routes import PER_MINUTE
from hubbub.compat.vendor.sms.wire import MOST
from hubbub.kernel.clock import now
from tests.compat.vendor.sms.texts import ADVANCED, SEND, advanced, ended, message, program

if TYPE_CHECKING:
    from tests.compat.vendor.wire import Wire
    from tests.world import World

ANNA, BERT = "+385911111111", "+385912222222"
REPORTS, OLD_REPORTS = "/sms/3/reports", "/sms/1/reports"
LOGS, OLD_LOGS = "/sms/3/logs", "/sms/1/logs"


def ids(told: dict[str, Any]) -> list[str]:
    return [each["messageId"] for each in told["results"]]


async def test_sixteen_who_pull_at_once_share_the_reports(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    texts = [f"+38591{number}=t{number}" for number in range(1000000, 1000048)]
    await wire.ok(by, "POST", SEND, {"messages": [message(ours, *texts)]})
    wanted = {each.partition("=")[2] for each in texts}
    for each in wanted:
        await ended(world, ours, each, "delivered")
    assert (await wire.ok(program(world.theirs), "GET", REPORTS)) == {"results": []}
    had: list[str] = []
    # Whoever comes while another takes may get fewer; nobody waits, and nothing is missed.
    for _ in range(6):
        paths = [f"{OLD_REPORTS if each % 2 else REPORTS}?limit=3" for each in range(16)]
        told = await asyncio.gather(*(wire.ok(by, "GET", path) for path in paths))
        had += [each for answer in told for each in ids(answer)]
    assert sorted(had) == sorted(wanted)
    assert (await wire.ok(by, "GET", f"{REPORTS}?limit=5000"))["results"] == []


async def test_a_report_says_what_became_of_the_text(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    marks: dict[str, Any] = {
        "options": {
            "platform": {"entityId": "e", "applicationId": "a"}, "campaignReferenceId": "c",
        },
        "webhooks": {"callbackData": "order 7"},
    }  # fmt: skip
    silent: dict[str, Any] = {"webhooks": {"delivery": {"notify": False}}}
    body = {
        "messages": [
            message(ours, f"{ANNA}=one", f"{BERT}=two", **marks),
            message(ours, f"{BERT}=silent", **silent),
        ],
        "options": {"schedule": {"bulkId": "bulk"}},
    }
    await wire.ok(by, "POST", SEND, body)
    assert (await wire.ok(by, "GET", REPORTS))["results"] == []
    await ended(world, ours, "silent", "delivered")
    await ended(world, ours, "one", "unknown", "no_answer")
    [told] = (await wire.ok(by, "GET", f"{REPORTS}?bulkId=bulk"))["results"]
    assert told | {"sentAt": "", "doneAt": ""} == {
        "bulkId": "bulk", "messageId": "one", "to": "385911111111",
        "sender": ours.number.removeprefix("+"), "messageCount": 1, "callbackData": "order 7",
        "platform": {"entityId": "e", "applicationId": "a"}, "campaignReferenceId": "c",
        "sentAt": "", "doneAt": "", "price": {"pricePerMessage": 0.0, "currency": "EUR"},
        "status": {
            "groupId": 4, "groupName": "EXPIRED", "id": 29, "name": "EXPIRED_DLR_UNKNOWN",
            "description": "The carrier may have sent it, and does not say what became of it.",
        },
        "error": {
            "groupId": 3, "groupName": "OPERATOR_ERRORS", "id": 255, "name": "EC_UNKNOWN_ERROR",
            "description": "The carrier could not deliver it. (no_answer)", "permanent": False,
        },
    }  # fmt: skip
    # It has arrived after all: that is another report, and in the older version's words.
    await ended(world, ours, "one", "delivered")
    await ended(world, ours, "two", "failed", "042")
    assert ids(await wire.ok(by, "GET", f"{REPORTS}?messageId=nothing")) == []
    assert ids(await wire.ok(by, "GET", f"{REPORTS}?entityId=x")) == []
    [told] = (await wire.ok(by, "GET", f"{OLD_REPORTS}?messageId=one"))["results"]
    assert (told["from"], told["smsCount"]) == (ours.number.removeprefix("+"), 1)
    assert told["status"]["name"] == "DELIVERED_TO_HANDSET"
    assert told["error"]["name"] == "NO_ERROR"
    [told] = (await wire.ok(by, "GET", f"{OLD_REPORTS}?campaignReferenceId=c"))["results"]
    assert (told["messageId"], told["status"]["id"]) == ("two", 9)
    assert (await wire.ok(by, "GET", REPORTS))["results"] == []


async def test_what_nobody_pulls_waits_for_two_days(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    await wire.ok(by, "POST", SEND, {"messages": [message(ours, f"{ANNA}=one", f"{BERT}=two")]})
    for each, age in (("one", 49), ("two", 47)):
        await ended(world, ours, each, "delivered")
        await world.sql(
            ours,
            "UPDATE wire_texts SET report_at = report_at - %s, created_at = created_at - %s "
            "WHERE wire_id = %s",
            timedelta(hours=age), timedelta(hours=age), each,
        )  # fmt: skip
    assert ids(await wire.ok(by, "GET", LOGS)) == ["two"]
    assert ids(await wire.ok(by, "GET", REPORTS)) == ["two"]


async def test_the_log_is_read_page_by_page_and_narrowed(world: World, wire: Wire) -> None:
    ours, by = world.ours, program(world.ours)
    for number in range(3):
        texts = [f"{ANNA}=a{number}", f"{BERT}=b{number}"]
        options = {"schedule": {"bulkId": f"bulk{number}"}}
        body = {"messages": [message(ours, *texts)], "options": options}
        await wire.ok(by, "POST", SEND, body)
    await wire.ok(by, "POST", ADVANCED, {"messages": [advanced(ours, f"{ANNA}=old", text="Ćao")]})
    await ended(world, ours, "a1", "delivered")
    await ended(world, ours, "b1", "failed", "x")
    newest = ["old", "b2", "a2", "b1", "a1", "b0", "a0"]
    read: list[str] = []
    path = f"{LOGS}?limit=3&useCursor=true"
    while True:
        told = await wire.ok(by, "GET", path)
        read += ids(told)
        if "nextCursor" not in told["cursor"]:
            break
        path = f"{LOGS}?limit=3&useCursor=true&cursor={told['cursor']['nextCursor']}"
    assert read == newest
    assert (await wire.ok(by, "GET", f"{LOGS}?limit=1"))["results"][0]["content"] == {"text": "Ćao"}
    soon = (now() + timedelta(minutes=1)).isoformat()
    for query, found in (
        ("generalStatus=DELIVERED", ["a1"]), ("generalStatus=UNDELIVERABLE", ["b1"]),
        ("generalStatus=REJECTED", []), ("bulkId=bulk0,bulk2", ["b2", "a2", "b0", "a0"]),
        ("messageId=a0&messageId=a2", ["a2", "a0"]), ("mcc=219", []),
        (f"sentSince={soon}", []), (f"sentUntil={soon}&limit=2", ["old", "b2"]),
    ):  # fmt: skip
        assert ids(await wire.ok(by, "GET", f"{LOGS}?{query}")) == found, query
        assert ids(await wire.ok(by, "GET", f"{OLD_LOGS}?{query}")) == found, query
    to = BERT.removeprefix("+")
    assert ids(await wire.ok(by, "GET", f"{LOGS}?destination={to}")) == ["b2", "b1", "b0"]
    [told] = (await wire.ok(by, "GET", f"{OLD_LOGS}?to={to}&bulkId=bulk1"))["results"]
    assert (told["text"], told["to"], told["smsCount"]) == ("Hello", to, 1)
    assert ids(await wire.ok(by, "GET", f"{OLD_LOGS}?from=49301234567")) == []
    assert ids(await wire.ok(program(world.theirs), "GET", LOGS)) == []
    for query in ("cursor=x", "limit=0", "generalStatus=x", "sentSince=never"):
        assert (await wire.send(by, "GET", f"{LOGS}?{query}")).status_code == 400, query


async def test_no_spelling_of_a_limit_gets_more_than_there_is_at_most(
    world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def read(_: object, __: object, limit: int) -> list[Any]:
        asked.append(limit)
        return []

    monkeypatch.setattr(log_routes, "read_log", read)
    monkeypatch.setattr(report_routes, "pull_reports", read)
    by = program(world.ours)
    for limit in ("9999999999", "9" * 30, "%2B5000", "1_000_000", "5000.0", " 5000"):
        await wire.ok(by, "GET", f"{REPORTS}?limit={limit}")
        await wire.ok(by, "GET", f"{LOGS}?limit={limit}")
        assert asked == [MOST, MOST + 1], limit
        asked.clear()


async def test_who_reads_the_log_without_end_is_told_to_wait(world: World, wire: Wire) -> None:
    by, key = program(world.ours), f"wire:logs:{world.ours.id.hex}"
    async with world.database.engine() as tx:
        await tx.execute(
            "INSERT INTO attempts (key, window_start, count) VALUES (%s, now(), %s)",
            (key, PER_MINUTE),
        )
    for path in (LOGS, OLD_LOGS):
        answer = await wire.send(by, "GET", path)
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert (await wire.send(program(world.theirs), "GET", LOGS)).status_code == 200
