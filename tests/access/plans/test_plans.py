"""Plans: what is offered, what an account has, and that no seat in use is ever taken with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.plans.changing import Granted, change_plan
from hubbub.access.plans.offered import PlanFileError, plan_file, read_plans, shipped_plans
from hubbub.access.plans.repository import plan_of_account
from hubbub.access.users.repository import seats
from hubbub.kernel.errors import Conflict
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api import Api
    from tests.world import World

PLAN = "/api/account/plan"


def test_the_shipped_list_has_a_free_plan_with_the_seats_of_the_setting(tmp_path: Path) -> None:
    free, *paid = read_plans(settings_for(tmp_path, seats=7))
    assert (free.key, free.seats) == ("free", 7)
    assert [each.key for each in paid] == ["team", "business"]


def test_the_operator_keeps_a_list_of_his_own(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    place = plan_file(settings)
    place.write_text('[[plan]]\nkey = "all"\nname = "All in"\nprice = "9"\nseats = 3\n', "utf-8")
    [only] = read_plans(settings)
    assert (only.name, only.seats) == ("All in", 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[plan]\n", "line 1"),
        ('[[plan]]\nkey = "A B"\nname = "x"\nprice = "1"\n', "key"),
        ('[[plan]]\nkey = "a"\nname = "x"\nprice = "1"\nseats = 0\n', "seats"),
        ('[[plan]]\nkey = "a"\nname = "x"\nprice = "1"\n' * 2, "two plans have the key 'a'"),
        ("", "plan"),
    ],
)
def test_a_list_that_cannot_be_used_says_where(tmp_path: Path, text: str, said: str) -> None:
    settings = settings_for(tmp_path)
    plan_file(settings).write_text(text, "utf-8")
    with pytest.raises(PlanFileError, match=said):
        read_plans(settings)


def test_what_is_written_for_editing_is_what_was_shipped(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    before = read_plans(settings)
    plan_file(settings).write_text(shipped_plans(), "utf-8")
    assert read_plans(settings) == before


async def test_a_plan_is_granted_and_audited(world: World, api: Api) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        await change_plan(tx, Granted("team", 40), SYSTEM_AUTHORITY)
        assert await plan_of_account(tx) == "team"
        assert (await seats(tx))[0] == 40
    shown = await api.get(ours.founder, PLAN)
    assert (shown["plan"]["name"], shown["seats"]["total"]) == ("Team", 40)
    found = (await api.get(ours.founder, "/api/audit?kind=account.plan_changed"))["items"]
    changes = {each["field"]: (each["before"], each["after"]) for each in found[0]["changes"]}
    assert changes["seats"][1] != changes["seats"][0]


async def test_seats_in_use_are_never_taken_with_a_plan(world: World) -> None:
    ours = world.ours
    async with world.database.transaction(ours.id) as tx:
        total, used = await seats(tx)
    with pytest.raises(Conflict, match=f"Take the seat from 2 users first, or give {used} seats"):
        async with world.database.transaction(ours.id) as tx:
            await change_plan(tx, Granted("team", used - 2), SYSTEM_AUTHORITY)
    async with world.database.transaction(ours.id) as tx:
        assert (await plan_of_account(tx), (await seats(tx))[0]) == ("free", total)
        await change_plan(tx, Granted("team", used), SYSTEM_AUTHORITY)
    theirs = world.theirs
    async with world.database.transaction(theirs.id) as tx:
        assert await plan_of_account(tx) == "free"


async def test_everybody_may_see_what_is_offered(world: World, api: Api) -> None:
    shown = await api.get(None, "/api/plans")
    assert [each["key"] for each in shown["items"]] == ["free", "team", "business"]
    assert shown["operator_email"] is None


async def test_more_is_asked_for_within_the_account(world: World, api: Api) -> None:
    ours, theirs = world.ours, world.theirs
    body = {"plan": "team", "seats": 60, "note": "We grow."}
    made = await api.post(ours.founder, f"{PLAN}/requests", body)
    [request] = made["requests"]
    assert (request["state"], request["seats"], request["note"]) == ("open", 60, "We grow.")
    assert (await api.get(theirs.founder, PLAN))["requests"] == []
    unknown = await api.send(ours.founder, "POST", f"{PLAN}/requests", {**body, "plan": "none"})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "plan")
    none = await api.send(ours.founder, "POST", f"{PLAN}/requests", {**body, "seats": 0})
    assert (none.status_code, none.json()["errors"][0]["field"]) == (422, "seats")
    assert (await api.send(ours.agent, "GET", PLAN)).status_code == 403
