"""Runs `hubbub …`. A process of its own costs a second of loading, so that most runs have none."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from hubbub.entrypoints.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """What a script sees of a command."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs commands, all with these last words."""

    environment: dict[str, str]
    always: tuple[str, ...] = ()

    def run(self, *words: str, given: str | None = None) -> Done:
        """In this process; whatever a command does not answer itself ends the test. `given` is
        what it reads from the standard input."""
        runner = CliRunner(env=self.environment)
        said = [*words, *self.always]
        done = runner.invoke(main, said, prog_name="python -m hubbub", input=given)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    def run_alone(self, *words: str) -> Done:
        """As a process, as it is in life."""
        command = [sys.executable, "-m", "hubbub", *words, *self.always]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def json(self, *words: str, given: str | None = None) -> Any:
        """What it prints for scripts when it succeeds."""
        done = self.run(*words, "--json", given=given)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *words: str, code: int = 1, given: str | None = None) -> str:
        """The sentence with which it fails."""
        done = self.run(*words, given=given)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        return done.stderr
