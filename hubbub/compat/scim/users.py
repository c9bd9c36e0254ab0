"""A user of ours as a user of SCIM, and the other way."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from scim2_models import Meta, Reference

from hubbub.access.directory.provisioning import Person
from hubbub.access.directory.repository import DirectoryUser
from hubbub.access.users.cleaning import Details
from hubbub.compat.scim.models import Email, GroupOfUser, Kind, Name, PhoneNumber, User
from hubbub.compat.scim.wire import PREFIX, ScimRefused

SENT = ("displayName", "name", "emails", "phoneNumbers", "preferredLanguage", "timezone")
LONGEST = 255


def show_user(row: DirectoryUser, roles: Mapping[UUID, str], origin: str) -> User:
    """What the directory sent, for as long as it is true here; else what is here."""
    sent: dict[str, Any] = row.said.get("sent", {})
    user = User(
        id=row.id.hex,
        external_id=row.external_id,
        user_name=row.user_name,
        active=row.is_enabled,
        preferred_language=row.language,
        timezone=row.time_zone,
        meta=Meta(
            resource_type="User",
            created=row.created_at,
            location=f"{origin}{PREFIX}/Users/{row.id.hex}",
        ),
    )
    if row.said and row.said.get("name") == row.name:
        user.display_name = sent.get("displayName")
        user.name = Name.model_validate(sent["name"]) if sent.get("name") else None
    else:
        user.display_name = row.name
        user.name = Name(formatted=row.name)
    emails = [Email.model_validate(each) for each in sent.get("emails", [])]
    ours = {(row.pending_email or row.email).lower(), row.email.lower()}
    is_true = bool(emails) and (_main(emails) or "").lower() in ours
    user.emails = emails if is_true else [Email(value=row.email, type=Kind.work, primary=True)]
    phones = [PhoneNumber.model_validate(each) for each in sent.get("phoneNumbers", [])]
    if row.said and row.said.get("phone") == row.phone:
        user.phone_numbers = phones or None
    elif row.phone:
        user.phone_numbers = [PhoneNumber(value=row.phone, type=Kind.work, primary=True)]
    user.groups = [
        GroupOfUser(
            value=role_id.hex,
            ref=Reference(f"{origin}{PREFIX}/Groups/{role_id.hex}"),
            display=roles[role_id],
        )
        for role_id in row.role_ids
        if role_id in roles
    ] or None
    return user


def complete(body: dict[str, Any]) -> dict[str, Any]:
    """What directories leave out although there is only one thing it can be."""
    given = {key.lower(): key for key in body}
    name = body.get(given.get("username", ""))
    if body.get(given.get("active", "")) is None:
        body = {**{k: v for k, v in body.items() if k.lower() != "active"}, "active": True}
    if not body.get(given.get("emails", "")) and isinstance(name, str) and "@" in name:
        rest = {key: value for key, value in body.items() if key.lower() != "emails"}
        body = {**rest, "emails": [{"value": name, "type": "work", "primary": True}]}
    return body


def person_of(user: User) -> Person:
    """Raises ScimRefused for what cannot be kept."""
    email = _main(user.emails)
    if not email:
        raise ScimRefused(400, "Send at least one e-mail address.", "invalidValue")
    user_name = (user.user_name or "").strip()
    if not 1 <= len(user_name) <= LONGEST:
        message = f"Give a userName of 1 to {LONGEST} characters."
        raise ScimRefused(400, message, "invalidValue")
    if len(user.external_id or "") > 500:
        raise ScimRefused(400, "Give an externalId of at most 500 characters.", "invalidValue")
    phone = (_main(user.phone_numbers) or "").removeprefix("tel:") or None
    dumped: dict[str, Any] = user.model_dump()
    return Person(
        user_name=user_name,
        email=email,
        is_active=user.active is not False,
        name=_name(user),
        external_id=user.external_id,
        details=Details(user.preferred_language, user.timezone, phone),
        sent={key: dumped[key] for key in SENT if dumped.get(key)},
    )


def _name(user: User) -> str | None:
    parts = user.name or Name()
    joined = " ".join(each for each in (parts.given_name, parts.family_name) if each)
    return user.display_name or parts.formatted or joined or None


def _main(entries: list[Email] | list[PhoneNumber] | None) -> str | None:
    found = list(entries or [])
    primary = [each for each in found if each.primary]
    return next((each.value for each in [*primary, *found] if each.value), None)
