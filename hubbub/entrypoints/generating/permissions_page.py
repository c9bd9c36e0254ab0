"""The reference page of permissions and default roles."""

from hubbub.access.catalogue import PERMISSIONS, SECTIONS
from hubbub.access.decision import WORKS_WITHOUT_SEAT
from hubbub.access.permission import Kind, Permission, Section
from hubbub.access.roles import DEFAULT_ROLES, Default, Role

_KINDS = {
    Kind.BASE: "conversation access",
    Kind.DEPENDENT: "needs conversation access",
    Kind.RESTRICT: "restriction",
    Kind.SETUP: "settings",
    Kind.ANALYTICS: "analytics",
    Kind.LICENCE: "seats",
    Kind.PROFILE: "own profile",
    Kind.ACCOUNT: "account",
}

_INTRODUCTION = """\
Every ability in Hubbub is one permission. A role is a set of permissions, a user holds any number
of roles, and what he can do is worked out from all of them together:

1. A disabled user, or one whose session has ended, can do nothing.
2. Without a seat only *View conversations*, the own profile and account administration remain.
3. *Manage all conversations* includes *Work on assigned conversations*, which includes
   *View conversations*. Nothing else includes anything.
4. Permissions that need conversation access do nothing without one of those three; the two filters
   of live figures do nothing without *Analytics*.
5. A restriction in any role applies, and no other role lifts it.

The order in which roles were given never matters. `hubbub access evaluate` answers for any mix of
roles and permissions, with the reason."""


def page(notice: str) -> str:
    """The whole page in Markdown, `notice` in a comment on top."""
    sections = "\n\n".join(_section(each) for each in SECTIONS)
    roles = "\n\n".join(_role(each) for each in DEFAULT_ROLES.values())
    return (
        f"<!-- {notice} -->\n\n# Permissions\n\n{_INTRODUCTION}\n\n"
        f"There are {len(PERMISSIONS)} permissions.\n\n{sections}\n\n# Default roles\n\n"
        "They can be viewed and duplicated, never changed. No restriction is in any of them.\n\n"
        f"{roles}\n"
    )


def _section(section: Section) -> str:
    head = (
        f"## {section.title}\n\n"
        "| Permission | Key | What it allows | Kind | Seat | Default roles |\n"
        "|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(_row(each) for each in section.permissions)


def _row(permission: Permission) -> str:
    coming = "" if permission.built else f" *Coming with: {permission.feature}.*"
    seat = "no" if permission.mask & WORKS_WITHOUT_SEAT or permission.restricts else "yes"
    held = ", ".join(
        _short(default) for default, role in DEFAULT_ROLES.items() if role.keys & permission.mask
    )
    return (
        f"| **{permission.title}** | `{permission.key}` | {permission.help}{coming} "
        f"| {_KINDS[permission.kind]} | {seat} | {held or '–'} |"
    )


def _short(default: Default) -> str:
    return default.value.capitalize()


def _role(role: Role) -> str:
    titles = ", ".join(each.title for each in PERMISSIONS if role.keys & each.mask)
    return f"## {role.name}\n\n{role.description}\n\n{titles}."
