"""The first steps tick themselves from how things stand, for whoever may do them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.users.giving_seats import set_seat

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Person, World

PATH = "/api/first-steps"


async def steps(api: Api, person: Person) -> dict[str, bool]:
    found = await api.get(person, PATH)
    return {each["name"]: each["is_done"] for each in found["steps"]}


async def test_each_step_ticks_itself(world: World, api: Api) -> None:
    ours = world.ours
    all_but_a_message = {"seat": True, "number": True, "queue": True, "message": False}
    assert await steps(api, ours.founder) == all_but_a_message
    await world.text_in(world.theirs, "+385911234567")
    assert await steps(api, ours.founder) == all_but_a_message
    await world.text_in(ours, "+385911234567")
    assert await steps(api, ours.founder) == {**all_but_a_message, "message": True}
    # Agents by name who have no seat serve nobody.
    async with world.database.transaction(ours.id) as tx:
        for person in ours.people.values():
            await set_seat(tx, person.user_id, False, SYSTEM_AUTHORITY)
    assert (await steps(api, ours.administrator))["seat"] is False
    await world.sql(ours, "DELETE FROM numbers WHERE account_id = %s", ours.id)
    assert await steps(api, ours.administrator) == {"seat": False, "number": False}


async def test_only_who_may_do_a_step_is_shown_it(world: World, api: Api) -> None:
    ours = world.ours
    assert await steps(api, ours.setup) == {"queue": True}
    assert await steps(api, ours.agent) == {}
    assert await steps(api, ours.viewer) == {}


async def test_it_is_hidden_for_one_and_comes_back(world: World, api: Api) -> None:
    ours = world.ours
    hidden: Any = await api.put(ours.founder, PATH, {"hidden": True})
    assert hidden["is_hidden"] is True
    assert (await api.get(ours.founder, PATH))["is_hidden"] is True
    assert (await api.get(ours.administrator, PATH))["is_hidden"] is False
    shown: Any = await api.put(ours.founder, PATH, {"hidden": False})
    assert shown["is_hidden"] is False
