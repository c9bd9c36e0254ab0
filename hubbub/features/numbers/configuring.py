"""Says where texts and calls go: of a number, of a keyword, or of all that follow the account."""

from dataclasses import replace
from uuid import UUID

from hubbub.access.users.repository import lock_account
from hubbub.features.numbers.checking import LEADS_AWAY, Wanted
from hubbub.features.numbers.configurations_repository import (
    Configuration,
    change_configuration,
    count_keywords,
    find_configuration,
    insert_configuration,
    lock_configuration,
    lock_removed,
    mark_removed,
    mark_restored,
)
from hubbub.features.numbers.events import InboundDefaultChanged, NumberInboundChanged
from hubbub.features.numbers.repository import get_carrier, lock_number
from hubbub.kernel.accounts import refuse_in_demo
from hubbub.kernel.audit.changes import Changes, Personal, Ref, Snapshot, made, removed
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid, NotFound
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.ids import new_id
from hubbub.kernel.secrets import Secrets
from hubbub.kernel.signing import new_secret

MOST_KEYWORDS = 100
STALE = "Somebody has changed this meanwhile. Look at it, then change it again."
GONE = "Somebody has removed this keyword meanwhile."
IN_DEMO = "A demo tells nothing to other servers."
OWN = "This connection brings the texts. Choose another one."


async def configure(
    tx: Transaction, wanted: Wanted, secrets: Secrets, by: Origin
) -> tuple[Configuration, str | None]:
    """What is set then, and the secret that its receiver needs, where there is a new one. The
    caller has checked what is wanted. Raises NotFound, Conflict, Invalid."""
    await _hold(tx, wanted.number_id)
    before = await _before(tx, wanted)
    if wanted.version is not None and wanted.version != (before.version if before else 0):
        raise Conflict(STALE, code="stale")
    await _check_reach(tx, wanted)
    id_ = before.id if before else new_id()
    sealed, secret = before.sealed_secret if before else None, None
    if wanted.action == "url" and (sealed is None or wanted.new_secret):
        secret = new_secret()
        sealed = secrets.seal(secret, secret_context(id_))
    after = Configuration(
        tx.account, id_, wanted.number_id, wanted.channel, wanted.keyword, wanted.action,
        wanted.target, wanted.carrier_id, None, sealed, before.version + 1 if before else 1, now(),
        wanted.body_format, by.person,
    )  # fmt: skip
    if before is None:
        await _insert(tx, after)
    elif secret is None and _snapshot(before) == _snapshot(after):
        return before, None
    else:
        await change_configuration(tx, after)
    changes = Changes(_snapshot(before), _snapshot(after)) if before else made(_snapshot(after))
    await _record(tx, after, by, changes)
    return after, secret


async def remove_keyword(
    tx: Transaction, number_id: UUID, id_: UUID, version: int | None, by: Origin
) -> Configuration:
    """Texts that begin with it go where all others go. Raises NotFound, Conflict."""
    await _hold(tx, number_id)
    found = await lock_configuration(tx, id_)
    if found is None or found.number_id != number_id or found.keyword is None:
        raise NotFound("There is no such keyword.")
    if version is not None and version != found.version:
        raise Conflict(STALE, code="stale")
    await mark_removed(tx, id_)
    after = replace(found, version=found.version + 1)
    await _record(tx, after, by, removed(_snapshot(found)))
    return after


async def restore_keyword(tx: Transaction, number_id: UUID, id_: UUID, by: Origin) -> Configuration:
    """As it was, with the secret that its receiver knows. Raises NotFound, Invalid."""
    await _hold(tx, number_id)
    found = await lock_removed(tx, id_)
    if found is None or found.number_id != number_id:
        raise NotFound("There is no such keyword.")
    if await count_keywords(tx, number_id) >= MOST_KEYWORDS:
        raise _too_many()
    await mark_restored(tx, id_)
    after = replace(found, version=found.version + 1)
    await _record(tx, after, by, made(_snapshot(after)))
    return after


async def begin_configuration(tx: Transaction, number_id: UUID, by: Origin) -> None:
    """Texts to a new number go to Conversations, whatever the account's default is."""
    new = Configuration(
        tx.account, new_id(), number_id, "sms", None, "conversations", None, None, None, None, 1,
        now(),
    )  # fmt: skip
    await insert_configuration(tx, new)
    await _record(tx, new, by, made(_snapshot(new)))


def secret_context(configuration_id: UUID) -> str:
    return f"inbound:{configuration_id.hex}"


async def _hold(tx: Transaction, number_id: UUID | None) -> None:
    """One change of a number after the other."""
    if number_id is None:
        await lock_account(tx)
    elif await lock_number(tx, number_id) is None:
        raise NotFound("There is no such number.")


async def _before(tx: Transaction, wanted: Wanted) -> Configuration | None:
    if wanted.id is None:
        if wanted.keyword is not None and not wanted.version:
            return None
        return await find_configuration(tx, wanted.number_id, wanted.channel, wanted.keyword)
    found = await lock_configuration(tx, wanted.id)
    if found is None:
        raise NotFound(GONE)
    same = (found.number_id, found.channel, found.keyword is None)
    if same != (wanted.number_id, wanted.channel, wanted.keyword is None):
        raise NotFound("There is no such keyword.")
    return found


async def _check_reach(tx: Transaction, wanted: Wanted) -> None:
    if wanted.action in LEADS_AWAY:
        await refuse_in_demo(tx, IN_DEMO)
    if wanted.carrier_id is None:
        return
    carrier = await get_carrier(tx, wanted.carrier_id)
    if carrier is None or carrier.takes_whole_texts:
        raise Invalid([FieldError("carrier_id", "There is no such connection over SMPP.")])
    if wanted.number_id is not None:
        number = await lock_number(tx, wanted.number_id)
        if number is not None and number.carrier_id == wanted.carrier_id:
            # What is handed to it would come back, and be handed to it again.
            raise Invalid([FieldError("carrier_id", OWN)])


async def _insert(tx: Transaction, new: Configuration) -> None:
    number_id = new.number_id if new.keyword is not None else None
    if number_id is not None and await count_keywords(tx, number_id) >= MOST_KEYWORDS:
        raise _too_many()
    await insert_configuration(tx, new)


def _too_many() -> Invalid:
    return Invalid([FieldError("keyword", f"A number has at most {MOST_KEYWORDS} keywords.")])


def _snapshot(configuration: Configuration) -> Snapshot:
    carrier = configuration.carrier_id
    return {
        "channel": configuration.channel,
        "keyword": configuration.keyword,
        "action": configuration.action,
        "target": Personal(configuration.target) if configuration.target else None,
        "carrier": Ref("carrier", carrier) if carrier else None,
        "format": configuration.body_format,
    }


async def _record(
    tx: Transaction, configuration: Configuration, by: Origin, changes: Changes
) -> None:
    number_id = configuration.number_id
    event = (
        NumberInboundChanged(number_id=number_id)
        if number_id is not None
        else InboundDefaultChanged(account_id=tx.account)
    )
    await record(tx, event, Subject(configuration.id, configuration.version), by, changes)
