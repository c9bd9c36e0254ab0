"""`hubbub access`: ask what any mix of roles and permissions comes to, or a stored user's."""

import json
from collections.abc import Sequence
from typing import Any

import click

from hubbub.access.catalogue import UnknownPermissionError, permission
from hubbub.access.changing import Change
from hubbub.access.combining import refusals
from hubbub.access.decision import effective_bits
from hubbub.access.explaining import Explanation, explain
from hubbub.access.permission import Permission
from hubbub.access.roles import DEFAULT_ROLES, Role
from hubbub.access.wording import reason, suggestion
from hubbub.entrypoints.commanding import json_option
from hubbub.entrypoints.commands.stored_access import Question, evaluate_stored

_ROLES = {
    name.casefold(): role
    for default, role in DEFAULT_ROLES.items()
    for name in (role.name, default.value)
}


class RoleName(click.ParamType[Role]):
    """A default role, by its full name or its short one, in any case."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        role = _ROLES.get(str(value).strip().casefold())
        if role is None:
            names = ", ".join(f"“{each.name}”" for each in DEFAULT_ROLES.values())
            self.fail(f"There is no default role {value!r}. There are: {names}.", param, ctx)
        return role


class PermissionKey(click.ParamType[Permission]):
    """A key of the catalogue."""

    name = "key"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Permission:
        try:
            return permission(str(value).strip())
        except UnknownPermissionError as unknown:
            self.fail(str(unknown), param, ctx)


@click.group()
def access() -> None:
    """Ask what somebody could do, and why."""


@access.command()
@click.option(
    "--role", "roles", type=RoleName(), multiple=True, help="A default role; may be repeated."
)
@click.option(
    "--permission",
    "single",
    type=PermissionKey(),
    multiple=True,
    help="A single key, as a custom role would add it; may be repeated.",
)
@click.option("--no-seat", is_flag=True, help="The user has no seat.")
@click.option("--disabled", is_flag=True, help="The user is disabled.")
@click.option("--user", metavar="NAME", help="A stored user instead: user name or e-mail address.")
@click.option("--conversation", type=click.UUID, help="With --user: one conversation, by id.")
@click.option("--action", metavar="ACTION", help="With --user: one permission's key; with "
              "--conversation also view, reply, take, assign or change.")  # fmt: skip
@json_option
def evaluate(as_json: bool, **asked: Any) -> None:
    """Work out every permission of a user with these roles and single keys, or of a stored one.

    Each permission is told to be effective or not, with the reason and the smallest change that
    would make it so. A restriction is effective when it applies. Only --user needs a database.
    """
    made_up = asked["roles"] or asked["single"] or asked["no_seat"] or asked["disabled"]
    if asked["user"] is not None:
        if made_up:
            raise click.UsageError(
                "A stored user has roles and a seat already: leave out --role, --permission, "
                "--no-seat and --disabled, or --user."
            )
        evaluate_stored(Question(asked["user"], asked["conversation"], asked["action"]), as_json)
    elif asked["conversation"] or asked["action"]:
        raise click.UsageError("Say with --user whose access to a conversation or action you mean.")
    else:
        _evaluate(asked["roles"], asked["single"], (asked["no_seat"], asked["disabled"]), as_json)


def _evaluate(
    roles: Sequence[Role],
    single: Sequence[Permission],
    state: tuple[bool, bool],
    as_json: bool,
) -> None:
    no_seat, disabled = state
    held = [*roles, *(Role(f"the single permission {each.key}", each.mask) for each in single)]
    found = list(explain(held, seated=not no_seat, enabled=not disabled))
    is_viewer = effective_bits((r.keys for r in held), not no_seat, not disabled).is_viewer
    conflicts = [each.message for each in refusals(held)]
    if as_json:
        entries = [_entry(each) for each in found]
        answer = {"permissions": entries, "viewer": is_viewer, "conflicts": conflicts}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        _print(found, is_viewer, conflicts)


def _entry(explanation: Explanation) -> dict[str, object]:
    verdict = explanation.verdict
    return {
        "key": verdict.permission.key,
        "effective": verdict.effective,
        "reason": reason(explanation),
        "because": verdict.because.value,
        "change": [_step(each) for each in verdict.needs],
    }


def _step(change: Change) -> dict[str, str]:
    key = {"key": change.permission.key} if change.permission else {}
    return {"act": change.act.value, **key}


def _print(found: Sequence[Explanation], is_viewer: bool, conflicts: Sequence[str]) -> None:
    for message in conflicts:
        click.secho(f"Refused: {message}", fg="red")
    for effective in (True, False):
        click.secho("Effective" if effective else "Not effective", bold=True)
        for each in found:
            if each.verdict.effective is effective:
                advice = suggestion(each.verdict.needs)
                click.echo(
                    f"  {each.verdict.permission.key}\n      {reason(each)} {advice}".rstrip()
                )
    click.echo("A viewer." if is_viewer else "Not a viewer.")
