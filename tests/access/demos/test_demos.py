"""Demos: how many there may be, that nothing leaves them, and that they go."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hubbub.access.accounts.repository import count_accounts
from hubbub.access.demos.beginning import LIFE, DemoTerms, check_may_begin, offers_demos
from hubbub.access.demos.repository import demo_ready, get_demo
from hubbub.access.sessions.signing_in import begin_session
from hubbub.access.users.creating import WELCOME
from hubbub.access.users.repository import get_user
from hubbub.channels.sms import carriers
from hubbub.channels.sms.carriers import Wanted, add_carrier
from hubbub.channels.sms.reaching import reach
from hubbub.entrypoints.demonstration.keeping import STUCK_FOR, clear_demos
from hubbub.entrypoints.demonstration.making import MadeDemo, make_demo
from hubbub.features.numbers.adding import add_number
from hubbub.features.numbers.repository import insert_carrier
from hubbub.kernel.clock import now
from hubbub.kernel.demos import watched_numbers
from hubbub.kernel.errors import Conflict, Forbidden, TooManyAttempts
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.mail.letters import Letter
from hubbub.kernel.mail.outbox import TIMER
from hubbub.kernel.mail.repository import newest_mails
from hubbub.kernel.mail.sending import Composing, Postman
from hubbub.kernel.outside import run_outside_once
from hubbub.kernel.secrets import load_secrets
from tests.access.accounts.test_deleting import rows_of
from tests.kernel.mail.test_sending import mail_server
from tests.world import settings_for

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hubbub.kernel.database import Transaction
    from hubbub.kernel.mail.repository import Mail
    from hubbub.kernel.settings import Settings
    from hubbub.simulator.mail_server import Envelope
    from tests.world import World

ADDRESS = "203.0.113.7"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path, simulator=True, demos=2)


@pytest.fixture(autouse=True)
def heard_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.access.accounts.deleting.HEARD", 0.02)


async def begin(world: World, settings: Settings, life: timedelta = LIFE) -> MadeDemo:
    terms = DemoTerms(now() + life, settings.demos)
    return await make_demo(world.database, settings, terms, ADDRESS)


async def change(world: World, demo: MadeDemo, statement: str, *values: object) -> None:
    async with world.database.transaction(demo.account_id) as tx:
        await tx.execute(statement, values)  # pyright: ignore[reportArgumentType]


async def test_only_where_the_simulator_runs_and_the_operator_wants_them(tmp_path: Path) -> None:
    assert offers_demos(settings_for(tmp_path, simulator=True))
    assert not offers_demos(settings_for(tmp_path))
    assert not offers_demos(settings_for(tmp_path, simulator=True, demos=0))


async def test_nobody_begins_one_where_none_are_offered(world: World, tmp_path: Path) -> None:
    with pytest.raises(Forbidden) as refused:
        await check_may_begin(world.database, settings_for(tmp_path), ADDRESS)
    assert refused.value.code == "demos_closed"


async def test_one_address_begins_only_some(world: World, settings: Settings) -> None:
    for _ in range(5):
        await check_may_begin(world.database, settings, ADDRESS)
    with pytest.raises(TooManyAttempts):
        await check_may_begin(world.database, settings, ADDRESS)
    await check_may_begin(world.database, settings, "198.51.100.4")


async def test_there_is_room_for_so_many_and_again_when_one_is_gone(
    world: World, settings: Settings
) -> None:
    first = await begin(world, settings)
    await begin(world, settings)
    with pytest.raises(Conflict) as full:
        await begin(world, settings)
    assert full.value.code == "demos_full"
    await change(world, first, "UPDATE demos SET until = now()")
    assert await clear_demos(world.database, settings) == 1
    assert rows_of(world, first.account_id) == {}
    await begin(world, settings)


async def test_a_number_that_somebody_has_is_not_drawn(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[UUID] = []

    def draw(account_id: UUID) -> str:
        drawn.append(account_id)
        return world.ours.number if len(drawn) < 3 else "+12015550199"

    monkeypatch.setattr("hubbub.entrypoints.demonstration.making.simulated_number", draw)
    assert (await begin(world, settings)).account_id == drawn[2]
    assert len(set(drawn)) == 3


async def test_a_demo_is_nobodys_first_account(world: World, settings: Settings) -> None:
    async with world.database.anonymous() as tx:
        before = await count_accounts(tx)
    await begin(world, settings)
    async with world.database.anonymous() as tx:
        assert await count_accounts(tx) == before


async def test_what_died_half_way_is_cleared_and_what_is_looked_at_stays(
    world: World, settings: Settings
) -> None:
    stuck, alive = await begin(world, settings), await begin(world, settings)
    long_ago = now() - STUCK_FOR - timedelta(seconds=1)
    await change(world, stuck, "UPDATE demos SET moved_at = %s", long_ago)
    await change(world, alive, "UPDATE demos SET moved_at = %s, state = 'ready'", long_ago)
    ours = rows_of(world, world.ours.id)
    assert await clear_demos(world.database, settings) == 1
    assert rows_of(world, stuck.account_id) == {}
    async with world.database.transaction(alive.account_id) as tx:
        assert await get_demo(tx) is not None
    assert rows_of(world, world.ours.id) == ours


async def test_a_deletion_that_broke_off_is_taken_up_again(
    world: World, settings: Settings
) -> None:
    demo = await begin(world, settings)
    await change(world, demo, "DELETE FROM demos")
    assert await clear_demos(world.database, settings) == 1
    assert rows_of(world, demo.account_id) == {}


async def test_it_reaches_nobody_but_the_simulated_carrier(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo, keys = await begin(world, settings), load_secrets(settings)
    wanted = Wanted("Real", "smpp.example.net", 2775, "acme", "secret")
    async with world.database.transaction(demo.account_id) as tx:
        with pytest.raises(Conflict) as refused:
            await add_carrier(tx, wanted, keys, SYSTEM)
        assert refused.value.code == "in_demo"
        # Even one that got in by a way that nobody has thought of is not connected to.
        monkeypatch.setattr(carriers, "refuse_in_demo", _let_through)
        carrier = await add_carrier(tx, wanted, keys, SYSTEM)
        found = await reach(tx, carrier, keys, settings)
    assert found == "A demo reaches nobody but the simulated carrier."


async def _let_through(_: Transaction, __: str) -> None:
    return None


@pytest.mark.parametrize("is_real", [True, False])
async def test_its_mail_goes_to_the_catcher_and_never_to_a_server(
    world: World, settings: Settings, tmp_path: Path, is_real: bool
) -> None:
    demo = await begin(world, settings)
    await change(world, demo, "UPDATE timers SET due_at = now()")
    kept: list[Envelope] = []
    async with mail_server(kept) as url:
        mail_port = int(url.rpartition(":")[2])
        (tmp_path / "simulator.json").write_text(
            json.dumps({"http": 1, "smpp": 1, "mail": mail_port})
        )
        used = settings_for(tmp_path, simulator=True, **({"smtp_url": url} if is_real else {}))
        postman = Postman(world.database, used, {WELCOME: _compose})
        while await run_outside_once(world.database, {TIMER: postman.carry}):
            pass
    to_demo = [each for each in kept if demo.cast.domain in each.recipients[0]]
    assert len(to_demo) == (0 if is_real else 1)
    async with world.database.transaction(demo.account_id) as tx:
        (mail,) = await newest_mails(tx, 5)
    assert mail.state == ("dropped" if is_real else "sent")


async def _compose(tx: Transaction, mail: Mail, _: Composing) -> Letter | None:
    user = await get_user(tx, mail.subject_id)
    return user and Letter(user.name, user.email, "Welcome", "Hello", "<p>Hello</p>")


async def test_somebody_writes_only_where_somebody_looks(world: World, settings: Settings) -> None:
    seen, unseen = await begin(world, settings), await begin(world, settings)
    for demo, number in ((seen, "+12015550101"), (unseen, "+12015550102")):
        async with world.database.transaction(demo.account_id) as tx:
            carrier = await insert_carrier(tx, "Simulated", "simulator", is_enabled=True)
            await add_number(tx, number, carrier.id, SYSTEM, "conversations")
            await demo_ready(tx, [demo.founder_id])
        await begin_session(world.database, demo.account_id, demo.founder_id)
    await change(world, unseen, "UPDATE sessions SET seen_at = now() - interval '1 hour'")
    wait = timedelta(minutes=10)
    assert await watched_numbers(world.database, wait, most=2) == ["+12015550101"]
    assert await watched_numbers(world.database, wait, most=2) == ["+12015550101"]
    assert await watched_numbers(world.database, wait, most=2) == []
