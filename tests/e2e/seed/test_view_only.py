"""View-only access without an active seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.e2e.office import AGENT, SUPERVISOR, VIEW

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.e2e.office import Office

VIEWING = "You are viewing this conversation."


async def only_views(office: Office, browser: Browser, user: dict[str, str], text: str) -> None:
    """He reads what a customer wrote, can do nothing about it, and the server agrees."""
    conversation = await office.texted(text)
    desk = await office.desk_of(browser, user)
    await desk.goto(f"{office.url}/desk/all/{conversation}")
    main = desk.get_by_role("main")
    await expect(main.get_by_text(text).first).to_be_visible()
    await expect(main.get_by_text(VIEWING)).to_be_visible()
    await expect(desk.get_by_role("textbox", name="Reply to")).to_have_count(0)
    for act in ("Solve", "Change status", "Assign", "Take it"):
        await expect(main.get_by_role("button", name=act)).to_have_count(0)
    await desk.context.close()
    agent = await office.signed_in(user)
    assert (await agent.api.get("/api/me")).json()["viewer"] is True
    refused = await agent.reply(conversation, "May I?")
    assert refused.status_code == 403, refused.text
    await agent.close()


async def test_whoever_has_the_view_permission_views_without_a_seat(
    office: Office, browser: Browser
) -> None:
    """Anybody with the permission to view, here by a custom role, reads without a seat."""
    eva = await office.add("Eva Views", seat=False)
    await office.make_role("Views", VIEW, add_users=[eva["id"]])
    await join(office, eva, "viewer")
    await only_views(office, browser, eva, "For your eyes only")


async def join(office: Office, user: dict[str, str], kind: str) -> None:
    """Into the default queue, by its members as they are now."""
    api = office.founder.api
    queue = (await api.get("/api/queues")).json()["items"][0]
    path = f"/api/queues/{queue['id']}/members"
    now = (await api.get(path)).json()
    kept = [
        {"user_id": each["user_id"], "kind": each["kind"]}
        for each in now["items"]
        if each["user_id"] != user["id"]
    ]
    body = {"members": [*kept, {"user_id": user["id"], "kind": kind}], "version": now["version"]}
    answer = await api.put(path, json=body)
    assert answer.status_code == 200, answer.text


async def test_such_a_viewer_is_added_to_queues_as_a_viewer(office: Office, page: Page) -> None:
    """They are treated as viewers: the queue takes them as viewer and not as agent."""
    vid = await office.add("Vid Views", seat=False, join_default_queue=False)
    await office.make_role("Views too", VIEW, add_users=[vid["id"]])
    await page.goto(f"{office.url}/desk/settings/queues")
    await page.get_by_role("button", name="Add people").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Search users").fill("Vid Views")
    await dialog.get_by_role("checkbox", name="Vid Views").check()
    await expect(dialog.get_by_role("button", name="Add as agents")).to_be_disabled()
    await dialog.get_by_role("button", name="Add as viewers").click()
    viewers = page.get_by_role("region", name="Viewers")
    await expect(viewers.get_by_text("Vid Views")).to_be_visible()


@pytest.mark.parametrize(("role", "name"), [(AGENT, "Ivo Agent"), (SUPERVISOR, "Ivo Supervisor")])
async def test_a_default_role_without_a_seat_makes_an_active_viewer(
    role: str, name: str, office: Office, browser: Browser, page: Page
) -> None:
    """This also holds for agents and supervisors whose role includes viewing: without a seat
    they are active viewers."""
    name = f"Ivo {role.partition(' ')[0]}"
    ivo = await office.add(name, role, seat=False)
    await join(office, ivo, "viewer")
    await only_views(office, browser, ivo, f"Read by {name}")
    await page.goto(f"{office.url}/desk/account/seats")
    await page.get_by_label("Name or e-mail").fill(name)
    await page.get_by_label("Seat", exact=True).select_option("Everybody")
    row = page.get_by_role("row").filter(has_text=name)
    await expect(row.get_by_text("No seat", exact=True)).to_be_visible()
    await expect(row.get_by_text("Viewer", exact=True)).to_be_visible()
