"""The carriers over HTTP that the simulator plays: one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter

from hubbub.simulator.over_http.courier import Telling
from hubbub.simulator.over_http.exchange import Exchange
from hubbub.simulator.over_http.infobip.routes import infobip_routes
from hubbub.simulator.over_http.infobip.telling import InfobipTelling
from hubbub.simulator.over_http.telnyx.routes import telnyx_routes
from hubbub.simulator.over_http.telnyx.telling import TelnyxTelling
from hubbub.simulator.over_http.twilio.routes import twilio_routes
from hubbub.simulator.over_http.twilio.telling import TwilioTelling
from hubbub.simulator.over_http.vonage.routes import vonage_routes
from hubbub.simulator.over_http.vonage.telling import VonageTelling


@dataclass(frozen=True, slots=True)
class Played:
    """`telling` is made from the key of the installation."""

    kind: str
    routes: Callable[[Exchange], APIRouter]
    telling: Callable[[bytes], Telling]


PLAYED: Final = (
    Played("twilio", twilio_routes, TwilioTelling),
    Played("telnyx", telnyx_routes, TelnyxTelling),
    Played("infobip", infobip_routes, InfobipTelling),
    Played("vonage", vonage_routes, VonageTelling),
)  # fmt: skip
