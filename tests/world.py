"""Two accounts with the same staff each, made by the use cases, for every test to start from."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.loading import load_actor
from hubbub.access.roles import Default
from hubbub.access.sessions.signing_in import begin_session
from hubbub.access.users.creating import NewUser, create_user
from hubbub.access.users.disabling import set_enabled
from hubbub.access.users.joining_queues import change_membership
from hubbub.access.users.repository import all_roles, lock_account, members
from hubbub.channels.sms.carriers import Wanted, add_carrier
from hubbub.entrypoints.composition import compose
from hubbub.features.conversations.receiving import Inbound, receive
from hubbub.features.conversations.repository import conversation_of
from hubbub.features.numbers.adding import add_number
from hubbub.features.queues.changing_members import change_members
from hubbub.features.queues.creating import create_queue
from hubbub.features.queues.repository import default_queue, lock_queue
from hubbub.kernel.database import Database
from hubbub.kernel.events import SYSTEM
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hubbub.access.actor import Actor
    from hubbub.kernel.database import DatabaseAddress

PASSWORD = "correct horse battery"
SEATS = 12

STAFF = {
    "administrator": (Default.ADMINISTRATOR, True),
    "setup": (Default.SETUP, True),
    "supervisor": (Default.SUPERVISOR, True),
    "agent": (Default.AGENT, True),
    "colleague": (Default.AGENT, True),
    "viewer": (Default.VIEWER, False),
    "seatless": (Default.AGENT, False),
    "disabled": (Default.AGENT, True),
}
"""Everybody but the founder: a default role, and whether he has a seat."""
WORKS_IN_GENERAL = frozenset({"agent", "colleague", "seatless", "disabled"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an account, and the token of the session he has."""

    account_id: UUID
    user_id: UUID
    name: str
    email: str
    token: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account: everybody is in `general` but the supervisor, `billing` has the colleague."""

    id: UUID
    general: UUID
    billing: UUID
    carrier: UUID
    number: str
    roles: dict[str, UUID]
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Staffed:
    """The two accounts."""

    ours: Account
    theirs: Account


@dataclass(frozen=True, slots=True)
class World:
    """The accounts on a database of one test, and the use cases that tests begin with."""

    ours: Account
    theirs: Account
    database: Database

    async def text_in(
        self, account: Account, sender: str, text: str = "Hello", key: str | None = None
    ) -> UUID:
        """A customer writes; the conversation his text stands in."""
        inbound = Inbound("sms", account.carrier, account.number, sender, text, 1, key)
        async with self.database.transaction(account.id) as tx:
            message_id = await receive(tx, inbound)
            assert message_id is not None
            place = await conversation_of(tx, message_id)
        assert place is not None
        return place[0]

    async def put_into_queue(self, person: Person, queue_id: UUID, kind: str | None) -> None:
        """As agent or viewer; None takes him out."""
        async with self.database.transaction(person.account_id) as tx:
            await lock_account(tx)
            queue = await lock_queue(tx, queue_id)
            assert queue is not None
            wanted = {user_id: kind for user_id, _, kind, _ in await members(tx, queue_id)}
            wanted.pop(person.user_id, None)
            if kind is not None:
                wanted[person.user_id] = kind
            await change_members(tx, queue_id, wanted, queue.version, SYSTEM_AUTHORITY)

    async def actor(self, person: Person) -> Actor:
        """This person as a request of his finds him now."""
        async with self.database.transaction(person.account_id) as tx:
            actor = await load_actor(tx, person.user_id)
        assert actor is not None
        return actor

    async def sql(self, account: Account, statement: str, *params: object) -> list[tuple[Any, ...]]:
        """Set the scene where no use case exists yet, or look at rows that none shows."""
        async with self.database.transaction(account.id) as tx:
            cursor = await tx.connection.execute(
                statement,  # pyright: ignore[reportArgumentType]
                params,
            )
            return await cursor.fetchall() if cursor.description else []


def settings_for(home: Path, **values: object) -> Settings:
    """Settings of a server under test; nothing is read from files."""
    key = base64.b64encode(bytes(range(32))).decode()
    return Settings.model_validate(
        {
            "home": home,
            "signup": "open",
            "secret_key": key,
            "database_pool": 6,
            "carrier_networks": "127.0.0.0/8",
            **values,
        }
    )


async def build(address: DatabaseAddress, home: Path) -> Staffed:
    """Make both accounts in an empty, migrated database."""
    settings = settings_for(home)
    compose(settings)
    database = Database(address, size=2)
    await database.open()
    try:
        ours = await _account(database, settings, "Ours", "+385910000")
        theirs = await _account(database, settings, "Theirs", "+436600000")
    finally:
        await database.close()
    return Staffed(ours, theirs)


async def _account(database: Database, settings: Settings, name: str, prefix: str) -> Account:
    domain = f"{name.lower()}.example.com"
    founder = f"founder@{domain}"
    form = SignUp(f"{name} Ltd", f"{name} Founder", founder, PASSWORD, SEATS, only_first=False)
    new = await sign_up(database, form)
    people: dict[str, UUID] = {"founder": new.user_id}
    async with database.transaction(new.account_id) as tx:
        general = (await default_queue(tx)).id
        billing = (await create_queue(tx, "Billing", SYSTEM)).id
        found = await all_roles(tx)
        roles = {str(each.role.default): each.id for each in found.values()}
        for who, (role, seated) in STAFF.items():
            fresh = NewUser(
                f"{name} {who.title()}", f"{who}@{domain}", None, frozenset({roles[role]}), seated,
                joins_queues=who in WORKS_IN_GENERAL,
            )  # fmt: skip
            people[who] = (await create_user(tx, fresh, SYSTEM_AUTHORITY)).id
        await change_membership(tx, people["viewer"], general, "viewer", SYSTEM_AUTHORITY)
        await change_membership(tx, people["colleague"], billing, "agent", SYSTEM_AUTHORITY)
        wanted = Wanted(
            "Carrier", "127.0.0.1", 2775, "hubbub", "secret", per_second=10, enabled=False
        )
        carrier = (await add_carrier(tx, wanted, load_secrets(settings), SYSTEM)).id
        number = (await add_number(tx, f"{prefix}001", carrier, SYSTEM, "conversations")).number
    tokens = {
        who: (await begin_session(database, new.account_id, user_id)).token
        for who, user_id in people.items()
    }
    async with database.transaction(new.account_id) as tx:
        await set_enabled(tx, people["disabled"], False, SYSTEM_AUTHORITY)
    staff = {
        who: Person(new.account_id, id_, f"{name} {who.title()}", f"{who}@{domain}", tokens[who])
        for who, id_ in people.items()
    }
    return Account(new.account_id, general, billing, carrier, number, roles, staff)
