"""Changes for how long an account keeps what, and counts what a rule would erase."""

from collections.abc import Mapping
from datetime import timedelta

from hubbub.access.accounts.repository import bump_account
from hubbub.access.users.repository import lock_account
from hubbub.features.privacy.events import RetentionChanged
from hubbub.features.privacy.retention.old_repository import count_old
from hubbub.features.privacy.retention.rules_repository import (
    KINDS,
    Kind,
    Rules,
    get_rules,
    put_rules,
)
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.clock import now
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import Conflict, FieldError, Invalid
from hubbub.kernel.events import Origin, Subject, record

LEAST: Mapping[Kind, int] = {
    "texts": 7, "people": 30, "audit": 30, "deliveries": 3, "files": 30,
}  # fmt: skip
"""Days; less would take away what is still being worked on."""
MOST = 36_500


def check_rules(rules: Rules) -> None:
    """Raises Invalid, naming each field."""
    wrong = [
        FieldError(f"{kind}_days", f"Give {LEAST[kind]} days or more, or keep it for ever.")
        for kind in KINDS
        if (days := rules.days(kind)) is not None and not LEAST[kind] <= days <= MOST
    ]
    if wrong:
        raise Invalid(wrong)


async def preview(tx: Transaction, rules: Rules) -> dict[Kind, int]:
    """How much each part would erase now, counted up to 100,000. Raises Invalid."""
    check_rules(rules)
    counts: dict[Kind, int] = {}
    for kind in KINDS:
        days = rules.days(kind)
        if days is not None:
            counts[kind] = await count_old(tx, kind, now() - timedelta(days=days))
    return counts


async def change_rules(tx: Transaction, wanted: Rules, by: Origin) -> Rules:
    """`wanted.version` is that of the rule that was looked at. Raises Invalid, Conflict."""
    check_rules(wanted)
    await lock_account(tx)
    before = await get_rules(tx)
    if before.version != wanted.version:
        raise Conflict("Somebody else has changed this. Look again.", code="stale")
    if _days(before) == _days(wanted):
        return before
    await put_rules(tx, wanted)
    subject = Subject(tx.account, await bump_account(tx))
    await record(tx, RetentionChanged(), subject, by, Changes(_days(before), _days(wanted)))
    return await get_rules(tx)


def _days(rules: Rules) -> dict[str, int | None]:
    return {f"{kind}_days": rules.days(kind) for kind in KINDS}
