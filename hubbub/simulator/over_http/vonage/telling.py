"""How the simulated Vonage brings texts and receipts: with a signed token over their hash."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import OctKey

from hubbub.channels.sms.adapters.vonage.kind import VONAGE
from hubbub.channels.sms.segments import count_segments
from hubbub.kernel.clock import now
from hubbub.simulator.over_http.models import Call, FromPhone, Held, Sent
from hubbub.simulator.over_http.vonage.admitting import ERRORS

STATES: Final = {"queued": "submitted", "delivered": "delivered", "undelivered": "undeliverable"}
LOST: Final = {
    "type": f"{ERRORS}/messages#1180", "title": "1180", "detail": "Absent subscriber",
    "instance": "simulated",
}  # fmt: skip
FREE: Final = {"currency": "EUR", "price": "0.0"}


@dataclass(frozen=True, slots=True)
class VonageTelling:
    """`Telling`. The time is signed too, so that each try is signed anew."""

    key: bytes

    def text(self, text: FromPhone, held: Held) -> Call | None:
        url = held.settings.get("inbound_url")
        said = {
            "channel": "sms", "message_type": "text", "message_uuid": text.key,
            "to": bare(text.number), "from": bare(text.phone), "text": text.text,
            "timestamp": now().isoformat(), "context_status": "none", "usage": FREE,
            "sms": {"num_messages": str(count_segments(text.text).segments)},
        }  # fmt: skip
        return self._call(held.owner, url, said) if url else None

    def receipt(self, sent: Sent) -> Call | None:
        url = sent.extra.get("webhook_url")
        said = {
            "channel": "sms", "message_uuid": sent.key, "to": bare(sent.phone),
            "from": bare(sent.number), "timestamp": now().isoformat(),
            "status": STATES[sent.state], "client_ref": sent.extra.get("client_ref", ""),
            "usage": FREE, "sms": {"count_total": str(count_segments(sent.text).segments)},
            **({"error": LOST} if sent.state == "undelivered" else {}),
        }  # fmt: skip
        return self._call(sent.owner, url, said) if url else None

    def _call(self, owner: str, url: str, said: dict[str, Any]) -> Call:
        account = VONAGE.simulated(self.key, owner.partition(":")[2])
        body = json.dumps(said).encode()
        claims = {
            "iat": int(now().timestamp()), "jti": str(uuid4()), "iss": "Vonage",
            "payload_hash": hashlib.sha256(body).hexdigest(), "api_key": account["api_key"],
            "application_id": account["application_id"],
        }  # fmt: skip
        secret = OctKey.import_key(account["signature_secret"])
        token = jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, secret)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        return Call(url, body, headers)


def bare(number: str) -> str:
    """Vonage writes no `+`."""
    return number.removeprefix("+")
