"""The body of a request to send, in the newest version of the interface."""

from datetime import timedelta
from typing import Literal

from pydantic import Field

from hubbub.compat.vendor.sms.asked import Marks, Message, Refusals, Request, valid_for
from hubbub.compat.vendor.wire import WireInput, WireTime
from hubbub.kernel.errors import Invalid

Unit = Literal["SECONDS", "MINUTES", "HOURS"]


class _Destination(WireInput):
    to: str = Field(max_length=64)
    message_id: str | None = Field(None, max_length=200)
    network_id: object | None = None


class _Language(WireInput):
    language_code: str | None = None
    single_shift: object | None = None
    locking_shift: object | None = None


class _Content(WireInput):
    text: str | None = Field(None, max_length=100_000)
    transliteration: str | None = None
    language: _Language = _Language.model_validate({})
    hex: object | None = None


class _Platform(WireInput):
    entity_id: str | None = Field(None, max_length=255)
    application_id: str | None = Field(None, max_length=255)


class _Validity(WireInput):
    amount: int = Field(ge=1, le=10**9)
    time_unit: Unit = "MINUTES"

    @property
    def span(self) -> timedelta:
        seconds = {"SECONDS": 1, "MINUTES": 60, "HOURS": 3600}[self.time_unit]
        return timedelta(seconds=min(self.amount, 10**6) * seconds)


class _MessageOptions(WireInput):
    platform: _Platform = _Platform.model_validate({})
    validity_period: _Validity | None = None
    delivery_time_window: object | None = None
    campaign_reference_id: str | None = Field(None, max_length=255)
    regional: object | None = None
    flash: object | None = None


class _Delivery(WireInput):
    url: str | None = Field(None, max_length=2000)
    intermediate_report: object | None = None
    notify: bool = True


class _Webhooks(WireInput):
    delivery: _Delivery = _Delivery.model_validate({})
    content_type: str | None = Field(None, max_length=200)
    callback_data: str | None = Field(None, max_length=4000)


class _Message(WireInput):
    sender: str | None = Field(None, max_length=64)
    destinations: list[_Destination] = Field(min_length=1)
    content: _Content
    options: _MessageOptions = _MessageOptions.model_validate({})
    webhooks: _Webhooks = _Webhooks.model_validate({})


class _Schedule(WireInput):
    bulk_id: str | None = Field(None, max_length=100)
    send_at: WireTime | None = None
    sending_speed_limit: object | None = None


class _Tracking(WireInput):
    shorten_url: bool = True
    track_clicks: bool = True
    tracking_url: object | None = None
    remove_protocol: object | None = None
    custom_domain: object | None = None


class _Conversion(WireInput):
    use_conversion_tracking: object | None = None


class _Options(WireInput):
    schedule: _Schedule = _Schedule.model_validate({})
    tracking: _Tracking = _Tracking.model_validate({"shortenUrl": False, "trackClicks": False})
    include_sms_count_in_response: bool = False
    conversion_tracking: _Conversion = _Conversion.model_validate({})


class MessagesBody(WireInput):
    messages: list[_Message] = Field(min_length=1)
    options: _Options = _Options.model_validate({})

    def asked(self) -> Request:
        """Raises Invalid for whatever is wanted and cannot be done."""
        refusals, schedule = Refusals(), self.options.schedule
        self._refuse(refusals)
        messages = [
            _asked(f"messages.{place}", each, schedule, refusals)
            for place, each in enumerate(self.messages)
        ]
        if refusals.found:
            raise Invalid(refusals.found)
        counts = self.options.include_sms_count_in_response
        return Request(3, schedule.bulk_id or None, messages, counts)

    def _refuse(self, refusals: Refusals) -> None:
        options, tracking = self.options, self.options.tracking
        refusals.check_time("options.schedule.sendAt", options.schedule.send_at)
        refusals.unless_absent(
            "options",
            [
                ("schedule.sendingSpeedLimit", options.schedule.sending_speed_limit),
                ("tracking.shortenUrl", tracking.shorten_url),
                ("tracking.trackClicks", tracking.track_clicks),
                ("tracking.trackingUrl", tracking.tracking_url),
                ("tracking.removeProtocol", tracking.remove_protocol),
                ("tracking.customDomain", tracking.custom_domain),
                (
                    "conversionTracking.useConversionTracking",
                    options.conversion_tracking.use_conversion_tracking,
                ),
            ],
        )


def _asked(at: str, given: _Message, schedule: _Schedule, refusals: Refusals) -> Message:
    options, hooks, content = given.options, given.webhooks, given.content
    refusals.unless_absent(
        at,
        [
            ("content.hex", content.hex),
            ("content.language.singleShift", content.language.single_shift),
            ("content.language.lockingShift", content.language.locking_shift),
            ("options.deliveryTimeWindow", options.delivery_time_window),
            ("options.regional", options.regional),
            ("options.flash", options.flash),
            ("webhooks.delivery.intermediateReport", hooks.delivery.intermediate_report),
            *(
                (f"destinations.{place}.networkId", each.network_id)
                for place, each in enumerate(given.destinations)
            ),
        ],
    )
    refusals.check_language(
        f"{at}.content", content.transliteration, content.language.language_code
    )
    refusals.check_report(
        (f"{at}.webhooks.delivery.url", hooks.delivery.url),
        (f"{at}.webhooks.contentType", hooks.content_type),
    )
    marks = Marks(
        callback_data=hooks.callback_data, notify_url=hooks.delivery.url,
        wants_report=hooks.delivery.notify, entity_id=options.platform.entity_id,
        application_id=options.platform.application_id, campaign_id=options.campaign_reference_id,
        validity=valid_for(options.validity_period and options.validity_period.span),
        send_at=schedule.send_at,
    )  # fmt: skip
    return Message(
        at, given.sender, f"{at}.sender", content.text or "", f"{at}.content.text",
        [(each.to, each.message_id or None) for each in given.destinations], marks,
    )  # fmt: skip
