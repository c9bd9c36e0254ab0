"""Adds, changes and removes the providers of an account."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from uuid import UUID

from hubbub.access import may
from hubbub.access.acting import authority_now
from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.authority import Authority
from hubbub.access.catalogue import bitset_of_keys, keys_in
from hubbub.access.openid.discovering import ProviderBroken, Providers
from hubbub.access.openid.events import ProviderAdded, ProviderChanged, ProviderRemoved
from hubbub.access.openid.going import secret_context
from hubbub.access.openid.repository import (
    Provider,
    all_providers,
    delete_provider,
    get_provider,
    insert_provider,
    update_provider,
)
from hubbub.access.users.repository import all_roles, lock_account
from hubbub.access.users.role_rules import check_roles
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, Personal, Ref, Snapshot, made, removed
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.secrets import Secrets

MOST = 10
NOT_IN_DEMO = "Nobody signs in to a demo from outside."
STALE = "Somebody else changed this in the meantime. Look at it again."
COMMON = frozenset({"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a provider is to be. `client_secret` is None where it stays, empty where there is none;
    `version` is the one that a change was made from."""

    label: str
    issuer: str
    client_id: str
    client_secret: str | None
    domains: Sequence[str]
    creates_users: bool
    role_ids: Sequence[UUID]
    is_enabled: bool
    version: int = 0


async def check_provider(providers: Providers, issuer: str) -> None:
    """Ask it for its description, before anything is saved. Invalid when that fails."""
    try:
        metadata = await providers.metadata(issuer, afresh=True)
        await providers.keys(issuer, None)
        for endpoint in (metadata.authorization_endpoint, metadata.token_endpoint):
            await providers.outgoing.check(endpoint)
    except ProviderBroken as error:
        raise Invalid([FieldError("issuer", str(error))]) from error


async def find_provider(tx: Transaction, provider_id: UUID) -> Provider:
    provider = await get_provider(tx, provider_id)
    if provider is None:
        raise NotFound("There is no such provider.")
    return provider


async def add_provider(tx: Transaction, wanted: Wanted, keys: Secrets, by: Authority) -> Provider:
    """The provider. Forbidden when it would give rights that the adder does not have."""
    await refuse_in_demo(tx, NOT_IN_DEMO)
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_SIGN_IN)
    assert by.user_id is not None
    if len(await all_providers(tx)) >= MOST:
        raise Conflict(f"An account has at most {MOST} providers.", code="too_many_providers")
    provider_id = new_id()
    new = Provider(
        id=provider_id,
        label=_label(wanted.label),
        issuer=wanted.issuer,
        client_id=wanted.client_id.strip(),
        sealed_client_secret=_seal(keys, provider_id, wanted.client_secret or ""),
        domains=clean_domains(wanted.domains),
        creates_users=wanted.creates_users,
        role_ids=sorted(set(wanted.role_ids)),
        is_enabled=wanted.is_enabled,
        configured_by=by.user_id,
        vouched_for=list(keys_in(by.raw)),
        version=1,
    )
    await _check_roles(tx, new, by)
    await insert_provider(tx, new)
    event = ProviderAdded(creates_users=new.creates_users, role_ids=new.role_ids)
    await record(tx, event, Subject(provider_id, 1), by.origin, made(_snapshot(new)))
    return new


