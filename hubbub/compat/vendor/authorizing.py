"""Who asks on this wire: by key, by name and password, by session or by token."""

from starlette.requests import HTTPConnection

from hubbub.access.identity import Identity, by_key, read_basic
from hubbub.access.keys.making import PREFIX
from hubbub.access.tokens.using import by_password, by_token
from hubbub.kernel.errors import SignedOut

SCHEMES = "Send `Authorization: App …` with an API key, or Basic, IBSSO or Bearer."


async def read_wire(connection: HTTPConnection, authorization: str) -> Identity:
    """Raises SignedOut for what is not right, and for a scheme that is none of the four."""
    scheme, _, value = authorization.partition(" ")
    scheme, value = scheme.lower(), value.strip()
    if scheme == "app" or value.startswith(PREFIX):
        return await by_key(connection, value)
    if scheme == "ibsso":
        return await by_token(connection, value, "program")
    if scheme == "bearer":
        return await by_token(connection, value, "token")
    if scheme == "basic":
        name, password = read_basic(value)
        if password.startswith(PREFIX):
            return await by_key(connection, password)
        return await by_password(connection, name, password)
    raise SignedOut(SCHEMES)
