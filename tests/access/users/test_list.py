"""The list of users: found, filtered, sorted and paged; out as CSV and in again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from hubbub.access import may
from tests.access.users.test_users import custom_role, make, set_roles
from tests.mailbox import post

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def names(api: Api, world: World, **query: Any) -> list[str]:
    page = await api.get(world.ours.founder, "/api/users", params={"limit": 200, **query})
    return [each["name"].removeprefix("Ours ") for each in page["items"]]


async def test_filters_are_combined(world: World, api: Api) -> None:
    agent = world.ours.roles["agent"].hex
    assert await names(api, world, role=agent) == ["Agent", "Colleague", "Disabled", "Seatless"]
    assert await names(api, world, role=agent, seat=False) == ["Seatless"]
    assert await names(api, world, role=agent, state="disabled") == ["Disabled"]
    assert await names(api, world, q="VIEW") == ["Viewer"]
    assert await names(api, world, q="%") == []
    await make(api, world.ours.founder, name="Newcomer", password=None)
    assert await names(api, world, state="invited") == ["Newcomer"]
    assert "Newcomer" not in await names(api, world, state="enabled")


@pytest.mark.parametrize(
    "sort", ["name", "-name", "username", "-username", "last_sign_in", "-last_sign_in"]
)
async def test_pages_lack_nobody_and_repeat_nobody(world: World, api: Api, sort: str) -> None:
    await make(api, world.ours.founder, name="Never here", password=None)
    whole = await names(api, world, sort=sort)
    found: list[str] = []
    cursor: str | None = None
    while True:
        query = {"sort": sort, "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = await api.get(world.ours.founder, "/api/users", params=query)
        found += [each["name"].removeprefix("Ours ") for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole
    assert len(set(found)) == 10


async def test_the_export_has_all_that_fit_and_no_formula(world: World, api: Api) -> None:
    await make(api, world.ours.founder, name="=HYPERLINK(1)", email="f@example.com", password=None)
    answer = await api.send(world.ours.founder, "GET", "/api/users/export?state=invited")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[:3] for row in rows[1:]] == [["'=HYPERLINK(1)", "hyperlink.1", "f@example.com"]]
    everybody = await api.send(world.ours.founder, "GET", "/api/users/export")
    assert len(everybody.text.splitlines()) == 11
    assert "theirs.example.com" not in everybody.text


CSV = """\ufeffFull name;E-mail;User name;Roles;Seat;Phone
Eva Kovač;eva@example.com;eva.k;Agent;yes;'+385 1 555
Twice;EVA@example.com;;;no;
No address;nowhere;;;;
Bad role;b@example.com;;Chief|Agent;maybe;
Both;c@example.com;;Agent|Supervisor;no;
Taken;founder@ours.example.com;;;no;
Tom;tom@example.com;;Viewer;no;
"""


async def test_an_import_is_tried_first_and_hinders_no_good_row(world: World, api: Api) -> None:
    ours = world.ours
    before = await names(api, world)
    tried = await api.post(ours.founder, "/api/users/import", {"csv": CSV, "trial": True})
    assert (tried["good"], tried["bad"]) == (2, 5)
    assert {row["line"]: [e["field"] for e in row["errors"]] for row in tried["rows"]} == {
        2: [], 3: ["email"], 4: ["email"], 5: ["roles", "seat"], 6: ["roles"], 7: ["email"], 8: [],
    }  # fmt: skip
    assert await names(api, world) == before
    await post(world, ours)
    done = await api.post(ours.founder, "/api/users/import", {"csv": CSV, "trial": False})
    assert [row["username"] for row in done["rows"] if row["user_id"]] == ["eva.k", "tom"]
    letters = await post(world, ours)
    assert sorted(each.address for each in letters) == ["eva@example.com", "tom@example.com"]
    eva = (await api.get(ours.founder, "/api/users", params={"q": "eva.k"}))["items"][0]
    assert (eva["phone"], eva["seat"], eva["has_password"]) == ("+385 1 555", True, False)


@pytest.mark.parametrize(
    "text", ["", "name,email\n", "name,colour\nx,y", "email\nx@example.com", 'name,email\n"x,y']
)
async def test_what_is_no_table_of_users_is_refused(world: World, api: Api, text: str) -> None:
    body = {"csv": text, "trial": False}
    refused = await api.send(world.ours.founder, "POST", "/api/users/import", body)
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["field"] == "csv"


async def test_an_import_gives_no_more_than_the_importer_has(world: World, api: Api) -> None:
    ours = world.ours
    users = await custom_role(world, ours, may.MANAGE_USERS)
    await set_roles(api, ours.founder, ours.viewer, users)
    text = "name,email,roles,seat\nA B,a@example.com,Account,no\nC D,c@example.com,,yes\n"
    done = await api.post(ours.viewer, "/api/users/import", {"csv": text, "trial": False})
    assert [[e["field"] for e in row["errors"]] for row in done["rows"]] == [["roles"], ["seat"]]
    assert done["good"] == 0
