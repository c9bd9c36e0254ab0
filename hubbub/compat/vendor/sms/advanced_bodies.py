"""The body of a request to send, in the second version of the interface."""

from datetime import timedelta

from pydantic import Field

from hubbub.compat.vendor.sms.asked import Marks, Message, Refusals, Request, valid_for
from hubbub.compat.vendor.wire import WireInput, WireTime
from hubbub.kernel.errors import Invalid

LONGEST_ID = 200


class _Destination(WireInput):
    to: str = Field(max_length=64)
    message_id: str | None = Field(None, max_length=1000)


class _Language(WireInput):
    language_code: str | None = None


class _Message(WireInput):
    sender: str | None = Field(None, max_length=64, alias="from")
    destinations: list[_Destination] = Field(min_length=1)
    text: str | None = Field(None, max_length=100_000)
    callback_data: str | None = Field(None, max_length=4000)
    delivery_time_window: object | None = None
    flash: object | None = None
    intermediate_report: object | None = None
    language: _Language = _Language.model_validate({})
    notify_content_type: str | None = Field(None, max_length=200)
    notify_url: str | None = Field(None, max_length=2000)
    regional: object | None = None
    send_at: WireTime | None = None
    transliteration: str | None = None
    validity_period: int | None = Field(None, ge=1, le=10**12)
    entity_id: str | None = Field(None, max_length=50)
    application_id: str | None = Field(None, max_length=50)
    campaign_reference_id: str | None = Field(None, max_length=255)


class _UrlOptions(WireInput):
    shorten_url: bool = True
    track_clicks: bool = True
    tracking_url: object | None = None
    remove_protocol: object | None = None
    custom_domain: object | None = None


class _Tracking(WireInput):
    track: object | None = None


class AdvancedBody(WireInput):
    bulk_id: str | None = Field(None, max_length=100)
    messages: list[_Message] = Field(min_length=1)
    sending_speed_limit: object | None = None
    url_options: _UrlOptions | None = None
    tracking: _Tracking = _Tracking.model_validate({})
    include_sms_count_in_response: bool = False

    def asked(self) -> Request:
        """Raises Invalid for whatever is wanted and cannot be done."""
        refusals, urls = Refusals(), self.url_options
        wanted: list[tuple[str, object]] = [("track", self.tracking.track)]
        refusals.unless_absent("tracking", wanted)
        if self.sending_speed_limit:
            refusals.add("sendingSpeedLimit", "This is not done here. Leave it out.")
        if urls is not None:
            refusals.unless_absent(
                "urlOptions",
                [
                    ("shortenUrl", urls.shorten_url), ("trackClicks", urls.track_clicks),
                    ("trackingUrl", urls.tracking_url), ("removeProtocol", urls.remove_protocol),
                    ("customDomain", urls.custom_domain),
                ],
            )  # fmt: skip
        messages = [
            _asked(f"messages.{place}", each, refusals) for place, each in enumerate(self.messages)
        ]
        if refusals.found:
            raise Invalid(refusals.found)
        return Request(1, self.bulk_id or None, messages, self.include_sms_count_in_response)


def _asked(at: str, given: _Message, refusals: Refusals) -> Message:
    refusals.unless_absent(
        at,
        [
            ("deliveryTimeWindow", given.delivery_time_window), ("flash", given.flash),
            ("intermediateReport", given.intermediate_report), ("regional", given.regional),
        ],
    )  # fmt: skip
    refusals.check_language(at, given.transliteration, given.language.language_code)
    refusals.check_report(
        (f"{at}.notifyUrl", given.notify_url),
        (f"{at}.notifyContentType", given.notify_content_type),
    )
    refusals.check_time(f"{at}.sendAt", given.send_at)
    minutes = given.validity_period
    marks = Marks(
        callback_data=given.callback_data, notify_url=given.notify_url, entity_id=given.entity_id,
        application_id=given.application_id, campaign_id=given.campaign_reference_id,
        validity=valid_for(None if minutes is None else timedelta(minutes=min(minutes, 10**6))),
        send_at=given.send_at,
    )  # fmt: skip
    destinations = [
        # What is longer is cut off, as this version has it.
        (each.to, each.message_id[:LONGEST_ID] if each.message_id else None)
        for each in given.destinations
    ]
    return Message(
        at, given.sender, f"{at}.from", given.text or "", f"{at}.text", destinations, marks
    )
