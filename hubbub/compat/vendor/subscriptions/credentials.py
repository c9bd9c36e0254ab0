"""Credentials of each type of security, as they are given, kept and compared."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from hubbub.compat.vendor.wire import WireInput, wrong
from hubbub.kernel.errors import FieldError, Invalid

Algorithm = Literal[
    "HMAC_MD5", "HMAC_SHA_1", "HMAC_SHA_224", "HMAC_SHA_256", "HMAC_SHA_384", "HMAC_SHA_512"
]
Short = Annotated[str, Field(min_length=1, max_length=255)]

CUSTOM = (
    "This interface does not say what custom credentials are. Give your own headers under "
    "`headers` of the profile: their values are kept as secrets."
)
GRANTS = frozenset({"client_credentials", "password"})


class Basic(WireInput):
    username: Short
    password: Short


class Hmac(WireInput):
    secret_key: Short
    algorithm: Algorithm


class Oauth(WireInput):
    token_url: Short
    grant_type: Short
    client_id: str | None = Field(None, max_length=255)
    client_secret: str | None = Field(None, max_length=255)
    scope: str | None = Field(None, max_length=255)
    username: str | None = Field(None, max_length=255)
    password: str | None = Field(None, max_length=255)
    resource: str | None = Field(None, max_length=255)
    refresh_token: str | None = Field(None, max_length=255)
    headers: dict[str, str] = Field(default_factory=dict[str, str], max_length=10)


Credentials = Basic | Hmac | Oauth
MODELS: Mapping[str, type[Credentials]] = {"BASIC": Basic, "HMAC": Hmac, "OAUTH": Oauth}


def read_credentials(kind: str | None, given: Mapping[str, Any] | None, at: str) -> Credentials:
    """What stands in a body below `at`. Invalid, by name, for what nothing can be done with."""
    if kind == "CUSTOM":
        raise wrong(f"{at}type", CUSTOM)
    model = MODELS.get(kind or "")
    if model is None:
        raise wrong(f"{at}type", f"Say which type: {', '.join(MODELS)}.")
    if given is None:
        raise wrong(f"{at}credentials", "Give the credentials of this type.")
    try:
        found = model.model_validate(given)
    except ValidationError as error:
        raise Invalid([_told(each["loc"], each["msg"], at) for each in error.errors()]) from error
    if isinstance(found, Basic):
        _check_basic(found, at)
    elif isinstance(found, Oauth):
        _check_grant(found, at)
    return found


def open_credentials(kind: str, text: str) -> Credentials:
    """What was kept, once it is unsealed."""
    return MODELS[kind].model_validate_json(text)


def _told(place: tuple[int | str, ...], message: str, at: str) -> FieldError:
    path = ".".join(str(each) for each in place)
    return FieldError(f"{at}credentials.{path}", message.removeprefix("Value error, "))


def _check_basic(found: Basic, at: str) -> None:
    # RFC 7617, 2: the first colon ends the name.
    if ":" in found.username:
        raise wrong(f"{at}credentials.username", "A user name holds no colon here.")


def _check_grant(found: Oauth, at: str) -> None:
    if found.grant_type not in GRANTS or found.refresh_token:
        raise wrong(
            f"{at}credentials.grantType",
            "Tokens are asked for with client_credentials or password; a refreshToken is not kept "
            "up to date here. Take one of the two.",
        )
    if found.grant_type == "client_credentials" and not (found.client_id and found.client_secret):
        raise wrong(f"{at}credentials.clientId", "Give a clientId and a clientSecret.")
    if found.grant_type == "password" and not (found.username and found.password):
        raise wrong(f"{at}credentials.username", "Give a username and a password.")
