// What a role can do, told from its keys while they are being ticked. Only for showing: the
// server decides, and says the same.

import { may } from "@/access/permissions.gen";
import type { AccessLevel, ListedRole, RoleUser } from "@/api/roles";
import type { Catalogue, Permission } from "@/api/types";

export interface Group {
  id: string;
  title: string;
  permissions: readonly Permission[];
}

export interface Part {
  id: "conversations" | "account";
  groups: readonly Group[];
}

const ACCOUNT = "account";
const RESTRICTING = "restrict";
const needsNoSeat = ["profile", ACCOUNT, RESTRICTING];
const baseKeys: readonly string[] = [may.VIEW, may.MANAGE, may.MANAGE_ALL];

/** The two sections of the editor; restrictions stand last in theirs. */
export function partsOf(catalogue: Catalogue): readonly Part[] {
  const groups = catalogue.sections.map((section) => ({
    ...section,
    permissions: catalogue.items.filter((each) => each.section === section.id),
  }));
  const isAccount = (group: Group): boolean =>
    group.permissions.every((each) => each.kind === ACCOUNT);
  return [
    { id: "conversations", groups: groups.filter((each) => !isAccount(each)) },
    { id: "account", groups: groups.filter(isAccount) },
  ];
}

export const restricts = (permission: Permission): boolean => permission.kind === RESTRICTING;

/** What *select all* ticks: everything that gives something. */
export const selectable = (group: Group): string[] =>
  group.permissions.filter((each) => !restricts(each)).map((each) => each.key);

export const hasBase = (keys: ReadonlySet<string>): boolean =>
  baseKeys.some((each) => keys.has(each));

/** Ticked, and without effect as long as no conversation access is. */
export const isInert = (permission: Permission, keys: ReadonlySet<string>): boolean =>
  permission.kind === "dependent" && !hasBase(keys);

export const needsSeat = (permission: Permission): boolean =>
  !needsNoSeat.includes(permission.kind) && permission.key !== may.VIEW;

export function accessLevel(keys: ReadonlySet<string>): AccessLevel {
  if (keys.has(may.MANAGE_ALL)) return "all";
  if (keys.has(may.MANAGE)) return "assigned";
  return keys.has(may.VIEW) ? "own_queues" : "none";
}

export interface Comparison {
  added: string[];
  removed: string[];
}

export function compare(keys: ReadonlySet<string>, other: readonly string[]): Comparison {
  const theirs = new Set(other);
  return {
    added: [...keys].filter((each) => !theirs.has(each)),
    removed: other.filter((each) => !keys.has(each)),
  };
}

/** What a copy lacks of the default role behind it, and which default roles would give it back. */
export function givesBack(
  keys: ReadonlySet<string>,
  origin: ListedRole | undefined,
  roles: readonly ListedRole[],
): ReadonlyMap<string, ListedRole> {
  const taken = origin ? origin.permissions.filter((each) => !keys.has(each)) : [];
  return new Map(
    roles
      .filter(
        (role) => role.kind === "default" && taken.some((each) => role.permissions.includes(each)),
      )
      .map((role) => [role.id, role]),
  );
}

/** The default roles of somebody that cannot be held beside the copy. */
export const inTheWay = (
  user: RoleUser,
  back: ReadonlyMap<string, ListedRole>,
): readonly ListedRole[] =>
  user.roles.flatMap((role) => {
    const found = back.get(role.id);
    return found ? [found] : [];
  });
