"""Proves for whom a program acts that shows a person's name and password."""

from starlette.requests import HTTPConnection

from hubbub.access.admission.repository import get_sign_in_settings
from hubbub.access.factors.repository import factors_of
from hubbub.access.identity import address_of, database_of, proofs_of
from hubbub.access.sessions.signing_in import Proved, check_admission, prove_password
from hubbub.kernel.errors import Forbidden


async def prove_program(connection: HTTPConnection, name: str, password: str) -> Proved:
    """As at sign-in, and Forbidden besides where a second step is asked for: a program cannot
    take it, and must not be a way around it."""
    database, address = database_of(connection), address_of(connection)
    who = await prove_password(database, name, password, address, proofs_of(connection))
    await check_admission(database, who, address)
    async with database.transaction(who.account_id) as tx:
        has_factor = (await factors_of(tx, who.user_id)).any
        settings = await get_sign_in_settings(tx)
    if has_factor or settings.requires_second_factor:
        raise Forbidden(
            "Signing in here takes a second step, which a program cannot show. Make an API key "
            "under Account settings, API keys, and send it as `Authorization: App …`.",
            code="second_factor_needed",
        )
    return who
