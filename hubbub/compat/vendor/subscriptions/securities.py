"""Makes, changes and removes securities. Their credentials are sealed, and never given back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hubbub.access.actor import Actor
from hubbub.access.users.repository import lock_account
from hubbub.compat.vendor.subscriptions.credentials import (
    Credentials,
    Oauth,
    open_credentials,
    read_credentials,
)
from hubbub.compat.vendor.subscriptions.events import SecurityRemoved, SecuritySet
from hubbub.compat.vendor.subscriptions.securities_repository import (
    Security,
    change_security,
    count_securities,
    delete_security,
    insert_security,
    is_security_used,
    lock_security,
)
from hubbub.compat.vendor.subscriptions.wire import check_id, is_id
from hubbub.compat.vendor.wire import wrong
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused
from hubbub.kernel.own_headers import clean_headers
from hubbub.kernel.secrets import Secrets

MOST_SECURITIES = 100
NONE = "There is no security setting of this authId."
OTHER = "There is a security setting of this authId, and it is another one. Change it with PUT."
USED = "A profile uses this security setting. Give the profile another one first."
IN_DEMO = "A demo sends nothing to other programs."


async def read_security(
    outgoing: Outgoing, kind: str | None, given: Mapping[str, Any] | None, at: str = ""
) -> Credentials:
    """The credentials in a body. Raises Invalid; outside a transaction, since it asks for names."""
    found = read_credentials(kind, given, at)
    if isinstance(found, Oauth):
        clean_headers(found.headers, {}, f"{at}credentials.headers")
        try:
            await outgoing.check(found.token_url)
        except OutgoingRefused as error:
            raise wrong(f"{at}credentials.tokenUrl", str(error)) from error
    return found


async def add_security(
    tx: Transaction, auth_id: str, credentials: Credentials, secrets: Secrets, by: Actor
) -> Security:
    """The same once more is what is there. Raises Invalid, Conflict."""
    check_id("authId", auth_id)
    await refuse_in_demo(tx, IN_DEMO)
    await lock_account(tx)
    found = await lock_security(tx, auth_id)
    if found is not None:
        if not is_same(found, credentials, secrets):
            raise Conflict(OTHER)
        return found
    if await count_securities(tx) >= MOST_SECURITIES:
        raise Conflict(f"An account has at most {MOST_SECURITIES} security settings. Remove one.")
    id_ = new_id()
    sealed = _seal(secrets, id_, credentials)
    made = await insert_security(tx, id_, auth_id, kind_of(credentials), sealed)
    await record(tx, SecuritySet(is_new=True, type=made.kind), _subject(made), by.origin)
    return made


async def put_security(
    tx: Transaction, auth_id: str, credentials: Credentials, secrets: Secrets, by: Actor
) -> Security:
    """Requests that go from now on carry the new ones. Raises NotFound."""
    await refuse_in_demo(tx, IN_DEMO)
    found = await find_security(tx, auth_id)
    if is_same(found, credentials, secrets):
        return found
    sealed = _seal(secrets, found.id, credentials)
    after = await change_security(tx, found.id, kind_of(credentials), sealed)
    await record(tx, SecuritySet(is_new=False, type=after.kind), _subject(after), by.origin)
    return after


async def remove_security(tx: Transaction, auth_id: str, by: Actor) -> Security:
    """Raises NotFound, and Conflict while a profile uses it."""
    found = await find_security(tx, auth_id)
    if await is_security_used(tx, found.id):
        raise Conflict(USED)
    await delete_security(tx, found.id)
    await record(tx, SecurityRemoved(), Subject(found.id, found.version + 1), by.origin)
    return found


async def find_security(tx: Transaction, auth_id: str) -> Security:
    """Locked. Raises NotFound."""
    found = await lock_security(tx, auth_id) if is_id(auth_id) else None
    if found is None:
        raise NotFound(NONE)
    return found


def credentials_of(security: Security, secrets: Secrets) -> Credentials:
    sealed = security.sealed_credentials
    return open_credentials(security.kind, secrets.open(sealed, _context(security.id)))


def is_same(security: Security, credentials: Credentials, secrets: Secrets) -> bool:
    return credentials_of(security, secrets) == credentials


def kind_of(credentials: Credentials) -> str:
    return type(credentials).__name__.upper()


def show_security(security: Security) -> dict[str, Any]:
    return {"authId": security.auth_id, "type": security.kind}


def _seal(secrets: Secrets, id_: UUID, credentials: Credentials) -> str:
    text = credentials.model_dump_json(by_alias=True, exclude_none=True)
    return secrets.seal(text, _context(id_))


def _context(id_: UUID) -> str:
    return f"wire_security:{id_.hex}"


def _subject(security: Security) -> Subject:
    return Subject(security.id, security.version)