async def change_provider(
    tx: Transaction, provider_id: UUID, wanted: Wanted, keys: Secrets, by: Authority
) -> Provider:
    """The provider as it then is; it acts with the rights of who changed it last."""
    await lock_account(tx)
    by = await authority_now(tx, by, may.MANAGE_SIGN_IN)
    assert by.user_id is not None
    before = await find_provider(tx, provider_id)
    if before.version != wanted.version:
        raise Conflict(STALE, code="stale")
    if before.issuer != wanted.issuer:
        message = "The address of a provider stays. Add the other one as a new provider."
        raise Invalid([FieldError("issuer", message)])
    sealed = before.sealed_client_secret
    if wanted.client_secret is not None:
        sealed = _seal(keys, provider_id, wanted.client_secret)
    new = replace(
        before,
        label=_label(wanted.label),
        client_id=wanted.client_id.strip(),
        sealed_client_secret=sealed,
        domains=clean_domains(wanted.domains),
        creates_users=wanted.creates_users,
        role_ids=sorted(set(wanted.role_ids)),
        is_enabled=wanted.is_enabled,
        configured_by=by.user_id,
        # Its address stays, so that whoever has once relied on it still does.
        vouched_for=list(keys_in(bitset_of_keys(before.vouched_for) | by.raw)),
    )
    await _check_roles(tx, new, by)
    if before.is_enabled and not new.is_enabled:
        await _check_last(tx, provider_id)
    changed = [
        each.name
        for each in fields(Provider)
        if getattr(before, each.name) != getattr(new, each.name)
    ]
    if not changed:
        return before
    await update_provider(tx, new)
    event = ProviderChanged(
        changed=changed, is_enabled=new.is_enabled, creates_users=new.creates_users,
        role_ids=new.role_ids,
    )  # fmt: skip
    changes = Changes(_snapshot(before), _snapshot(new))
    await record(tx, event, Subject(provider_id, before.version + 1), by.origin, changes)
    return replace(new, version=before.version + 1)


async def remove_provider(tx: Transaction, provider_id: UUID, by: Authority) -> None:
    """With the links of everybody who came in by it."""
    await lock_account(tx)
    provider = await find_provider(tx, provider_id)
    await _check_last(tx, provider_id)
    await delete_provider(tx, provider_id)
    subject = Subject(provider_id, provider.version + 1)
    await record(tx, ProviderRemoved(), subject, by.origin, removed(_snapshot(provider)))


def _snapshot(provider: Provider) -> Snapshot:
    sealed = provider.sealed_client_secret
    return {
        "name": Personal(provider.label),
        "issuer": Personal(provider.issuer),
        "client_id": Personal(provider.client_id),
        # Of the sealed form, which is random: nothing can be guessed from it.
        "client_secret": None if sealed is None else sha256(sealed.encode()).hexdigest()[:8],
        "domains": provider.domains,
        "creates_users": provider.creates_users,
        "roles": [Ref("role", each) for each in provider.role_ids],
        "enabled": provider.is_enabled,
    }


async def _check_last(tx: Transaction, provider_id: UUID) -> None:
    others = [
        each for each in await all_providers(tx) if each.is_enabled and each.id != provider_id
    ]
    if not others and not (await get_sign_in_settings(tx)).allows_passwords:
        raise Conflict(
            "This is the only way to sign in. Allow passwords first, or add another provider.",
            code="last_provider",
        )


async def _check_roles(tx: Transaction, new: Provider, by: Authority) -> None:
    if new.creates_users and not new.domains:
        message = "Name the e-mail domains whose people may become users."
        raise Invalid([FieldError("domains", message)])
    if not new.client_id or len(new.client_id) > 500 or not new.client_id.isprintable():
        raise Invalid([FieldError("client_id", "Give the client ID that the provider shows.")])
    check_roles(by, await all_roles(tx), before=set(), after=set(new.role_ids))


def _label(text: str) -> str:
    label = " ".join(text.split())
    if not 1 <= len(label) <= 60 or not label.isprintable():
        raise Invalid([FieldError("label", "Give the button 1 to 60 characters.")])
    return label


def clean_domains(texts: Sequence[str]) -> list[str]:
    """Domains in small letters without repeats; Invalid with the first mistake."""
    found: dict[str, None] = {}
    for text in texts:
        domain = text.strip().lower().removeprefix("@")
        if "." not in domain.strip(".") or not all(c.isalnum() or c in ".-" for c in domain):
            message = f"“{text}” is not a domain such as example.com."
            raise Invalid([FieldError("domains", message)])
        if domain in COMMON:
            message = f"Anybody can have an address at {domain}; name a domain of your own."
            raise Invalid([FieldError("domains", message)])
        found[domain] = None
    if len(found) > 100:
        raise Invalid([FieldError("domains", "Give at most 100 domains.")])
    return list(found)


def _seal(keys: Secrets, provider_id: UUID, secret: str) -> str | None:
    return keys.seal(secret, secret_context(provider_id)) if secret else None
