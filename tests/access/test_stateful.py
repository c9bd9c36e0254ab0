"""Long stretches of administration and work, over HTTP with sockets open, as Hypothesis likes them:
what must hold holds after every step, and every screen shows what its person would be told."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from hubbub.kernel.database import Database
from tests.access.operations import OPERATIONS, Draw
from tests.access.standing import check_change, check_state, standing
from tests.access.test_every_operation import sample, signed_in, who_tries
from tests.api import on_sockets
from tests.deeds import PHONES, Deeds
from tests.reactions.realtime.screen import assert_in_step, watching
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from hubbub.kernel.database import DatabaseAddress
    from tests.access.standing import Standing
    from tests.api import Api
    from tests.cluster import Cluster
    from tests.reactions.realtime.screen import Screen
    from tests.world import Staffed

EXAMPLES = 4
STEPS = 12
SEEDS = st.integers(0, 2**32 - 1)


class Place:
    """Where the machines find a world; pytest's fixtures do not reach into Hypothesis."""

    cluster: Cluster
    template: DatabaseAddress
    staffed: Staffed
    home: Path


class Office(RuleBasedStateMachine):
    """One account at work; each machine has a world and a server of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._drops = ExitStack()
        self._stack = AsyncExitStack()
        self.steps = 0

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self._runner.run(work)

    @initialize(seed=SEEDS, is_restricted=st.booleans())
    def begin(self, seed: int, is_restricted: bool) -> None:
        address = Place.cluster.clone(Place.template)
        self._drops.callback(Place.cluster.drop, address)
        self.run(self._begin(address, Random(seed), is_restricted))

    async def _begin(self, address: DatabaseAddress, random: Random, is_restricted: bool) -> None:
        database = Database(address, size=4)
        await database.open()
        self._stack.push_async_callback(database.close)
        self.world = World(Place.staffed.ours, Place.staffed.theirs, database)
        await sample(self.world, random, is_restricted=is_restricted)
        self.api: Api = await self._stack.enter_async_context(on_sockets(address, Place.home))
        self.deeds = Deeds(self.world, self.api, self.world.ours)
        self.ids = [await self.deeds.text_in(phone) for phone in PHONES[:2]]
        ours = self.world.ours
        # Out of sight of some of them.
        moved = "UPDATE conversations SET queue_id = %s WHERE account_id = %s AND id = %s"
        await self.world.sql(ours, moved, ours.billing, ours.id, self.ids[1])
        people = (ours.agent, ours.viewer, ours.administrator, self.world.theirs.supervisor)
        watched = watching(self.api, *people)
        self.screens: list[Screen] = await self._stack.enter_async_context(watched)

    @rule(which=st.integers(0, len(OPERATIONS) - 1), seed=SEEDS)
    def administer(self, which: int, seed: int) -> None:
        self.run(self._administer(which, Random(seed)))

    async def _administer(self, which: int, random: Random) -> None:
        self.steps += 1
        before, theirs = await self._standing()
        person = await signed_in(self.world, who_tries(self.world.ours, before, random))
        method, path, body = OPERATIONS[which](Draw(random, before, self.steps))
        answer = await self.api.send(person, method, path, body)
        assert answer.status_code < 500, answer.text
        after, theirs_after = await self._standing()
        assert theirs_after == theirs, "another account was touched"
        if answer.status_code >= 400:
            assert after == before, "refused, and yet something happened"
        else:
            check_change(before, after, person.user_id)

    @rule(seed=SEEDS)
    def work(self, seed: int) -> None:
        self.run(self.deeds.some_deed(Random(seed), self.ids))

    @invariant()
    def holds(self) -> None:
        self.run(self._holds())

    async def _holds(self) -> None:
        now, _ = await self._standing()
        check_state(now)
        ours = self.world.ours.id
        # Whoever was disabled is signed out for good.
        self.screens = [
            screen
            for screen in self.screens
            if screen.person.account_id != ours or screen.close_code is None
        ]
        able = [screen for screen in self.screens if self._is_let_in(now, screen)]
        await assert_in_step(self.api, *able)

    def _is_let_in(self, now: Standing, screen: Screen) -> bool:
        if screen.person.account_id != self.world.ours.id:
            return True
        return now.people[screen.person.user_id].is_enabled

    async def _standing(self) -> tuple[Standing, Standing]:
        ours = await standing(self.world, self.world.ours)
        return ours, await standing(self.world, self.world.theirs)

    def teardown(self) -> None:
        try:
            self._runner.run(self._stack.aclose())
        finally:
            self._runner.close()
            self._drops.close()


def test_what_must_hold_holds_at_every_step(
    cluster: Cluster, staffed: tuple[DatabaseAddress, Staffed], tmp_path: Path
) -> None:
    Place.cluster, (Place.template, Place.staffed), Place.home = cluster, staffed, tmp_path
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            # A step is a server's whole answer, so that making the failure smaller takes minutes.
            phases=[Phase.reuse, Phase.generate],
        ),
    )
