"""Setting webhooks up, rotating secrets, trying them out and sending deliveries again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from hubbub.kernel.clock import now
from hubbub.kernel.jobs.running import run_next
from hubbub.kernel.quotas import DEFAULTS
from hubbub.reactions.webhooks.replaying import JOB, run_replay
from tests.reactions.webhooks.office import BROKEN, always
from tests.waiting import until

if TYPE_CHECKING:
    from tests.reactions.webhooks.office import Office, Receiver

CUSTOMER, ANOTHER = "+385911111111", "+385912222222"


async def test_both_secrets_sign_while_the_old_one_lasts(
    office: Office, receiver: Receiver
) -> None:
    webhook = await office.webhook(receiver.url, "conversation.created")
    path = f"/api/webhooks/{webhook['id']}/secret"
    fresh = await office.api.post(office.account.founder, path, {"old_hours": 1})
    assert fresh["secret"] != webhook["secret"]
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
        await office.world.sql(
            office.account, "UPDATE webhook_endpoints SET old_secret_until = now()"
        )
        await office.world.text_in(office.account, ANOTHER)
        await office.ended(2)
    both, one = receiver.heard
    for secret in (webhook["secret"], fresh["secret"]):
        Webhook(secret).verify(both.raw, both.headers)
    Webhook(fresh["secret"]).verify(one.raw, one.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(one.raw, one.headers)
    assert both.headers["webhook-signature"].count("v1,") == 2


async def test_a_secret_that_leaked_ends_at_once(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url, "conversation.created")
    path = f"/api/webhooks/{webhook['id']}/secret"
    await office.api.post(office.account.founder, path, {"old_hours": 0})
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    with pytest.raises(WebhookVerificationError):
        Webhook(webhook["secret"]).verify(receiver.heard[0].raw, receiver.heard[0].headers)


async def test_its_own_headers_are_sent_and_never_shown(office: Office, receiver: Receiver) -> None:
    headers = [{"name": "Authorization", "value": "Bearer hush"}, {"name": "X-Team", "value": "a"}]
    webhook = await office.webhook(receiver.url, "conversation.created", headers=headers)
    founder, path = office.account.founder, f"/api/webhooks/{webhook['id']}"
    body = {
        "name": "CRM", "url": receiver.url, "kinds": ["conversation.created"], "version": 1,
        "headers": [{"name": "Authorization"}, {"name": "X-Team", "value": "b"}],
    }  # fmt: skip
    changed = await office.api.put(founder, path, body)
    assert changed["headers"] == ["Authorization", "X-Team"]
    assert "hush" not in (await office.api.send(founder, "GET", "/api/webhooks")).text
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    assert receiver.heard[0].headers["authorization"] == "Bearer hush"
    assert receiver.heard[0].headers["x-team"] == "b"
    stored = await office.world.sql(office.account, "SELECT sealed_headers FROM webhook_endpoints")
    assert "hush" not in stored[0][0]


async def test_the_value_of_a_header_goes_to_no_other_server_unless_it_is_given_again(
    office: Office, receiver: Receiver
) -> None:
    """Or whoever may manage webhooks would have it sent to a server of his own."""
    headers = [{"name": "Authorization", "value": "Bearer hush"}]
    webhook = await office.webhook(receiver.url, "conversation.created", headers=headers)
    path, by = f"/api/webhooks/{webhook['id']}", office.account.founder
    body = {
        "name": "CRM", "url": f"http://127.0.0.2:{receiver.port}/hook", "version": 1,
        "kinds": ["conversation.created"], "headers": [{"name": "Authorization"}],
    }  # fmt: skip
    refused = await office.api.send(by, "PUT", path, body)
    assert refused.status_code == 422, refused.text
    assert [each["field"] for each in refused.json()["errors"]] == ["headers"]
    assert "again" in refused.json()["detail"]
    moved = await office.api.put(by, path, body | {"url": f"{receiver.url}/elsewhere"})
    assert moved["headers"] == ["Authorization"], "on the same server it stays"
    again = body | {"headers": headers, "version": moved["version"]}
    assert (await office.api.put(by, path, again))["url"] == body["url"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"), ({"kinds": []}, "kinds"), ({"kinds": ["nothing.such"]}, "kinds"),
        ({"headers": [{"name": "webhook-id", "value": "x"}]}, "headers"),
        ({"headers": [{"name": "Host", "value": "x"}]}, "headers"),
        ({"headers": [{"name": "X-A", "value": "a\r\nX-B: b"}]}, "headers"),
        ({"headers": [{"name": "X A", "value": "a"}]}, "headers"),
        ({"headers": [{"name": "X-A", "value": "a"}, {"name": "x-a", "value": "b"}]}, "headers"),
        ({"headers": [{"name": "X-New"}]}, "headers"),
        ({"headers": [{"name": f"X-{n}", "value": "a"} for n in range(11)]}, "headers"),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_refused_by_its_field(
    office: Office, receiver: Receiver, change: dict[str, Any], field: str
) -> None:
    body = {"name": "CRM", "url": receiver.url, "kinds": ["person.met"], **change}
    refused = await office.api.send(office.account.founder, "POST", "/api/webhooks", body)
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == [field]


async def test_an_account_has_so_many_and_no_more(office: Office, receiver: Receiver) -> None:
    for _ in range(DEFAULTS["webhooks"]):
        await office.webhook(receiver.url)
    body = {"name": "One more", "url": receiver.url, "kinds": ["person.met"]}
    refused = await office.api.send(office.account.founder, "POST", "/api/webhooks", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_webhooks")


async def test_a_stale_change_is_refused(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url)
    path, founder = f"/api/webhooks/{webhook['id']}", office.account.founder
    body = {"name": "Other", "url": receiver.url, "kinds": ["person.met"], "version": 1}
    await office.api.put(founder, path, body)
    for refused in (
        await office.api.send(founder, "PUT", path, body),
        await office.api.send(founder, "PUT", f"{path}/state", {"state": "off", "version": 1}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "stale")


async def test_a_test_is_sent_once_whatever_the_state(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url)
    path, founder = f"/api/webhooks/{webhook['id']}", office.account.founder
    await office.api.put(founder, f"{path}/state", {"state": "off", "version": 1})
    receiver.answer = always(BROKEN)
    sent = await office.api.send(founder, "POST", f"{path}/test")
    assert sent.status_code == 202
    async with office.working():
        await office.ended(1)
    assert receiver.heard[0].body["type"] == "webhook.test"
    assert receiver.heard[0].id == sent.json()["id"]
    shown = await office.api.get(founder, f"{path}/deliveries/{sent.json()['id']}")
    assert (shown["delivery"]["state"], shown["delivery"]["status"]) == ("failed", 500)
    assert shown["attempts"][0]["answer"] == "Oops"
    assert (await office.api.get(founder, path))["failing_since"] is None


async def test_a_delivery_goes_again_under_its_id_and_once_however_often_one_asks(
    office: Office, receiver: Receiver
) -> None:
    webhook = await office.webhook(receiver.url, "conversation.created")
    founder = office.account.founder
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(1)
    path = f"/api/webhooks/{webhook['id']}/deliveries/{receiver.heard[0].id}/replay"
    answers = await asyncio.gather(*(office.api.send(founder, "POST", path) for _ in range(5)))
    assert {each.status_code for each in answers} == {202}
    async with office.working():
        await office.ended(1)
    assert [each.id for each in receiver.heard] == [receiver.heard[0].id] * 2
    replayed = await office.world.sql(
        office.account, "SELECT count(*) FROM audit WHERE kind = 'webhook.replayed'"
    )
    assert replayed == [(1,)]


async def test_all_that_failed_goes_again_in_order_and_only_that(
    office: Office, receiver: Receiver
) -> None:
    webhook = await office.webhook(receiver.url, "conversation.message_added")
    founder, path = office.account.founder, f"/api/webhooks/{webhook['id']}"
    async with office.working():
        for number in range(4):
            await office.world.text_in(office.account, CUSTOMER, f"{number}")
        await office.ended(4)
    receiver.heard.clear()
    await office.world.sql(
        office.account, "UPDATE webhook_deliveries SET state = 'failed' WHERE place > 1"
    )
    since = {"since": (now() - timedelta(hours=1)).isoformat()}
    begun = await office.api.send(founder, "POST", f"{path}/replays", since)
    assert begun.status_code == 202, begun.text
    assert begun.json()["total"] == 3
    assert await run_next(office.database, {JOB: run_replay})
    [shown] = (await office.api.get(founder, f"{path}/replays"))["items"]
    assert (shown["state"], shown["progress"]) == ("done", 3)
    async with office.working():
        await until(lambda: len(receiver.heard) == 3)
        await office.ended(4)
    texts = [each.body["data"]["message"]["text"] for each in receiver.heard]
    assert texts == ["1", "2", "3"]
    again = await office.api.send(founder, "POST", f"{path}/replays", since)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_failed")


async def test_the_log_is_read_page_by_page_and_by_state(
    office: Office, receiver: Receiver
) -> None:
    webhook = await office.webhook(receiver.url)
    log, founder = f"/api/webhooks/{webhook['id']}/deliveries", office.account.founder
    async with office.working():
        for number in range(3):
            await office.world.text_in(office.account, f"+38591555000{number}")
        await office.ended(6)
    whole = (await office.api.get(founder, log))["items"]
    assert len(whole) == 6
    pages, cursor = [], ""
    while cursor is not None:
        page = await office.api.get(founder, f"{log}?limit=4{cursor and f'&cursor={cursor}'}")
        pages += page["items"]
        cursor = page["next"]
    assert [each["id"] for each in pages] == [each["id"] for each in whole]
    assert (await office.api.get(founder, f"{log}?state=failed"))["items"] == []
    met = await office.api.get(founder, f"{log}?kind=conversation.created&state=delivered")
    assert len(met["items"]) == 3


async def test_what_is_removed_is_gone_with_its_log(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url)
    async with office.working():
        await office.world.text_in(office.account, CUSTOMER)
        await office.ended(2)
        path = f"/api/webhooks/{webhook['id']}"
        removed = await office.api.send(office.account.founder, "DELETE", path)
        assert removed.status_code == 204
        await office.world.text_in(office.account, ANOTHER)
    assert await office.rows() == []
    assert len(receiver.heard) == 2


async def test_every_change_is_in_the_audit_without_a_secret(
    office: Office, receiver: Receiver
) -> None:
    headers = [{"name": "Authorization", "value": "Bearer hush"}]
    webhook = await office.webhook(receiver.url, headers=headers)
    path, founder = f"/api/webhooks/{webhook['id']}", office.account.founder
    await office.api.post(founder, f"{path}/secret", {"old_hours": 1})
    await office.api.put(founder, f"{path}/state", {"state": "paused", "version": 2})
    await office.api.send(founder, "DELETE", path)
    written = await office.world.sql(
        office.account,
        "SELECT kind, changes::text FROM audit WHERE kind LIKE 'webhook.%%' ORDER BY seq",
    )
    assert [row[0] for row in written] == [
        "webhook.added", "webhook.secret_rotated", "webhook.state_changed", "webhook.removed",
    ]  # fmt: skip
    everything = str(written) + str(
        await office.world.sql(office.account, "SELECT text FROM audit_values")
    )
    assert "hush" not in everything
    assert webhook["secret"] not in everything


async def test_another_accounts_webhook_is_none(office: Office, receiver: Receiver) -> None:
    webhook = await office.webhook(receiver.url)
    stranger = office.world.theirs.founder
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/test"), ("GET", "/deliveries")):
        answer = await office.api.send(stranger, method, f"/api/webhooks/{webhook['id']}{path}")
        assert answer.status_code == 404
    assert (await office.api.get(stranger, "/api/webhooks"))["items"] == []
