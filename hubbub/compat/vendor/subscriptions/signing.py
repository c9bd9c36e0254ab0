"""Shows the server there who speaks: a name and a password, or a signature of the body."""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from types import MappingProxyType

from hubbub.compat.vendor.subscriptions.credentials import Basic, Credentials, Hmac

SIGNATURE = "X-Hub-Signature"
"""As WebSub has it (W3C, 2018, section 8): the method, and the digest in hexadecimal digits. The
vendor names no header of its own."""
METHODS: Mapping[str, str] = MappingProxyType(
    {
        "HMAC_MD5": "md5",
        "HMAC_SHA_1": "sha1",
        "HMAC_SHA_224": "sha224",
        "HMAC_SHA_256": "sha256",
        "HMAC_SHA_384": "sha384",
        "HMAC_SHA_512": "sha512",
    }
)


def proof(credentials: Credentials | None, body: bytes) -> dict[str, str]:
    """The headers that go with a body; none where a token does it."""
    if isinstance(credentials, Basic):
        return {"Authorization": basic(credentials.username, credentials.password)}
    if isinstance(credentials, Hmac):
        method = METHODS[credentials.algorithm]
        digest = hmac.new(credentials.secret_key.encode(), body, method).hexdigest()
        return {SIGNATURE: f"{method}={digest}"}
    return {}


def basic(name: str, password: str) -> str:
    """RFC 7617."""
    return f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"
