"""Proves that a request is Infobip's, which signs nothing: it brings back a secret.

What Infobip's pages can set for a text and for a number is an address and no more. So the address
that it is given carries a proof made of the password, and not the password itself. A subscription
that somebody sets up by hand has the password as that of HTTP Basic instead.
"""

import hmac
from base64 import b64encode
from hashlib import sha256
from typing import Final, Literal
from urllib.parse import urlencode

from hubbub.channels.sms.adapters.carrier import Access, Forged, Knock

PROOF: Final = "proof"
USER: Final = "hubbub"
Place = Literal["texts", "receipts"]


def address_of_door(access: Access, place: Place) -> str:
    """What Infobip is told to call."""
    return f"{access.door}/{place}?{urlencode({PROOF: _proof(access, place)})}"


def check_proof(access: Access, knock: Knock) -> None:
    """Raises Forged. Both are compared, in constant time."""
    given = f"{USER}:{access.settings['webhook_password']}".encode()
    wanted = f"Basic {b64encode(given).decode()}"
    is_basic = _same(wanted, knock.headers.get("authorization", ""))
    is_proved = _same(_proof(access, knock.place), knock.query.get(PROOF, ""))
    if not (is_basic or is_proved):
        raise Forged("It does not bring back the secret that Infobip was given.")


def _proof(access: Access, place: Place) -> str:
    key = access.settings["webhook_password"].encode()
    return hmac.digest(key, f"{place} {access.door}".encode(), sha256).hex()


def _same(wanted: str, given: str) -> bool:
    return hmac.compare_digest(wanted.encode(), given.encode(errors="replace"))
