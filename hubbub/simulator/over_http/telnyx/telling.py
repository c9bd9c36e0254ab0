"""How the simulated Telnyx brings texts and receipts: signed events."""

import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from hubbub.channels.sms.adapters.telnyx.kind import TELNYX, simulated_signer
from hubbub.channels.sms.adapters.telnyx.signing import SIGNATURE, TIMESTAMP
from hubbub.kernel.clock import now
from hubbub.simulator.over_http.models import Call, FromPhone, Held, Sent
from hubbub.simulator.over_http.telnyx.shapes import heard_of, message_of


@dataclass(frozen=True, slots=True)
class TelnyxTelling:
    """`Telling`. The time is signed too, so that each try is signed anew."""

    key: bytes

    def text(self, text: FromPhone, held: Held) -> Call | None:
        url = held.settings.get("webhook_url")
        payload = heard_of(text, held.settings.get("messaging_profile_id", ""))
        return self._call(held.owner, url, "message.received", payload) if url else None

    def receipt(self, sent: Sent) -> Call | None:
        url = sent.extra.get("webhook_url")
        system_id = sent.owner.partition(":")[2]
        profile = TELNYX.simulated(self.key, system_id)["messaging_profile_id"]
        payload = message_of(sent, profile)
        return self._call(sent.owner, url, "message.finalized", payload) if url else None

    def _call(self, owner: str, url: str, event: str, payload: dict[str, Any]) -> Call:
        said = {
            "data": {
                "record_type": "event", "id": str(uuid4()), "event_type": event,
                "occurred_at": now().isoformat(), "payload": payload,
            },
            "meta": {"attempt": 1, "delivered_to": url},
        }  # fmt: skip
        body = json.dumps(said).encode()
        timestamp = str(int(now().timestamp()))
        signer = simulated_signer(self.key, owner.partition(":")[2])
        signature = b64encode(signer.sign(f"{timestamp}|".encode() + body)).decode()
        headers = {
            "Content-Type": "application/json", SIGNATURE: signature, TIMESTAMP: timestamp
        }  # fmt: skip
        return Call(url, body, headers)
