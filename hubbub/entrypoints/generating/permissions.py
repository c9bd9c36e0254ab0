"""Constants, types of the desk and the reference page, all made from the permission catalogue."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from hubbub.access.catalogue import PERMISSIONS, SECTIONS

_NOTICE = "Generated from the permission catalogue by `hubbub generate permissions`; do not edit."


def may_module() -> str:
    """The text of `hubbub/access/may.py`: one constant for each permission."""
    constants = "\n".join(f"{each.name} = PERMISSIONS[{each.bit}]" for each in PERMISSIONS)
    return f'''"""Every permission under a name, to write `needs=may.ASSIGN`.

{_NOTICE}
"""

from hubbub.access.catalogue import PERMISSIONS

{constants}
'''


def desk_module() -> str:
    """The text of the desk's table of permissions: the union of keys, titles, helps, sections."""
    keys = "\n".join(f"  | {json.dumps(each.key)}" for each in PERMISSIONS)
    rows = "\n".join(
        f"  {json.dumps(each.key)}: {{\n"
        f"    name: {json.dumps(each.name)},\n"
        f"    title: {json.dumps(each.title, ensure_ascii=False)},\n"
        f"    help: {json.dumps(each.help, ensure_ascii=False)},\n"
        f"    section: {json.dumps(each.section)},\n"
        f"    kind: {json.dumps(each.kind)},\n"
        f"    built: {json.dumps(each.built)},\n"
        f"  }},"
        for each in PERMISSIONS
    )
    names = "\n".join(f"  {each.name}: {json.dumps(each.key)}," for each in PERMISSIONS)
    kinds = " | ".join(sorted({json.dumps(each.kind) for each in PERMISSIONS}))
    sections = "\n".join(
        f"  {{ id: {json.dumps(each.id)}, title: {json.dumps(each.title, ensure_ascii=False)} }},"
        for each in SECTIONS
    )
    return f"""// {_NOTICE}

export type PermissionKey =
{keys};

export type PermissionKind = {kinds};

export interface PermissionInfo {{
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly section: string;
  readonly kind: PermissionKind;
  readonly built: boolean;
}}

export const PERMISSIONS: Readonly<Record<PermissionKey, PermissionInfo>> = {{
{rows}
}};

export const may = {{
{names}
}} as const satisfies Readonly<Record<string, PermissionKey>>;

export const SECTIONS: readonly {{ readonly id: string; readonly title: string }}[] = [
{sections}
];
"""


def reference_page() -> str:
    """The text of `docs/reference/permissions.md`."""
    from hubbub.entrypoints.generating.permissions_page import page

    return page(_NOTICE)


OUTPUTS: Mapping[Path, Callable[[], str]] = {
    Path("hubbub/access/may.py"): may_module,
    Path("desk/src/access/permissions.gen.ts"): desk_module,
    Path("docs/reference/permissions.md"): reference_page,
}
"""The committed files, relative to the repository, and what writes the text of each."""
