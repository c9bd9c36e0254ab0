"""Recognises programs by what they show: a token, or a person's name and password."""

from dataclasses import replace

from starlette.requests import HTTPConnection

from hubbub.access.actor import Actor
from hubbub.access.admission.addresses import check_address
from hubbub.access.identity import (
    Identity,
    actors_of,
    address_of,
    database_of,
    guesses_of,
)
from hubbub.access.keys.using import key_in_use
from hubbub.access.loading import load_actor, load_key_actor
from hubbub.access.sessions.repository import Kind, Session
from hubbub.access.sessions.signing_in import keep_alive, session_of
from hubbub.access.tokens.proving import prove_program
from hubbub.kernel.errors import SignedOut
from hubbub.kernel.forwarding import parse_address

ENDED = "The token is not right, or has ended. Ask for a new one."


async def by_token(connection: HTTPConnection, token: str, kind: Kind) -> Identity:
    """Whoever this token is of. SignedOut for one that is none or has ended."""
    database, address = database_of(connection), address_of(connection)
    session = await session_of(database, token, kind) if token else None
    actor = None
    if session is not None:
        check_address(address, session.networks, session.user_networks)
        if session.bound_to not in (None, parse_address(address)):
            raise SignedOut(
                "This session holds only for the address that it was begun from. Begin another "
                "one here, or begin it with `unsafe`.",
                code="other_address",
            )
        await keep_alive(database, session)
        actor = await _actor_of(connection, session, address)
    if session is None or actor is None:
        await guesses_of(connection).wrong(address)
        raise SignedOut(ENDED, code="bad_token")
    is_key = session.key_id is not None
    return Identity(replace(actor, address=address), None if is_key else session)


async def _actor_of(connection: HTTPConnection, session: Session, address: str) -> Actor | None:
    if session.key_id is None:
        return await actors_of(connection).user(
            session.account_id, session.user_id, session.access_version
        )
    async with database_of(connection).transaction(session.account_id) as tx:
        key = await key_in_use(tx, session.key_id, address)
        return None if key is None else await load_key_actor(tx, key.user_id, key.id, key.scopes)


async def by_password(connection: HTTPConnection, name: str, password: str) -> Identity:
    """Whoever signs in with these, each time anew: there is no session."""
    database, address = database_of(connection), address_of(connection)
    who = await prove_program(connection, name, password)
    async with database.transaction(who.account_id) as tx:
        actor = await load_actor(tx, who.user_id)
    if actor is None:
        raise SignedOut("The name or the password is not right.", code="wrong_credentials")
    return Identity(replace(actor, address=address), None)
