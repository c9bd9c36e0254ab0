"""Puts together what the API shows of keys: who made each, and which scopes hold now."""

from hubbub.access.actor import ActorRow
from hubbub.access.catalogue import UnknownPermissionError, permission
from hubbub.access.decision import Effective, effective_bits
from hubbub.access.keys.repository import ApiKey
from hubbub.access.keys.shapes import Maker, ShownKey, State
from hubbub.access.repository import actor_rows
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction


async def show_keys(tx: Transaction, keys: list[ApiKey]) -> list[ShownKey]:
    """In the same order."""
    rows = await actor_rows(tx, sorted({key.user_id for key in keys}))
    makers = {row.user_id: row for row in rows}
    return [_shown(key, makers[key.user_id]) for key in keys]


def _shown(key: ApiKey, maker: ActorRow) -> ShownKey:
    owner = effective_bits(maker.role_bits, maker.is_seated, maker.is_enabled)
    return ShownKey(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        maker=Maker(maker.user_id, maker.name, maker.is_enabled),
        scopes=key.scopes,
        effective=[each for each in key.scopes if _holds(owner, each)],
        networks=[str(each) for each in key.networks],
        state=_state(key, maker),
        created_at=key.created_at,
        starts_at=key.starts_at,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
        last_used_from=key.last_used_from,
        version=key.version,
    )


def _holds(owner: Effective, key: str) -> bool:
    try:
        return owner.allows(permission(key))
    except UnknownPermissionError:
        return False


def _state(key: ApiKey, maker: ActorRow) -> State:
    if not maker.is_enabled:
        return "maker_disabled"
    if not key.is_enabled:
        return "disabled"
    if key.expires_at is not None and key.expires_at <= now():
        return "expired"
    return "not_yet" if key.starts_at is not None and key.starts_at > now() else "active"
