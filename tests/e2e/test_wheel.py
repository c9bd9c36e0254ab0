"""The wheel on a machine of its own goes on from a backup that a running installation gave."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import httpx2
import pytest

from tests.e2e.installation import Installation
from tests.e2e.people import PASSWORD, Agent, Customer
from tests.e2e.test_journey_at_the_wire import connected
from tooling import desk
from tooling.environment import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Installation]:
    """An empty home, and Hubbub from its wheel alone; not started."""
    if not desk.is_built(ROOT):
        pytest.skip("the desk is not built; `make test` builds it first")
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run([sys.executable, *build], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("hubbub-*.whl")
    site = tmp_path / "site"
    with ZipFile(wheel) as packed:
        packed.extractall(site)
    # Neither the checkout nor anything of Node is in reach.
    alone = {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1", "PATH": "/usr/bin:/bin"}
    made = Installation(**alone)
    where = [sys.executable, "-c", "import hubbub; print(hubbub.__file__)"]
    found = subprocess.run(where, env=made.environment, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(site))
    yield made
    made.remove()


def refused(installation: Installation, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "hubbub", *words],
        env=installation.environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, ""), done
    return done.stderr


async def test_the_wheel_goes_on_from_a_backup_of_another_installation(
    installation: Installation, elsewhere: Installation, tmp_path: Path
) -> None:
    agent, customer = Agent(installation), Customer(installation, "+385914445566")
    await agent.sign_up()
    await agent.take_work()
    number = await agent.number()
    await connected(customer, number)
    async with agent.live() as live:
        await customer.text(number, "Before the backup")
        await live.until(lambda f: f["type"] == "conversation")
    name = (await agent.api.get("/api/me")).json()["user"]["email"]
    file = str(tmp_path / "b.tar")
    await asyncio.to_thread(installation.command, "backup", file, "--with-keys")
    assert "Stop it first" in refused(installation, "restore", file, "--replace")

    await asyncio.to_thread(elsewhere.command, "restore", file)
    await asyncio.to_thread(elsewhere.start)
    await sees_the_desk(elsewhere)
    moved, phone = Agent(elsewhere), Customer(elsewhere, customer.phone)
    signed_in = await moved.api.post("/api/session", json={"name": name, "password": PASSWORD})
    assert signed_in.status_code == 200, signed_in.text
    await moved.take_work()
    await connected(phone, number)
    async with moved.live() as live:
        await phone.text(number, "After the restore")
        frame = await live.until(lambda f: f["type"] == "conversation")
    texts = [m["text"] for m in await moved.messages(frame["conversation"]["id"])]
    assert texts == ["Before the backup", "After the restore"]
    for each in (agent, customer, moved, phone):
        await each.close()


async def sees_the_desk(installation: Installation) -> None:
    async with httpx2.AsyncClient(base_url=installation.url) as browser:
        page = await browser.get("/desk/")
        assert page.status_code == 200
        scripts = re.findall(r'src="([^"]+\.js)"', page.text)
        assert scripts
        assert (await browser.get(scripts[0])).status_code == 200
