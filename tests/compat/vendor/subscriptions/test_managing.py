"""Subscriptions, profiles and securities are made, listed, changed and removed over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.compat.vendor.sms.texts import new_key, program

if TYPE_CHECKING:
    from tests.api import Api
    from tests.compat.vendor.wire import Wire
    from tests.world import World

SMS, TALKS = (
    "/subscriptions/1/subscription/SMS",
    "/subscriptions/1/subscription/CUSTOMER_ENGAGEMENT",
)
PROFILES, SECURITIES = "/subscriptions/1/profiles", "/subscriptions/1/security"
URL = "https://127.0.0.1/told"
BASIC = {"type": "BASIC", "credentials": {"username": "hub", "password": "top-secret"}}
PROFILE: dict[str, Any] = {
    "profileId": "P", "webhook": {"notifyUrl": URL, "contentType": "application/json"},
    "security": {"authId": "A", **BASIC}, "maxBucketSize": 5, "windowSize": 20,
    "connectTimeout": 10000, "readTimeout": 10000, "enabledSSLProtocols": ["TLSv1.3", "TLSv1.2"],
    "headers": {"X-Shop": "also-secret"}, "rateLimit": 5000, "responseRegex": None,
}  # fmt: skip


def subscription(id_: str, *events: str, **more: Any) -> dict[str, Any]:
    return {"subscriptionId": id_, "events": [*events], "profile": {"profileId": "P"}, **more}


async def test_all_of_it_is_made_in_one_go_and_read_back_without_a_secret(
    world: World, api: Api, wire: Wire
) -> None:
    by, number = program(world.ours), world.ours.number
    asked = subscription(
        "S", "DELIVERY", "CLICK", name="Shop", resources=[number], profile=PROFILE, users=None
    )
    made = await wire.ok(by, "POST", SMS, asked)
    reference = {"profileId": "P", "security": {"authId": "A"}}
    assert made == {"subscriptionId": "S", "profile": reference}
    assert await wire.ok(by, "POST", SMS, asked) == made
    assert await wire.ok(by, "GET", f"{SMS}/S") == {
        **made, "name": "Shop", "events": ["DELIVERY", "CLICK"], "criteria": [],
        "resources": [number.removeprefix("+")], "users": [],
    }  # fmt: skip
    shown = await wire.ok(by, "GET", f"{PROFILES}/P")
    assert shown == {
        **{k: v for k, v in PROFILE.items() if v is not None}, "security": {"authId": "A"},
        "enabledSSLProtocols": ["TLSv1.2", "TLSv1.3"], "headers": {"X-Shop": "********"},
    }  # fmt: skip
    assert await wire.ok(by, "GET", f"{SECURITIES}/A") == {"authId": "A", "type": "BASIC"}
    [webhook] = (await api.get(world.ours.founder, "/api/webhooks"))["items"]
    assert (webhook["name"], webhook["wire"], webhook["url"]) == ("Shop", "vendor", URL)
    assert (webhook["kinds"], webhook["headers"]) == (["message.status_changed"], ["X-Shop"])
    rows = await world.sql(
        world.ours,
        "SELECT sealed_credentials, '' FROM wire_securities UNION ALL "
        "SELECT sealed_headers, settings::text FROM wire_profiles",
    )
    assert len(rows) == 2
    assert "secret" not in str(rows)


async def test_what_was_sent_back_masked_stays_and_what_is_left_out_as_well(
    world: World, wire: Wire
) -> None:
    by = program(world.ours)
    await wire.ok(by, "POST", PROFILES, PROFILE)
    before = await world.sql(world.ours, "SELECT version FROM wire_profiles")
    shown = await wire.ok(by, "GET", f"{PROFILES}/P")
    await wire.ok(by, "PUT", f"{PROFILES}/P", shown)
    assert await world.sql(world.ours, "SELECT version FROM wire_profiles") == before
    await wire.ok(by, "PUT", f"{PROFILES}/P", {"maxBucketSize": 7})
    changed = await wire.ok(by, "GET", f"{PROFILES}/P")
    assert changed == {**shown, "maxBucketSize": 7}
    refused = await wire.send(by, "PUT", f"{PROFILES}/P", {"headers": {"X-New": "********"}})
    assert refused.status_code == 400
    await wire.ok(by, "PUT", f"{PROFILES}/P", {"headers": {}})
    assert "headers" not in await wire.ok(by, "GET", f"{PROFILES}/P")


async def test_an_id_that_is_there_stands_for_the_same_only(world: World, wire: Wire) -> None:
    by = program(world.ours)
    await wire.ok(by, "POST", SECURITIES, {"authId": "A", **BASIC})
    await wire.ok(by, "POST", SECURITIES, {"authId": "A", **BASIC})
    other = {"username": "hub", "password": "another"}
    answer = await wire.send(
        by, "POST", SECURITIES, {"authId": "A", "type": "BASIC", "credentials": other}
    )
    assert answer.status_code == 400
    assert "Change it with PUT" in answer.text
    await wire.ok(by, "POST", PROFILES, PROFILE)
    await wire.ok(by, "POST", PROFILES, PROFILE)
    elsewhere = {**PROFILE, "webhook": {"notifyUrl": URL + "/2"}}
    assert (await wire.send(by, "POST", PROFILES, elsewhere)).status_code == 400
    await wire.ok(by, "POST", SMS, subscription("S", "DELIVERY"))
    assert (await wire.send(by, "POST", SMS, subscription("S", "CLICK"))).status_code == 400
    # On another channel it is another one.
    await wire.ok(by, "POST", TALKS, subscription("S", "CONVERSATION_CREATED"))
    assert len(await world.sql(world.ours, "SELECT id FROM webhook_endpoints")) == 2


@pytest.mark.parametrize("name", ["\x1b]0;title\x07", "a\u202eb", "\u200b", "a\x7f"])
async def test_a_name_that_cannot_be_seen_is_refused(name: str, world: World, wire: Wire) -> None:
    """It is printed by `hubbub webhook list`, and a terminal does what is written there."""
    by = program(world.ours)
    body = subscription("S", "DELIVERY", name=name, profile=PROFILE)
    refused = await wire.send(by, "POST", SMS, body)
    assert refused.status_code == 400, refused.text
    assert "cannot be seen" in refused.text
    assert await world.sql(world.ours, "SELECT id FROM wire_profiles") == []


async def test_lists_are_paged_and_narrowed(world: World, wire: Wire) -> None:
    by, number = program(world.ours), world.ours.number.removeprefix("+")
    await wire.ok(by, "POST", PROFILES, PROFILE)
    criteria = [{"applicationId": "shop", "entityId": "one"}, {"applicationId": "crm"}]
    for n in range(3):
        more = {"criteria": criteria} if n == 1 else {"resources": [number]} if n == 2 else {}
        await wire.ok(by, "POST", SMS, subscription(f"S{n}", "DELIVERY", **more))

    async def ids(query: str) -> list[str]:
        return [
            each["subscriptionId"] for each in (await wire.ok(by, "GET", SMS + query))["results"]
        ]

    first = await wire.ok(by, "GET", f"{SMS}?size=2")
    assert [each["subscriptionId"] for each in first["results"]] == ["S2", "S1"]
    assert first["paging"] == {"page": 0, "size": 2, "totalPages": 2, "totalResults": 3}
    assert await ids("?size=2&page=1") == ["S0"]
    assert await ids("?applicationId=shop&applicationId=crm") == ["S1"]
    assert await ids("?applicationId=shop&applicationId=other") == []
    assert await ids(f"?resource=%2B{number}") == ["S2"]
    assert await ids("?entityId=one") == ["S1"]
    assert await ids("?user=somebody") == []
    assert (await wire.ok(by, "GET", TALKS))["results"] == []
    assert (await wire.send(by, "GET", f"{SMS}?size=101")).status_code == 400
    for path in (PROFILES, SECURITIES):
        assert (await wire.ok(by, "GET", f"{path}?size=1"))["paging"]["totalResults"] == 1


async def test_what_is_used_stays_and_what_is_removed_is_gone(
    world: World, api: Api, wire: Wire
) -> None:
    by, founder = program(world.ours), world.ours.founder
    await wire.ok(by, "POST", SMS, subscription("S", "DELIVERY", profile=PROFILE))
    for path in (f"{PROFILES}/P", f"{SECURITIES}/A"):
        refused = await wire.send(by, "DELETE", path)
        assert refused.status_code == 400
        assert "uses this" in refused.text
    await wire.ok(by, "DELETE", f"{SMS}/S")
    assert (await api.get(founder, "/api/webhooks"))["items"] == []
    for path in (f"{PROFILES}/P", f"{SECURITIES}/A"):
        await wire.ok(by, "DELETE", path)
    for path in (f"{SMS}/S", f"{PROFILES}/P", f"{SECURITIES}/A"):
        for method in ("GET", "DELETE"):
            assert (await wire.send(by, method, path)).status_code == 404


async def test_the_desk_shows_it_and_changes_only_whether_it_is_told(
    world: World, api: Api, wire: Wire
) -> None:
    by, founder = program(world.ours), world.ours.founder
    await wire.ok(by, "POST", SMS, subscription("S", "DELIVERY", profile=PROFILE))
    [webhook] = (await api.get(founder, "/api/webhooks"))["items"]
    path, version = f"/api/webhooks/{webhook['id']}", webhook["version"]
    body = {"name": "X", "url": URL, "kinds": ["person.met"], "version": version}
    for method, at, given in (("PUT", path, body), ("POST", f"{path}/secret", {"old_hours": 0})):
        refused = await api.send(founder, method, at, given)
        assert (refused.status_code, refused.json()["code"]) == (409, "set_up_by_program")
    paused = await api.put(founder, f"{path}/state", {"state": "paused", "version": version})
    assert paused["state"] == "paused"
    assert (await api.send(founder, "DELETE", path)).status_code == 204
    assert (await wire.send(by, "GET", f"{SMS}/S")).status_code == 404


async def test_whoever_changes_where_it_goes_is_whom_it_acts_for(
    world: World, api: Api, wire: Wire
) -> None:
    ours = world.ours
    await wire.ok(program(ours), "POST", SMS, subscription("S", "DELIVERY", profile=PROFILE))
    key = await new_key(api, ours, "subscriptions:manage")
    await wire.ok(key, "PUT", f"{PROFILES}/P", {"webhook": {"notifyUrl": URL + "/mine"}})
    [(acts_for, scopes, url)] = await world.sql(
        ours, "SELECT acts_for, scopes, url FROM webhook_endpoints WHERE key_id IS NOT NULL"
    )
    assert acts_for == ours.founder.user_id
    assert (scopes, url) == (["account/webhooks/manage"], URL + "/mine")


async def test_all_changes_stand_in_the_audit_and_no_secret_does(
    world: World, api: Api, wire: Wire
) -> None:
    by = program(world.ours)
    await wire.ok(by, "POST", SMS, subscription("S", "DELIVERY", profile=PROFILE))
    await wire.ok(by, "PUT", f"{PROFILES}/P", {"webhook": {"notifyUrl": URL + "/2"}})
    hmac = {"type": "HMAC", "credentials": {"secretKey": "K-E-Y", "algorithm": "HMAC_SHA_256"}}
    await wire.ok(by, "PUT", f"{SECURITIES}/A", hmac)
    await wire.ok(by, "DELETE", f"{SMS}/S")
    await wire.ok(by, "DELETE", f"{PROFILES}/P")
    await wire.ok(by, "DELETE", f"{SECURITIES}/A")
    found = await world.sql(
        world.ours,
        "SELECT kind FROM audit WHERE kind LIKE 'w%%' ORDER BY seq",
    )
    assert [kind for (kind,) in found] == [
        "wire_security.set", "wire_profile.set", "webhook.added", "wire_profile.set",
        "webhook.changed", "wire_security.set", "webhook.removed", "wire_profile.removed",
        "wire_security.removed",
    ]  # fmt: skip
    texts = await world.sql(
        world.ours, "SELECT changes::text, data::text FROM audit UNION ALL "
        "SELECT text, '' FROM audit_values",
    )  # fmt: skip
    assert "secret" not in str(texts)
    assert "K-E-Y" not in str(texts)


NEW = {"profileId": "Q", "webhook": {"notifyUrl": URL}}
HMAC = {"secretKey": "k", "algorithm": "HMAC_SHA_256"}
OAUTH = {"grantType": "client_credentials", "tokenUrl": URL, "clientId": "c", "clientSecret": "s"}


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        (TALKS.replace("CUSTOMER_ENGAGEMENT", "VIBER"), subscription("S", "DELIVERY"), "VIBER"),
        (SMS, subscription("S", "CONVERSATION_CREATED"), "no event CONVERSATION_CREATED"),
        (SMS, subscription("S", "DELIVERY", users=["me"]), "Leave users out"),
        (SMS, subscription("S", "DELIVERY", resources=["385990000000"]), "no number of your"),
        (SMS, subscription("S", "DELIVERY", criteria=[{"campaign": "x"}]), "criteria"),
        (SMS, subscription("S", "INBOUND_MESSAGE", criteria=[{"entityId": "x"}]), "DELIVERY"),
        (SMS, subscription("a/b", "DELIVERY"), "can stand in an address"),
        (SMS, subscription("..", "DELIVERY"), "can stand in an address"),
        (SMS, subscription("S", "DELIVERY", profile={"profileId": "none"}), "notifyUrl"),
        (SMS, {**subscription("S"), "events": [{"event": "DELIVERY", "format": "X"}]}, "format"),
        (PROFILES, {"profileId": "Q"}, "webhook.notifyUrl"),
        (PROFILES, {**NEW, "webhook": {"notifyUrl": "http://10.0.0.1/"}}, "private network"),
        (PROFILES, {**NEW, "webhook": {"notifyUrl": URL, "contentType": "text/xml"}}, "json"),
        (PROFILES, {**NEW, "responseRegex": "2.."}, "status alone"),
        (PROFILES, {**NEW, "responseBodyRegex": "ok"}, "status alone"),
        (PROFILES, {**NEW, "readTimeout": 60000}, "30000"),
        (PROFILES, {**NEW, "windowSize": 5}, "windowSize"),
        (PROFILES, {**NEW, "clientCertificateId": "C"}, "security setting"),
        (PROFILES, {**NEW, "headers": {"Host": "x"}}, "set by Hubbub"),
        (PROFILES, {**NEW, "security": {"authId": "none"}}, "no security setting"),
        (SECURITIES, {"authId": "A", "type": "CUSTOM", "credentials": {}}, "headers"),
        (SECURITIES, {"authId": "A", "type": "BASIC"}, "credentials"),
        (SECURITIES, {"authId": "A", "credentials": HMAC}, "which type"),
        (
            SECURITIES,
            {"authId": "A", "type": "HMAC", "credentials": {**HMAC, "algorithm": "ROT13"}},
            "credentials.algorithm",
        ),
        (
            SECURITIES,
            {"authId": "A", "type": "OAUTH", "credentials": {**OAUTH, "grantType": "x"}},
            "client_credentials or password",
        ),
        (
            SECURITIES,
            {
                "authId": "A",
                "type": "OAUTH",
                "credentials": {**OAUTH, "tokenUrl": "http://10.1.1.1"},
            },
            "private network",
        ),
        (
            "/subscriptions/1/certificates",
            {"certificateId": "C", "certificateContent": "LS0t"},
            "security setting instead",
        ),
    ],
)
async def test_what_cannot_be_done_is_refused_with_a_sentence_and_leaves_nothing(
    world: World, wire: Wire, path: str, body: dict[str, Any], said: str
) -> None:
    by = program(world.ours)
    await wire.ok(by, "POST", PROFILES, {"profileId": "P", "webhook": {"notifyUrl": URL}})
    answer = await wire.send(by, "POST", path, body)
    assert answer.status_code == 400, answer.text
    assert said in answer.text
    counts = await world.sql(
        world.ours,
        "SELECT (SELECT count(*) FROM wire_profiles)::int, "
        "(SELECT count(*) FROM wire_securities)::int, "
        "(SELECT count(*) FROM wire_subscriptions)::int",
    )
    assert counts == [(1, 0, 0)]


async def test_it_needs_the_scope_and_nobody_sees_another_accounts(
    world: World, api: Api, wire: Wire
) -> None:
    await wire.ok(program(world.ours), "POST", SMS, subscription("S", "DELIVERY", profile=PROFILE))
    key = await new_key(api, world.ours, "subscriptions:manage")
    assert await wire.ok(key, "GET", f"{SMS}/S")
    other = await new_key(api, world.ours, "numbers:manage")
    assert (await wire.send(other, "GET", f"{SMS}/S")).status_code == 403
    assert (await wire.send("App hub_wrong", "GET", SMS)).status_code == 401
    theirs = program(world.theirs)
    for path in (f"{SMS}/S", f"{PROFILES}/P", f"{SECURITIES}/A"):
        assert (await wire.send(theirs, "GET", path)).status_code == 404
    assert (await wire.ok(theirs, "GET", SMS))["results"] == []
    # Their ids are theirs alone.
    await wire.ok(theirs, "POST", SMS, subscription("S", "CLICK", profile=PROFILE))


async def test_there_are_no_certificates(world: World, wire: Wire) -> None:
    by, path = program(world.ours), "/subscriptions/1/certificates"
    for each in (path, f"{path}/status"):
        assert (await wire.ok(by, "GET", each))["results"] == []
    for each in (f"{path}/C", f"{path}/status/C"):
        assert (await wire.send(by, "GET", each)).status_code == 404
    assert (await wire.send(by, "DELETE", f"{path}/C")).status_code == 404
    asked = {"certificateId": "C", "webhookUrl": URL}
    assert (await wire.send(by, "POST", f"{path}/test/webhook", asked)).status_code == 404
