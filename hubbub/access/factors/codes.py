"""Codes of an authenticator app (RFC 6238) and recovery codes; no I/O."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import segno
from pyotp.totp import TOTP

STEP_SECONDS = 30
DIGITS = 6
SKEW = 1
"""Steps by which a phone's clock may be early or late."""

RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP = 4, 4


def new_secret() -> str:
    """160 bits, as RFC 4226 recommends, in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_of(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The step that the code belongs to, if it lies around `at` and above `after`, so that no
    code is taken twice."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    totp = TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    present = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(present - SKEW, present + SKEW + 1):
        # All are compared, so that the time taken tells nothing of which one fits.
        if hmac.compare_digest(totp.generate_otp(step), digits) and step > after:
            found = step
    return found


def enrolment_uri(secret: str, email: str) -> str:
    """What the app reads out of the picture."""
    return TOTP(secret, digits=DIGITS, interval=STEP_SECONDS).provisioning_uri(
        name=email, issuer_name="Hubbub"
    )


def picture_of(uri: str) -> str:
    """A QR code as an SVG in a data URI, dark on white in every theme, as scanners want it."""
    return segno.make(uri, error="m", micro=False).svg_data_uri(
        scale=4, border=3, dark="#000", light="#fff", omitsize=True
    )


def new_recovery_codes() -> list[str]:
    """Ten times 79 bits, in groups that can be copied by hand."""
    return ["-".join(_group() for _ in range(GROUPS)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))


def recovery_hash(user_id: UUID, code: str) -> bytes:
    """What is stored of a recovery code, however it was typed. Codes are random enough that a
    slow hash would gain nothing."""
    plain = "".join(c for c in code.lower() if c.isalnum())
    return hashlib.sha256(f"{user_id.hex}:{plain}".encode()).digest()
