"""Who is signed in, and what the desk needs to know of him to begin."""

from dataclasses import dataclass
from datetime import datetime

from hubbub.access import may
from hubbub.access.actor import Actor
from hubbub.access.cursors import Cursor
from hubbub.access.demos.repository import get_demo
from hubbub.access.shapes import ShownRole
from hubbub.features.agents.repository import get_agent
from hubbub.features.agents.shapes import ShownAgent, show_agent
from hubbub.kernel.database import Database
from hubbub.kernel.ids import Id
from hubbub.kernel.positions import read_head


@dataclass(frozen=True, slots=True)
class MyUser:
    id: Id
    name: str
    username: str
    email: str


@dataclass(frozen=True, slots=True)
class MyAccount:
    id: Id
    name: str
    deleted_at: datetime | None
    """When it goes by itself; only a demo does."""


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is signed in, and all that he can do now; `agent` only for who may work. With
    `must_set_up` he can set up a second factor and nothing else."""

    user: MyUser
    account: MyAccount
    roles: list[ShownRole]
    permissions: list[str]
    restrictions: list[str]
    seated: bool
    viewer: bool
    lacks_only_seat: bool
    access_version: int
    agent: ShownAgent | None
    live_position: str
    must_set_up: bool


async def show_me(database: Database, actor: Actor, must_set_up: bool) -> Me:
    # The position is read first: whatever is committed later comes over the socket.
    position = await read_head(database)
    agent = None
    async with database.transaction(actor.account_id) as tx:
        demo = await get_demo(tx)
        if actor.may(may.MANAGE) and not must_set_up:
            agent = await get_agent(tx, actor.user_id)
    roles = [
        ShownRole(role.id, role.name, "default" if role.default else "custom")
        for role in actor.roles
    ]
    return Me(
        user=MyUser(actor.user_id, actor.name, actor.username, actor.email),
        account=MyAccount(actor.account_id, actor.account_name, demo and demo.until),
        roles=[] if must_set_up else roles,
        permissions=[] if must_set_up else list(actor.effective.granted_keys),
        restrictions=list(actor.effective.limiting_keys),
        seated=actor.is_seated,
        viewer=actor.effective.is_viewer,
        lacks_only_seat=actor.effective.lacks_only_seat,
        access_version=actor.access_version,
        agent=None if agent is None else show_agent(agent),
        live_position=Cursor(position, actor.access_version).encode(),
        must_set_up=must_set_up,
    )
