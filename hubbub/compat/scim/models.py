"""What we keep of the SCIM schemas: every attribute that is advertised is one that is stored."""

from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Filter,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)
from scim2_models.attributes import ExtensibleStringEnum

MOST_RESULTS = 200
"""Resources in one answer."""


class Name(ComplexAttribute):
    formatted: str | None = None
    """The full name, as it is shown."""

    family_name: str | None = None
    """The family name."""

    given_name: str | None = None
    """The given name."""


class Kind(ExtensibleStringEnum):
    """What an address or number is for."""

    work = "work"
    home = "home"
    mobile = "mobile"
    other = "other"


class Email(ComplexAttribute):
    value: Annotated[str | None, Required.true] = None
    """The address."""

    type: Kind | None = None
    """What it is for."""

    primary: bool | None = None
    """Whether it is the one that mail goes to."""


class PhoneNumber(ComplexAttribute):
    value: Annotated[str | None, Required.true] = None
    """The number, with its country code."""

    type: Kind | None = None
    """What it is for."""

    primary: bool | None = None
    """Whether it is the one to call."""


class GroupOfUser(ComplexAttribute):
    value: Annotated[str | None, Mutability.read_only, CaseExact.true] = None
    """The id of the group."""

    ref: Annotated[Reference["Group"] | None, Mutability.read_only] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """Where the group is."""

    display: Annotated[str | None, Mutability.read_only] = None
    """The name of the role that the group stands for."""


class User(Resource[Any]):
    """Somebody who can sign in."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    """What the directory calls the user; unique in the account."""

    name: Name | None = None
    """The parts of the user's name."""

    display_name: str | None = None
    """The name that is shown."""

    preferred_language: Annotated[str | None, Field(examples=["en", "de", "fr", "hr", "pt-BR"])] = (
        None
    )
    """The language of mails and of the desk."""

    timezone: Annotated[
        str | None, Field(examples=["Europe/Zagreb", "America/New_York", "UTC"])
    ] = None
    """The time zone, as in the IANA list."""

    active: Annotated[bool | None, Required.true] = None
    """Whether the user can sign in; true when it is left out."""

    emails: Annotated[list[Email] | None, Required.true] = None
    """Addresses; the primary one, or the first, is where mail goes. The userName stands in when
    it is an address and none is sent."""

    phone_numbers: list[PhoneNumber] | None = None
    """Numbers; the primary one, or the first, is shown."""

    groups: Annotated[list[GroupOfUser] | None, Mutability.read_only] = None
    """The groups the user is in; changed through the groups."""


class Member(ComplexAttribute):
    value: Annotated[str | None, Mutability.immutable, CaseExact.true, Required.true] = None
    """The id of the user."""

    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """Where the user is."""

    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])
    """Always a user: groups hold no groups."""


class Group(Resource[Any]):
    """A role, and who holds it."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    """The name of the role."""

    members: list[Member] | None = None
    """Who holds the role."""


# Entra ID sends attributes that we do not keep, removes members by value, and writes to the entry
# of a list before it is there. None of this can be mistaken for anything else.
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)

CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST_RESULTS),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="API key",
            description="An API key of Hubbub, sent as a bearer token.",
            primary=True,
        )
    ],
)
PROVIDER = ScimProvider(
    [User, Group], [ResourceType.from_resource(each) for each in (User, Group)], CONFIG, POLICY
)
