"""Twilio's signature of what it sends us (Webhooks security, X-Twilio-Signature)."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit


def signature_of(token: str, url: str, params: Sequence[tuple[str, str]]) -> str:
    """Of the address and all parameters, sorted; of a name that comes twice each value once."""
    signed = url + "".join(name + value for name, value in sorted(set(params)))
    digest = hmac.digest(token.encode(), signed.encode(errors="replace"), hashlib.sha1)
    return b64encode(digest).decode()


def is_signed(token: str, url: str, params: Sequence[tuple[str, str]], signature: str) -> bool:
    """Whether Twilio signed it, which sometimes names the port of the address and sometimes not;
    compared in constant time."""
    found = [
        hmac.compare_digest(
            signature_of(token, each, params).encode(), signature.encode(errors="replace")
        )
        for each in _spellings(url)
    ]
    return any(found)


def _spellings(url: str) -> list[str]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return [
        urlunsplit(parts._replace(netloc=shown)),
        urlunsplit(parts._replace(netloc=f"{shown}:{port}")),
    ]
