"""Effective access over HTTP says what the decision says, of whom one may see, and exports it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hubbub.access import may
from hubbub.access.catalogue import PERMISSIONS

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


async def test_every_permission_is_told_with_its_reason(world: World, api: Api) -> None:
    ours = world.ours
    for who in (ours.agent, ours.seatless, ours.viewer, ours.disabled, ours.founder):
        found = await api.get(ours.administrator, f"/api/users/{who.user_id.hex}/access")
        actor = await world.actor(who)
        assert [each["key"] for each in found["permissions"]] == [p.key for p in PERMISSIONS]
        effective = [each["key"] for each in found["permissions"] if each["effective"]]
        assert effective == list(actor.effective.granted_keys)
        assert found["viewer"] == actor.effective.is_viewer
        assert all(each["reason"] for each in found["permissions"])
        assert all(bool(each["change"]) != each["effective"] for each in found["permissions"])


async def test_a_seat_is_said_to_be_missing_and_giving_it_helps(world: World, api: Api) -> None:
    ours = world.ours
    path = f"/api/users/{ours.seatless.user_id.hex}/access"
    found = await api.get(ours.administrator, path)
    [assign] = [each for each in found["permissions"] if each["key"] == may.ASSIGN.key]
    assert assign["because"] == "no_seat"
    assert assign["change"] == [{"act": "give_seat", "key": None}]
    assert assign["suggestion"] == "Give a seat."
    assert [role["name"] for role in assign["given_by"]] == ["Agent for Conversations"]
    await api.put(ours.founder, f"/api/users/{ours.seatless.user_id.hex}/seat", {"seat": True})
    found = await api.get(ours.administrator, path)
    [assign] = [each for each in found["permissions"] if each["key"] == may.ASSIGN.key]
    assert assign["effective"]


async def test_everybody_can_ask_about_himself_and_only_some_about_others(
    world: World, api: Api
) -> None:
    ours = world.ours
    mine = await api.get(ours.viewer, "/api/me/access")
    assert mine["user_id"] == ours.viewer.user_id.hex
    asked = await api.send(ours.viewer, "GET", f"/api/users/{ours.agent.user_id.hex}/access")
    assert asked.status_code == 403
    assert asked.json()["why"] == "None of your roles includes it."


async def test_a_refusal_says_why_in_short(world: World, api: Api) -> None:
    ours = world.ours
    conversation = await world.text_in(ours, "+385912345678")
    asked = await api.send(
        ours.seatless, "PUT", f"/api/conversations/{conversation.hex}/assignment",
        {"assignee_id": ours.seatless.user_id.hex},
    )  # fmt: skip
    assert asked.status_code == 403
    assert asked.json()["why"] == "Your roles include it, but you have no seat."
    assert asked.json()["granted_by"]


async def test_a_role_tells_what_its_holders_use(world: World, api: Api) -> None:
    ours = world.ours
    await api.get(ours.agent, "/api/conversations")
    await api.app.state.uses.write()
    path = f"/api/roles/{ours.roles['agent'].hex}/uses"
    found = await api.get(ours.founder, path)
    assert found["holders"] == 4
    uses = {each["key"]: each for each in found["items"]}
    assert uses[may.VIEW.key]["used_by"] == 1
    assert uses[may.ASSIGN.key] == {"key": may.ASSIGN.key, "used_by": 0, "last_used_at": None}
    assert set(uses) == {p.key for p in PERMISSIONS if p.key in uses}
    await world.sql(ours, "UPDATE permission_uses SET last_used_at = now() - interval '100 days'")
    found = await api.get(ours.founder, path)
    [view] = [each for each in found["items"] if each["key"] == may.VIEW.key]
    assert (view["used_by"], view["last_used_at"] is None) == (0, False)


async def test_the_review_can_be_taken_along_and_holds_no_formula(world: World, api: Api) -> None:
    ours = world.ours
    await world.sql(
        ours, "UPDATE users SET name = '=HYPERLINK(1)' WHERE id = %s", ours.agent.user_id
    )
    answer = await api.send(ours.founder, "GET", "/api/access-review/export")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    names = {row[0] for row in rows[1:]}
    assert "'=HYPERLINK(1)" in names
    assert not any(name.startswith(("=", "+", "-", "@")) for name in names)
    seatless = [row for row in rows if row[0] == "Ours Seatless" and row[5] == may.ASSIGN.key]
    assert seatless[0][6:8] == ["no", "Carried by Agent for Conversations, but needs a seat."]
    assert not any("Theirs" in cell for row in rows for cell in row)
