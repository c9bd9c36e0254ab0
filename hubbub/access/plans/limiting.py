"""Sets what an account may use at the most; below what it uses nothing is taken away."""

from collections.abc import Mapping

from hubbub.access.accounts.repository import bump_account
from hubbub.access.events import QuotasChanged
from hubbub.access.users.repository import lock_account
from hubbub.kernel.audit.changes import Changes
from hubbub.kernel.database import Transaction
from hubbub.kernel.errors import FieldError, Invalid
from hubbub.kernel.events import Origin, Subject, record
from hubbub.kernel.quotas import MOST, QUOTAS, Quota, Quotas, get_quotas, put_quotas


async def set_quotas(tx: Transaction, wanted: Mapping[Quota, int | None], by: Origin) -> Quotas:
    """Those that are named; None gives back the default. Raises Invalid."""
    wrong = [
        FieldError(quota, f"Give a number from 0 to {MOST:,}.")
        for quota, most in wanted.items()
        if most is not None and not 0 <= most <= MOST
    ]
    if wrong:
        raise Invalid(wrong)
    await lock_account(tx)
    before = await get_quotas(tx)
    after = Quotas(**{each: wanted.get(each, before.set_for(each)) for each in QUOTAS})
    if before != after:
        await put_quotas(tx, after)
        subject = Subject(tx.account, await bump_account(tx))
        await record(tx, QuotasChanged(), subject, by, Changes(_told(before), _told(after)))
    return after


def _told(quotas: Quotas) -> dict[str, int]:
    return {each: quotas.most(each) for each in QUOTAS}
