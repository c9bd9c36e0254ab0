"""A security key in software: makes passkeys and signs with them as WebAuthn says, or wrongly."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


def encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(slots=True)
class Authenticator:
    """One passkey. `origin` is the page that asks for it; the switches make it lie or be lazy."""

    origin: str
    count: int = 1
    verifies: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    user_handle: bytes = b""

    def create(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """What `navigator.credentials.create` answers; `wrong` replaces client data."""
        self.user_handle = decode(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        made = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + public
        data = self._data(options["rp"]["id"], HAS_KEY) + made
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"], wrong)
        return self._credential(
            {
                "clientDataJSON": encode(client),
                "attestationObject": encode(statement),
                "transports": ["internal", "teleport"],
            }
        )

    def get(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """What `navigator.credentials.get` answers; the counter goes up."""
        self.count += 1
        data = self._data(wrong.pop("rp_id", options["rpId"]), 0)
        client = self._client("webauthn.get", options["challenge"], wrong)
        signed = data + hashlib.sha256(client).digest()
        return self._credential(
            {
                "clientDataJSON": encode(client),
                "authenticatorData": encode(data),
                "signature": encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": encode(self.user_handle),
            }
        )

    def _data(self, rp_id: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str, wrong: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps({**said, **wrong}).encode()

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        name = encode(self.credential_id)
        return {
            "id": name, "rawId": name, "type": "public-key", "response": response,
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
        }  # fmt: skip
