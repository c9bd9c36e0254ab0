"""The table of commands: each exists, explains itself, and is imported only when called."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from hubbub.entrypoints.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_table_explains_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str()
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_an_unknown_command_is_refused() -> None:
    result = CliRunner().invoke(main, ["nonsense"])
    assert result.exit_code == 2
    assert "No such command" in result.output


def test_nothing_is_imported_before_a_command_is_called() -> None:
    script = (
        "import sys, hubbub.entrypoints.cli\n"
        "sys.exit(any(n.startswith(('hubbub.access', 'fastapi', 'psycopg')) for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
