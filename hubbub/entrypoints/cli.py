"""The command `hubbub`: a table of commands, each imported only when it is called."""

from collections.abc import Mapping
from importlib import import_module

import click

from hubbub.kernel.garbage import collect_seldom

COMMANDS: Mapping[str, str] = {
    "account": "hubbub.entrypoints.commands.account:account",
    "access": "hubbub.entrypoints.commands.access:access",
    "audit": "hubbub.entrypoints.commands.audit:audit",
    "backup": "hubbub.entrypoints.commands.backup:backup",
    "carrier": "hubbub.entrypoints.commands.carrier:carrier",
    "db": "hubbub.entrypoints.commands.db:db",
    "demo": "hubbub.entrypoints.commands.demo:demo",
    "events": "hubbub.entrypoints.commands.events:events",
    "generate": "hubbub.entrypoints.commands.generate:generate",
    "keys": "hubbub.entrypoints.commands.keys:keys",
    "mail": "hubbub.entrypoints.commands.mail:mail",
    "migrate": "hubbub.entrypoints.commands.migrate:migrate",
    "number": "hubbub.entrypoints.commands.number:number",
    "person": "hubbub.entrypoints.commands.person:person",
    "permissions": "hubbub.entrypoints.commands.permissions:permissions",
    "requests": "hubbub.entrypoints.commands.requests:requests",
    "restore": "hubbub.entrypoints.commands.restore:restore",
    "run": "hubbub.entrypoints.commands.run:run",
    "sender": "hubbub.entrypoints.commands.sender:sender",
    "serve": "hubbub.entrypoints.commands.serve:serve",
    "simulator": "hubbub.entrypoints.commands.simulator:simulator",
    "user": "hubbub.entrypoints.commands.user:user",
    "webhook": "hubbub.entrypoints.commands.webhook:webhook",
    "worker": "hubbub.entrypoints.commands.worker:worker",
}
"""The name of each command, and where it is written."""


class LazyCommands(click.Group):
    """Finds commands in the table, so that one never pays for what another imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, name = where.split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Hubbub, the contact centre: run it, set it up, and ask it questions. It begins with "
    "`hubbub run`, which prints the address to open.",
)
@click.version_option(package_name="hubbub")
def main() -> None:
    collect_seldom()


if __name__ == "__main__":
    main()
