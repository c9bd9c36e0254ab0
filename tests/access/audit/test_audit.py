"""What the audit tells, to whom, and what leaves it as a file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hubbub.access.audit import exporting
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.changing_roles import change_roles
from hubbub.access.users.disabling import set_enabled
from hubbub.entrypoints.composition import compose
from hubbub.kernel.audit.checking import check_all
from hubbub.kernel.audit.sealing import seal_everything
from hubbub.kernel.audit.writing import erase_values
from hubbub.kernel.events import AREAS, kinds
from hubbub.kernel.spreadsheets import FORMULA, csv_lines, harmless
from tests.kernel.audit.rings import ring_of
from tests.world import PASSWORD, settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api, Asker
    from tests.world import World

KEYS = ring_of("k0001", bytes(range(32)))
NEW = {
    "name": "=HYPERLINK(1)", "email": "nina@example.com", "password": PASSWORD, "role_ids": [],
    "seat": False, "join_default_queue": False,
}  # fmt: skip


async def entries(api: Api, who: Asker, query: str = "") -> list[dict[str, Any]]:
    return (await api.get(who, f"/api/audit?{query}"))["items"]


async def table(api: Api, who: Asker, query: str = "") -> list[dict[str, str]]:
    answer = await api.send(who, "GET", f"/api/audit/export?{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_every_audited_fact_says_which_area_it_belongs_to(tmp_path: Path) -> None:
    compose(settings_for(tmp_path))
    audited = [event for event in kinds().values() if event.is_audited]
    assert [event.kind for event in audited if "area" not in vars(event)] == []
    assert {event.area for event in audited} == set(AREAS)


async def test_a_change_is_told_with_who_when_where_and_what(world: World, api: Api) -> None:
    founder, agent = world.ours.founder, world.ours.agent
    path = f"/api/users/{agent.user_id.hex}/state"
    await api.put(founder, path, {"state": "disabled"})
    entry = (await entries(api, founder))[0]
    assert entry["kind"] == "user.state_changed"
    assert entry["by"]["name"] == founder.name
    assert entry["by"]["user"]["id"] == founder.user_id.hex
    assert entry["address"] == "127.0.0.1"
    assert entry["object"] == {
        "kind": "user", "id": agent.user_id.hex, "name": agent.name, "exists": True,
    }  # fmt: skip
    assert entry["changes"] == [
        {
            "field": "state",
            "before": {"values": ["enabled"], "things": [], "erased": False},
            "after": {"values": ["disabled"], "things": [], "erased": False},
        }
    ]


async def test_roles_are_told_by_name_before_and_after(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/users/{ours.agent.user_id.hex}/roles"
    await api.put(ours.founder, path, {"role_ids": [ours.roles["viewer"].hex]})
    [change] = (await entries(api, ours.founder))[0]["changes"]
    assert [each["name"] for each in change["before"]["things"]] == ["Agent for Conversations"]
    assert [each["name"] for each in change["after"]["things"]] == ["Viewer for Conversations"]


async def test_what_is_gone_keeps_its_name_and_an_erased_person_keeps_nothing(
    world: World, api: Api
) -> None:
    ours = world.ours
    made = await api.post(ours.founder, "/api/api-keys", {"name": "Robot", "scopes": [ours_key()]})
    await api.send(ours.founder, "DELETE", f"/api/api-keys/{made['id']}")
    revoked, key_made = (await entries(api, ours.founder))[:2]
    for entry in (revoked, key_made):
        assert entry["object"] == {
            "kind": "api_key", "id": made["id"], "name": "Robot", "exists": False,
        }  # fmt: skip

    user = await api.post(ours.founder, "/api/users", NEW)
    async with world.database.transaction(ours.id) as tx:
        # Name, user name and address.
        assert await erase_values(tx, UUID(user["id"])) == 3
    [created] = await entries(api, ours.founder, f"object={user['id']}&kind=user.created")
    erased = {each["field"]: each["after"]["erased"] for each in created["changes"]}
    assert erased["name"] is True
    assert erased["email"] is True
    assert erased["state"] is False


def ours_key() -> str:
    return "account/users/manage"


async def test_what_a_key_does_is_told_of_its_maker(world: World, api: Api) -> None:
    founder = world.ours.founder
    made = await api.post(founder, "/api/api-keys", {"name": "Robot", "scopes": [ours_key()]})
    await api.post(made["key"], "/api/users", NEW)
    [entry] = await entries(api, founder, f"person={founder.user_id.hex}&kind=user.created")
    assert (entry["by"]["kind"], entry["by"]["name"]) == ("api_key", "Robot")
    assert entry["by"]["user"]["name"] == founder.name


@pytest.mark.parametrize(
    ("who", "areas"),
    [
        ("founder", {"account", "conversations"}),
        ("administrator", {"account"}),
        ("setup", {"conversations"}),
    ],
)
async def test_each_permission_opens_its_area_only(
    world: World, api: Api, who: str, areas: set[str]
) -> None:
    person = world.ours.people[who]
    found = await entries(api, person, "limit=200")
    assert {each["area"] for each in found} == areas
    lines = await table(api, person)
    assert {each["Area"] for each in lines} - {"account"} == areas - {"account"}
    about = await api.get(person, "/api/audit/about")
    assert ("user.created" in about["kinds"]) is ("account" in areas)
    assert ("queue.created" in about["kinds"]) is ("conversations" in areas)
    hidden = "queue.created" if "conversations" not in areas else "user.created"
    if areas != {"account", "conversations"}:
        assert await entries(api, person, f"kind={hidden}") == []


async def test_filters_and_pages(world: World, api: Api) -> None:
    founder = world.ours.founder
    everything = await entries(api, founder, "limit=200")
    assert len(everything) > 20
    paged: list[int] = []
    cursor = ""
    while True:
        page = await api.get(founder, f"/api/audit?limit=7{cursor}")
        paged += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert paged == [each["id"] for each in everything]
    seats = await entries(api, founder, "kind=seat.given&kind=seat.taken&limit=200")
    assert {each["kind"] for each in seats} == {"seat.given"}
    middle = everything[10]["at"].replace("+00:00", "Z")
    for query, part in (
        (
            f"from={middle}",
            {each["id"] for each in everything if each["at"] >= everything[10]["at"]},
        ),
        (f"to={middle}", {each["id"] for each in everything if each["at"] < everything[10]["at"]}),
    ):
        assert {each["id"] for each in await entries(api, founder, f"{query}&limit=200")} == part
    named = await entries(api, founder, "q=ours%20colleague&limit=200")
    assert {each["object"]["name"] for each in named} <= {"Ours Colleague", "General", "Billing"}
    assert named
    assert await entries(api, founder, "q=%25%25") == []
    for query in ("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from=x", "cursor=x", "a=b"):
        assert (await api.send(founder, "GET", f"/api/audit?{query}")).status_code == 422


async def test_another_account_sees_nothing_of_it(world: World, api: Api) -> None:
    theirs = await entries(api, world.theirs.founder, "limit=200")
    ours = await entries(api, world.ours.founder, "limit=200")
    assert not {each["id"] for each in theirs} & {each["id"] for each in ours}
    person = world.ours.founder.user_id.hex
    assert await entries(api, world.theirs.founder, f"person={person}") == []
    assert "Ours" not in str(theirs)


async def test_the_export_is_harmless_complete_and_audited(world: World, api: Api) -> None:
    founder = world.ours.founder
    await api.post(founder, "/api/users", NEW)
    lines = await table(api, founder)
    shown = await entries(api, founder, "limit=200")
    assert shown[0]["kind"] == "audit.exported"
    assert [each["address"] for each in shown[:1]] == ["127.0.0.1"]
    assert {int(each["Entry"]) for each in lines} >= {each["id"] for each in shown[1:]}
    names = {each["After"] for each in lines if each["Field"] == "name"}
    assert "'=HYPERLINK(1)" in names
    assert not any(cell.startswith(FORMULA) for line in lines for cell in line.values())
    filtered = await table(api, founder, "kind=seat.given")
    assert {each["Event"] for each in filtered} == {"seat.given"}
    exported = (await entries(api, founder))[0]
    assert {each["field"] for each in exported["changes"]} == {"areas", "kinds"}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert f"'{cell}".encode() in csv_lines([[cell]])
    assert harmless(f"a{cell}") == f"a{cell}"


async def test_an_export_breaks_off_when_the_right_is_taken(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = world.ours
    monkeypatch.setattr(exporting, "CHUNK", 2)
    whole = exporting.list_audit
    count = 0

    async def count_and_revoke(*given: Any) -> Any:
        nonlocal count
        count += 1
        if count == 3:
            async with world.database.transaction(ours.id) as tx:
                agent = frozenset([ours.roles["agent"]])
                await change_roles(tx, ours.administrator.user_id, agent, SYSTEM_AUTHORITY)
        return await whole(*given)

    monkeypatch.setattr(exporting, "list_audit", count_and_revoke)
    with pytest.raises(exporting.ExportEnded):
        await api.send(ours.administrator, "GET", "/api/audit/export")
    assert count == 3


async def test_the_page_tells_how_far_it_is_sealed_and_checked(world: World, api: Api) -> None:
    founder = world.ours.founder
    about = await api.get(founder, "/api/audit/about")
    assert (about["sealed_until"], about["check"]) == (None, None)
    await seal_everything(world.database, KEYS)
    await check_all(world.database, KEYS)
    about = await api.get(founder, "/api/audit/about")
    assert founder.name in {each["name"] for each in about["people"]}
    if about["sealed_until"] is not None:  # another test's transaction may hold the seals back
        assert about["check"]["sealed_until"] == about["sealed_until"]
    assert about["check"]["problems"] == 0


async def test_a_disabled_reader_reads_nothing(world: World, api: Api) -> None:
    async with world.database.transaction(world.ours.id) as tx:
        await set_enabled(tx, world.ours.administrator.user_id, False, SYSTEM_AUTHORITY)
    answer = await api.send(world.ours.administrator, "GET", "/api/audit")
    assert answer.status_code == 401
