"""Begins an account: its founder, his roles and the first seat."""

from dataclasses import dataclass, replace
from uuid import UUID

from hubbub.access.accounts.repository import (
    count_accounts,
    insert_account,
    one_sign_up_at_a_time,
)
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.demos.beginning import DemoTerms, check_room
from hubbub.access.demos.repository import insert_demo
from hubbub.access.events import AccountCreated
from hubbub.access.password_rules import check_new_password
from hubbub.access.passwords import hash_password
from hubbub.access.roles import FOUNDER_ROLES
from hubbub.access.users.cleaning import clean_email, clean_name
from hubbub.access.users.creating import NewUser, create_user
from hubbub.kernel.audit.changes import Personal, Ref, made
from hubbub.kernel.database import Database, Transaction
from hubbub.kernel.errors import Forbidden
from hubbub.kernel.events import SYSTEM, Subject, record
from hubbub.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody says who begins an account."""

    account_name: str
    name: str
    email: str
    password: str
    seats: int
    only_first: bool
    """Refuse when there is an account already."""
    username: str | None = None
    address: str | None = None
    """Where the request came from."""
    demo: DemoTerms | None = None
    """Set for a throw-away account."""
    account_id: UUID | None = None
    """Drawn when left out."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    account_id: UUID
    user_id: UUID


async def sign_up(database: Database, form: SignUp) -> NewAccount:
    """The account. Whatever else it begins with hangs on `AccountCreated`, in this transaction."""
    account_name = clean_name(form.account_name, "account_name")
    name, email = clean_name(form.name), clean_email(form.email)
    check_new_password(form.password, name, email, form.account_name, form.username or "")
    password_hash = await hash_password(form.password)
    new = NewAccount(form.account_id or new_id(), new_id())
    async with database.transaction(new.account_id) as tx:
        await one_sign_up_at_a_time(tx)
        if form.only_first and await count_accounts(tx):
            raise Forbidden(
                "This installation has its account already. Ask its administrator to add you.",
                code="sign_up_closed",
            )
        roles = await _account(tx, form, account_name)
        founder = NewUser(
            name, email, password_hash,
            frozenset(roles[default.value] for default in FOUNDER_ROLES),
            wants_seat=True, user_id=new.user_id, username=form.username,
        )  # fmt: skip
        await create_user(tx, founder, SYSTEM_AUTHORITY)
        event = AccountCreated(founder_id=new.user_id)
        snapshot = {
            "name": Personal(account_name), "founder": Ref("user", new.user_id),
            "seats": form.seats,
        }  # fmt: skip
        by = replace(SYSTEM, address=form.address)
        await record(tx, event, Subject(new.account_id, 1), by, made(snapshot))
    return new


async def _account(tx: Transaction, form: SignUp, name: str) -> dict[str, UUID]:
    if form.demo is None:
        return await insert_account(tx, name, form.seats)
    await check_room(tx, form.demo)
    roles = await insert_account(tx, name, form.seats, is_demo=True)
    await insert_demo(tx, form.demo.until)
    return roles
