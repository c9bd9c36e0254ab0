"""`hubbub generate`: write the files that are made from the source and committed."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click


@click.group()
def generate() -> None:
    """Write generated files anew; run it in a checkout after changing what they come from."""


@generate.command("all")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
def write_all(check: bool) -> None:
    """Every generated file."""
    from hubbub.entrypoints import generating

    outputs: dict[Path, Callable[[], str]] = {}
    for module in iter_modules(generating.__path__, f"{generating.__name__}."):
        outputs.update(getattr(import_module(module.name), "OUTPUTS", {}))
    _write(outputs, _checkout(), check)


@generate.command("permissions")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
def write_permissions(check: bool) -> None:
    """Constants, types of the desk and the reference page, from the permission catalogue."""
    from hubbub.entrypoints.generating.permissions import OUTPUTS

    _write(OUTPUTS, _checkout(), check)


def _checkout() -> Path:
    root = Path(__file__).parents[3]
    if not (root / "pyproject.toml").is_file():
        raise click.ClickException("This is an installed Hubbub; run it in a checkout instead.")
    return root


def _write(outputs: Mapping[Path, Callable[[], str]], root: Path, check: bool) -> None:
    changed = [
        (path, text)
        for path, write in outputs.items()
        if (text := write()) != _committed(root / path)
    ]
    if check and changed:
        names = ", ".join(str(path) for path, _ in changed)
        raise click.ClickException(f"Out of date: {names}. Run it again without --check.")
    for path, text in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        click.echo(f"Wrote {path}")


def _committed(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
