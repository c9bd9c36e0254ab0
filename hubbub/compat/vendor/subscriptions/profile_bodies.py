"""Bodies about profiles, and what cannot be done of what they may ask for."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from hubbub.compat.vendor.subscriptions.credentials import Credentials
from hubbub.compat.vendor.subscriptions.securities import read_security
from hubbub.compat.vendor.subscriptions.wire import MASK
from hubbub.compat.vendor.wire import WireInput, wrong
from hubbub.kernel.outgoing import Outgoing, OutgoingRefused

MOST_CONNECT, MOST_READ = 10_000, 30_000
"""Milliseconds; together less than what a delivery is lent for."""
JSON = "application/json"


class WebhookPart(WireInput):
    notify_url: str | None = Field(None, max_length=512)
    content_type: str | None = Field(None, max_length=255)


class SecurityPart(WireInput):
    auth_id: str = Field(max_length=255)
    type: str | None = Field(None, max_length=50)
    credentials: dict[str, Any] | None = None


class ProfileBody(WireInput):
    webhook: WebhookPart | None = None
    security: SecurityPart | None = None
    client_certificate_id: str | None = Field(None, max_length=255)
    max_bucket_size: int | None = Field(None, ge=1, le=2000)
    window_size: int | None = Field(None, ge=20, le=10_000)
    connect_timeout: int | None = Field(None, ge=300, le=30_000)
    read_timeout: int | None = Field(None, ge=1000, le=90_000)
    tls: list[Literal["TLSv1.2", "TLSv1.3"]] | None = Field(
        None, alias="enabledSSLProtocols", min_length=1, max_length=2
    )
    headers: dict[str, str] | None = Field(None, max_length=50)
    response_regex: str | None = Field(None, max_length=1000)
    response_body_regex: str | None = Field(None, max_length=1000)
    rate_limit: int | None = Field(None, ge=1, le=5000)


class NewProfileBody(ProfileBody):
    profile_id: str = Field(max_length=255)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a body wants a profile to be. What is None stays; so does a header without a value.
    With credentials the security is made."""

    url: str | None
    settings: dict[str, Any]
    headers: dict[str, str | None] | None
    auth_id: str | None
    credentials: Credentials | None

    @property
    def is_empty(self) -> bool:
        return self == Draft(None, {}, None, None, None)


async def read_profile(outgoing: Outgoing, body: ProfileBody, at: str = "") -> Draft:
    """What stands in a body below `at`. Raises Invalid; outside a transaction, since it asks for
    names."""
    _refuse(body, at)
    url = body.webhook.notify_url if body.webhook else None
    if url is not None:
        try:
            await outgoing.check(url.strip())
        except OutgoingRefused as error:
            raise wrong(f"{at}webhook.notifyUrl", str(error)) from error
    headers = body.headers
    return Draft(
        url.strip() if url else None,
        _settings(body),
        None
        if headers is None
        else {name: None if value == MASK else value for name, value in headers.items()},
        body.security.auth_id if body.security else None,
        await _credentials(outgoing, body.security, f"{at}security."),
    )


async def _credentials(
    outgoing: Outgoing, security: SecurityPart | None, at: str
) -> Credentials | None:
    if security is None or (security.type is None and security.credentials is None):
        return None
    return await read_security(outgoing, security.type, security.credentials, at)


def _settings(body: ProfileBody) -> dict[str, Any]:
    given = {
        "maxBucketSize": body.max_bucket_size,
        "windowSize": body.window_size,
        "connectTimeout": body.connect_timeout,
        "readTimeout": body.read_timeout,
        "enabledSSLProtocols": sorted(set(body.tls)) if body.tls else None,
        "rateLimit": body.rate_limit,
    }
    return {name: value for name, value in given.items() if value is not None}


def _refuse(body: ProfileBody, at: str) -> None:
    kind = (body.webhook and body.webhook.content_type) or JSON
    if kind.partition(";")[0].strip().lower() != JSON:
        raise wrong(f"{at}webhook.contentType", f"What is sent is {JSON}. Leave this out.")
    if body.client_certificate_id:
        raise wrong(
            f"{at}clientCertificateId", "No certificate is shown from here. Use a security setting."
        )
    if body.response_regex or body.response_body_regex:
        field = "responseRegex" if body.response_regex else "responseBodyRegex"
        raise wrong(f"{at}{field}", "An answer counts by its status alone (2xx). Leave this out.")
    for field, given, most in (
        ("connectTimeout", body.connect_timeout, MOST_CONNECT),
        ("readTimeout", body.read_timeout, MOST_READ),
    ):
        if given is not None and given > most:
            raise wrong(f"{at}{field}", f"Nothing is waited for longer than {most} milliseconds.")
