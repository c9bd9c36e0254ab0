"""`hubbub permissions` prints the catalogue."""

import json

from click.testing import CliRunner

from hubbub.access.catalogue import PERMISSIONS, SECTIONS
from hubbub.entrypoints.cli import main


def test_as_json() -> None:
    result = CliRunner().invoke(main, ["permissions", "--json"])
    assert result.exit_code == 0
    entries = json.loads(result.output)["permissions"]
    assert [each["key"] for each in entries] == [each.key for each in PERMISSIONS]
    assert entries[0] == {
        "key": PERMISSIONS[0].key,
        "title": "View conversations",
        "help": PERMISSIONS[0].help,
        "section": "access",
        "kind": "base",
        "feature": "Conversations",
        "built": True,
    }


def test_in_words() -> None:
    result = CliRunner().invoke(main, ["permissions"])
    assert result.exit_code == 0
    assert all(section.title in result.output for section in SECTIONS)
    assert all(each.key in result.output for each in PERMISSIONS)
    assert "(coming with: Macros)" in result.output
