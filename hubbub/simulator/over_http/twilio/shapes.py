"""What Twilio shows of accounts, texts and numbers (REST API 2010-04-01)."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from hubbub.channels.sms.segments import count_segments
from hubbub.features.numbers.selling import Offer
from hubbub.simulator.market.catalogue import range_of
from hubbub.simulator.over_http.models import Held, Sent
from hubbub.simulator.over_http.twilio.admitting import VERSION, Signed

LOST = 30003
STATES = {"queued": "sent", "delivered": "delivered", "undelivered": "undelivered"}


def account_of(who: Signed, at: datetime) -> dict[str, Any]:
    return {
        "sid": who.sid, "friendly_name": "Simulated account", "status": "active", "type": "Full",
        "owner_account_sid": who.sid, "auth_token": "0" * 32, "date_created": _when(at),
        "date_updated": _when(at), "uri": who.uri(".json"), "subresource_uris": {},
    }  # fmt: skip


def message_of(who: Signed, sent: Sent, status: str | None = None) -> dict[str, Any]:
    is_lost = sent.state == "undelivered"
    uri = who.uri(f"/Messages/{sent.key}")
    return {
        "sid": sent.key, "account_sid": who.sid, "api_version": VERSION, "body": sent.text,
        "from": sent.number, "to": sent.phone, "direction": "outbound-api", "num_media": "0",
        "num_segments": str(count_segments(sent.text).segments), "price": None,
        "price_unit": "USD", "messaging_service_sid": None,
        "status": status or STATES[sent.state], "error_code": LOST if is_lost else None,
        "error_message": "Unreachable destination handset" if is_lost else None,
        "date_created": _when(sent.at), "date_updated": _when(sent.at),
        "date_sent": _when(sent.at), "uri": f"{uri}.json",
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }  # fmt: skip


def number_of(who: Signed, held: Held) -> dict[str, Any]:
    found = range_of(held.number)
    can = () if found is None else found.capabilities
    settings = held.settings
    return {
        "sid": held.key, "account_sid": who.sid, "phone_number": held.number,
        "friendly_name": settings.get("FriendlyName", held.number), "api_version": VERSION,
        "sms_url": settings.get("SmsUrl", ""), "sms_method": settings.get("SmsMethod", "POST"),
        "sms_application_sid": settings.get("SmsApplicationSid") or None,
        "sms_fallback_url": "", "sms_fallback_method": "POST", "voice_url": "",
        "voice_method": "POST", "status_callback": "", "status_callback_method": "POST",
        "capabilities": {"voice": "voice" in can, "sms": "sms" in can, "mms": False, "fax": False},
        "address_sid": settings.get("AddressSid") or None,
        "bundle_sid": settings.get("BundleSid") or None, "address_requirements": "none",
        "beta": False, "origin": "twilio", "status": "in-use",
        "date_created": settings.get("at"), "date_updated": settings.get("at"),
        "uri": who.uri(f"/IncomingPhoneNumbers/{held.key}.json"),
    }  # fmt: skip


def offer_of(offer: Offer, *, needs_address: bool) -> dict[str, Any]:
    can = offer.capabilities
    return {
        "friendly_name": offer.number, "phone_number": offer.number, "lata": None,
        "locality": None, "rate_center": None, "latitude": None, "longitude": None,
        "region": None, "postal_code": None, "iso_country": offer.country,
        "address_requirements": "any" if needs_address else "none", "beta": False,
        "capabilities": {"voice": "voice" in can, "SMS": "sms" in can, "MMS": False, "fax": False},
    }  # fmt: skip


def page_of(name: str, uri: str, items: list[dict[str, Any]], size: int = 50) -> dict[str, Any]:
    """All of it on one page."""
    return {
        name: items, "page": 0, "page_size": size, "start": 0, "end": max(0, len(items) - 1),
        "first_page_uri": uri, "next_page_uri": None, "previous_page_uri": None, "uri": uri,
    }  # fmt: skip


def _when(at: datetime) -> str:
    return format_datetime(at)
