"""`python -m tests.mutants [WORD…]`: plant the bugs whose area or name has one of the words."""

import sys
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from tests.mutants.hunting import Fate, Hunt, hunt
from tests.mutants.patches import ROOT, Patch, all_patches


@click.command()
@click.argument("words", nargs=-1)
@click.option("--sound/--unsound", default=True, help="First run all tests without any bug.")
def main(words: tuple[str, ...], sound: bool) -> None:
    """Exit 1 when a bug survives, or a patch does not let its tests begin."""
    chosen = [each for each in all_patches() if _is_wanted(each, words)]
    for each in chosen:
        each.broken((ROOT / each.file).read_text(encoding="utf-8"))
    with hunt() as here:
        if sound:
            _check_sound(here, chosen)
        fates = {each: _report(here, each) for each in chosen}
    left = [each for each, fate in fates.items() if fate is not Fate.KILLED]
    click.echo(f"{len(chosen) - len(left)} of {len(chosen)} killed")
    for each in left:
        click.echo(f"{fates[each]}: {each.area}: {each.name} ({each.file})")
    sys.exit(1 if left or not chosen else 0)


def _is_wanted(patch: Patch, words: tuple[str, ...]) -> bool:
    return not words or any(word in (patch.area, patch.name) for word in words)


def _check_sound(here: Hunt, chosen: list[Patch]) -> None:
    """A test that fails anyway kills nothing."""
    tests = sorted({test for each in chosen for test in each.tests})
    with NamedTemporaryFile(prefix="hubbub-mutants-", suffix=".log", delete=False) as log:
        path = Path(log.name)
    if here.run(tests, log=path) != 0:
        raise click.ClickException(f"Without any bug the tests fail already; see {path}.")
    path.unlink()


def _report(here: Hunt, patch: Patch) -> Fate:
    began = time.monotonic()
    fate = here.fate(patch)
    click.echo(f"{fate:8} {time.monotonic() - began:5.1f} s  {patch.area}: {patch.name}")
    return fate


if __name__ == "__main__":
    main()
