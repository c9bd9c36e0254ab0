"""What Telnyx shows of texts, numbers, orders and profiles (API v2)."""

from collections.abc import Sequence
from typing import Any, Final

from hubbub.channels.sms.segments import count_segments
from hubbub.features.numbers.selling import Kind, Offer
from hubbub.simulator.market.catalogue import range_of
from hubbub.simulator.over_http.models import FromPhone, Held, Sent
from hubbub.simulator.over_http.telnyx.admitting import Signed

STATES: Final = {"queued": "sent", "delivered": "delivered", "undelivered": "delivery_failed"}
TYPES: Final[dict[Kind, str]] = {"long": "local", "mobile": "mobile", "toll_free": "toll_free"}
LOST: Final = {"code": "40008", "title": "Undeliverable", "detail": "The carrier did not take it."}


def message_of(sent: Sent, profile: str, status: str | None = None) -> dict[str, Any]:
    is_lost = sent.state == "undelivered" and status is None
    ended = None if sent.state == "queued" or status else sent.at.isoformat()
    return {
        "record_type": "message", "direction": "outbound", "id": sent.key, "type": "SMS",
        "messaging_profile_id": profile, "from": _from(sent.number),
        "to": [_to(sent.phone, status or STATES[sent.state])], "cc": [], "text": sent.text,
        "media": [], "encoding": "GSM-7", "parts": count_segments(sent.text).segments,
        "webhook_url": sent.extra.get("webhook_url"), "webhook_failover_url": None, "tags": [],
        "cost": None, "received_at": sent.at.isoformat(), "sent_at": None, "completed_at": ended,
        "valid_until": None, "errors": [LOST] if is_lost else [],
    }  # fmt: skip


def heard_of(text: FromPhone, profile: str) -> dict[str, Any]:
    return {
        "record_type": "message", "direction": "inbound", "id": text.key, "type": "SMS",
        "messaging_profile_id": profile, "from": _from(text.phone),
        "to": [_to(text.number, "webhook_delivered")], "cc": [], "text": text.text, "media": [],
        "encoding": "GSM-7", "parts": count_segments(text.text).segments, "tags": [], "cost": None,
        "sent_at": None, "completed_at": None, "valid_until": None, "errors": [],
    }  # fmt: skip


def number_of(held: Held) -> dict[str, Any]:
    settings = held.settings
    found = range_of(held.number)
    return {
        "record_type": "phone_number", "id": held.key, "phone_number": held.number,
        "status": "active", "tags": [], "connection_id": None, "connection_name": None,
        "country_iso_alpha2": None if found is None else found.country,
        "phone_number_type": None if found is None else TYPES.get(found.kind),
        "customer_reference": settings.get("customer_reference"),
        "messaging_profile_id": settings.get("messaging_profile_id"),
        "purchased_at": settings.get("at"), "created_at": settings.get("at"),
    }  # fmt: skip


def number_for_texts(held: Held) -> dict[str, Any]:
    found = range_of(held.number)
    can_text = found is not None and "sms" in found.capabilities
    sms = {
        "domestic_two_way": can_text,
        "international_inbound": can_text,
        "international_outbound": can_text,
    }
    return {
        "record_type": "messaging_settings", "id": held.key, "phone_number": held.number,
        "country_code": None if found is None else found.country, "type": "long-code",
        "messaging_profile_id": held.settings.get("messaging_profile_id"),
        "messaging_product": "A2P", "traffic_type": "A2P", "features": {"sms": sms, "mms": None},
        "eligible_messaging_products": ["A2P"], "tags": [],
        "created_at": held.settings.get("at"), "updated_at": held.settings.get("at"),
    }  # fmt: skip


def order_of(held: Held) -> dict[str, Any]:
    settings = held.settings
    number = {
        "record_type": "number_order_phone_number", "id": f"o{held.key}",
        "phone_number": held.number, "status": "success", "requirements_met": True,
    }  # fmt: skip
    return {
        "record_type": "number_order", "id": settings.get("order_id"), "status": "success",
        "phone_numbers": [number], "phone_numbers_count": 1, "requirements_met": True,
        "customer_reference": settings.get("customer_reference"),
        "messaging_profile_id": settings.get("messaging_profile_id"), "connection_id": None,
        "created_at": settings.get("at"), "updated_at": settings.get("at"),
    }  # fmt: skip


def profile_of(who: Signed, settings: dict[str, str]) -> dict[str, Any]:
    return {
        "record_type": "messaging_profile", "id": who.profile, "name": "Simulated profile",
        "enabled": True, "webhook_url": settings.get("webhook_url"),
        "webhook_failover_url": None, "webhook_api_version": "2",
        "whitelisted_destinations": ["*"],
    }  # fmt: skip


def offer_of(offer: Offer) -> dict[str, Any]:
    region = {"region_type": "country_code", "region_name": offer.country}
    return {
        "record_type": "available_phone_number", "phone_number": offer.number,
        "vanity_format": None, "best_effort": False, "quickship": True, "reservable": False,
        "region_information": [region], "features": [{"name": name} for name in offer.capabilities],
        "cost_information": {
            "upfront_cost": str(offer.setup), "monthly_cost": str(offer.monthly),
            "currency": offer.currency,
        },
    }  # fmt: skip


def page_of(items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """All of it on one page."""
    meta = {
        "total_pages": 1,
        "total_results": len(items),
        "page_number": 1,
        "page_size": max(20, len(items)),
    }
    return {"data": list(items), "meta": meta}


def _from(number: str) -> dict[str, Any]:
    return {"phone_number": number, "carrier": "Simulator", "line_type": "Wireless"}


def _to(number: str, status: str) -> dict[str, Any]:
    return {**_from(number), "status": status}
