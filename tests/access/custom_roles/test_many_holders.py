"""A role with thousands of holders, and the work of those who may no longer do it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import psycopg

from hubbub.access import may
from tests.access.custom_roles.asking import (
    AGENT,
    DOWNLOAD,
    WITHOUT_ASSIGNING,
    create,
    delete,
    edit,
    give,
    ids,
    put,
    what_if,
)

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import Account, World

MANY = 4_000
CROWD = (
    "INSERT INTO users (account_id, id, name, email, username)"
    " VALUES (%(a)s, %(u)s, %(n)s, %(e)s, %(e)s)",
    "INSERT INTO user_roles (account_id, user_id, role_id) VALUES (%(a)s, %(u)s, %(r)s)",
    "INSERT INTO seats (account_id, user_id) VALUES (%(a)s, %(u)s)",
    "INSERT INTO agents (account_id, user_id) VALUES (%(a)s, %(u)s)",
)


def crowd(world: World, account: Account, count: int, role: UUID) -> list[str]:
    """Write users straight into the tables, all with one role and a seat."""
    users = [(account.id, uuid4()) for _ in range(count)]
    rows = [
        (*user, f"Many {place:05}", f"many{place}@example.net", role)
        for place, user in enumerate(users)
    ]
    with psycopg.connect(world.database.address.owner) as connection:
        for statement in CROWD:
            connection.cursor().executemany(
                statement, [dict(zip("auner", row, strict=True)) for row in rows]
            )
    return [id_.hex for _, id_ in users]


async def test_thousands_are_given_a_role_replaced_edited_and_freed_in_one_save_each(
    world: World, api: Api
) -> None:
    """Each is one transaction under the bound that the database puts on a statement."""
    ours = world.ours
    agent = ours.roles["agent"]
    many = crowd(world, ours, MANY, agent)
    body = {
        "permissions": WITHOUT_ASSIGNING, "copied_from": agent.hex, "add_users": many,
    }  # fmt: skip
    told = await what_if(api, ours.founder, **body, named=MANY)
    assert len(told["conflicts"]) == MANY
    assert {each["user"]["id"] for each in told["conflicts"]} == set(many)
    role = await create(api, ours.founder, **body, replace=True)
    assert role["holders"] == MANY
    left = await api.get(ours.founder, f"/api/roles/{agent.hex}/holders")
    assert left["total"] == 4

    role = await edit(api, ours.founder, role, permissions=[*AGENT, DOWNLOAD])
    answer = await give(api, ours.founder, agent.hex, remove_users=many[:10])
    assert answer.status_code == 200
    gone = await what_if(api, ours.founder, role_id=role["id"], is_deleted=True)
    assert (gone["touched"], gone["changed"]) == (MANY, MANY)
    answer = await delete(api, ours.founder, role, from_holders=True)
    assert answer.status_code == 204, answer.text
    for table in ("events", "audit"):
        [(count,)] = await world.sql(
            ours, f"SELECT count(*) FROM {table} WHERE kind = 'user.roles_changed'"
        )
        assert count == 2 * MANY
    versions = await world.sql(
        ours, "SELECT DISTINCT version FROM users WHERE id = ANY(%s)", [UUID(id_) for id_ in many]
    )
    assert versions == [(3,)]


async def test_more_than_one_save_can_take_is_refused_clearly(world: World, api: Api) -> None:
    body = {"name": "Many", "permissions": [], "add_users": [uuid4().hex for _ in range(20_001)]}
    answer = await api.send(world.ours.founder, "POST", "/api/roles", body)
    assert answer.status_code == 422
    assert "20000" in answer.json()["errors"][0]["message"]


async def test_work_goes_back_when_a_role_no_longer_lets_its_holders_do_it(
    world: World, api: Api
) -> None:
    """By edit of the role, by its deletion, and only from whom the right is gone."""
    ours = world.ours
    role = await create(
        api, ours.founder, permissions=list(AGENT), copied_from=ours.roles["agent"].hex,
        add_users=ids(ours.agent, ours.colleague),
    )  # fmt: skip
    await give(api, ours.founder, ours.roles["agent"].hex, remove_users=ids(ours.agent))
    conversations: list[str] = []
    for place, person in enumerate((ours.agent, ours.colleague)):
        conversation = (await world.text_in(ours, f"+38591000000{place}")).hex
        conversations.append(conversation)
        await api.put(person, "/api/me/agent-status", {"status": "available"})
        assigned = f"/api/conversations/{conversation}/assignment"
        await api.put(ours.founder, assigned, {"assignee_id": person.user_id.hex})
    role = await edit(api, ours.founder, role, permissions=[may.VIEW.key], replace=True)
    first, second = [
        await api.get(ours.founder, f"/api/conversations/{id_}") for id_ in conversations
    ]
    # The colleague's default role was replaced with it, so that both only read from now on.
    assert (first["assignee"], second["assignee"]) == (None, None)
    states = await world.sql(
        ours, "SELECT DISTINCT status FROM agents WHERE user_id = ANY(%s)",
        [ours.agent.user_id, ours.colleague.user_id],
    )  # fmt: skip
    assert states == [("offline",)]


async def test_who_keeps_the_right_to_work_keeps_the_work(world: World, api: Api) -> None:
    ours = world.ours
    role = await create(
        api, ours.founder, permissions=[DOWNLOAD, may.MANAGE.key], add_users=ids(ours.agent)
    )
    conversation = (await world.text_in(ours, "+385910000009")).hex
    assigned = f"/api/conversations/{conversation}/assignment"
    await api.put(ours.founder, assigned, {"assignee_id": ours.agent.user_id.hex})
    answer = await put(api, ours.founder, role, permissions=[DOWNLOAD])
    assert answer.status_code == 200
    await delete(api, ours.founder, answer.json(), from_holders=True)
    shown = await api.get(ours.founder, f"/api/conversations/{conversation}")
    assert shown["assignee"]["id"] == ours.agent.user_id.hex
