"""Makes the demonstration's account, once."""

from hubbub.access.accounts.signing_up import SignUp, sign_up
from hubbub.access.authority import SYSTEM_AUTHORITY
from hubbub.access.catalogue import RESTRICTIONS, keys_in
from hubbub.access.keys.making import NewKey, make_key
from hubbub.access.loading import load_actor
from hubbub.entrypoints.commanding import run_on_database
from hubbub.entrypoints.demonstration.script import ACCOUNT, FOUNDER, PASSWORD
from hubbub.kernel.accounts import accounts_everywhere
from hubbub.kernel.database import Database
from hubbub.kernel.settings import Settings


def make_account() -> str | None:
    """An API key of the new account; None when the demonstration was made before."""
    return run_on_database(_make)


async def _make(database: Database, settings: Settings) -> str | None:
    if any(account.name == ACCOUNT for account in await accounts_everywhere(database)):
        return None
    form = SignUp(ACCOUNT, FOUNDER.name, FOUNDER.email, PASSWORD, settings.seats, only_first=False)
    new = await sign_up(database, form)
    async with database.transaction(new.account_id) as tx:
        founder = await load_actor(tx, new.user_id)
        assert founder is not None
        scopes = keys_in(founder.effective.raw & ~RESTRICTIONS)
        _, key = await make_key(tx, NewKey(new.user_id, "Demonstration", scopes), SYSTEM_AUTHORITY)
    return key
