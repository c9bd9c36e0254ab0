"""Proves that a request is Telnyx's: an Ed25519 signature over the time and the body."""

from base64 import b64decode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hubbub.channels.sms.adapters.carrier import Forged, Knock
from hubbub.kernel.clock import now

SIGNATURE: Final = "telnyx-signature-ed25519"
TIMESTAMP: Final = "telnyx-timestamp"
TOLERANCE: Final = 300
"""Seconds, as in Telnyx's own libraries: what is older may have been caught and sent again."""


def check_signature(knock: Knock, public_key: str) -> None:
    """Raises Forged."""
    timestamp = knock.headers.get(TIMESTAMP, "")
    try:
        signature = b64decode(knock.headers.get(SIGNATURE, ""), validate=True)
        key = Ed25519PublicKey.from_public_bytes(b64decode(public_key))
        key.verify(signature, f"{timestamp}|".encode() + knock.body)
    except (InvalidSignature, ValueError) as error:
        raise Forged(f"{SIGNATURE} does not fit what was sent.") from error
    is_time = timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13
    if not is_time or abs(now().timestamp() - int(timestamp)) > TOLERANCE:
        raise Forged(f"{TIMESTAMP} is not of these minutes. Check the clock of this machine.")
