// A role being edited: what it was when it was loaded, what it is to be, and for whom. Kept in the
// tab's storage, so that a reload loses nothing.
import type { ListedRole } from "@/api/roles";
import type { Id, Named } from "@/api/types";

export interface Base {
  name: string;
  description: string;
  permissions: readonly string[];
  version: number;
}

export interface Draft {
  base: Base;
  name: string;
  description: string;
  permissions: readonly string[];
  add: readonly Named[];
  remove: readonly Named[];
  /** Take the roles off that cannot be held beside it. */
  replace: boolean;
}

/** What somebody else made of the role meanwhile. */
export interface Other {
  name: string | null;
  isDescribed: boolean;
  added: string[];
  removed: string[];
}

const STORED = "hubbub.role-draft.";
export const NOTHING: Base = { name: "", description: "", permissions: [], version: 0 };

export const baseOf = ({ name, description, permissions, version }: ListedRole): Base => ({
  name,
  description,
  permissions,
  version,
});

export const begin = (base: Base, changes: Partial<Draft> = {}): Draft => ({
  base,
  name: base.name,
  description: base.description,
  permissions: base.permissions,
  add: [],
  remove: [],
  replace: false,
  ...changes,
});

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set([...one, ...other]).size === one.length;

export function isChanged(draft: Draft): boolean {
  const { base } = draft;
  return (
    draft.name !== base.name ||
    draft.description !== base.description ||
    !sameKeys(draft.permissions, base.permissions) ||
    draft.add.length > 0 ||
    draft.remove.length > 0
  );
}

export const changesKeys = (draft: Draft): boolean =>
  !sameKeys(draft.permissions, draft.base.permissions);

/** Puts one's own changes on top of what the role has become. */
export function rebase(draft: Draft, now: Base): { draft: Draft; other: Other } {
  const { base } = draft;
  const was = new Set(base.permissions);
  const mine = new Set(draft.permissions);
  const added = draft.permissions.filter((each) => !was.has(each));
  const kept = now.permissions.filter((each) => !was.has(each) || mine.has(each));
  const theirs = new Set(now.permissions);
  return {
    draft: {
      ...draft,
      base: now,
      name: draft.name === base.name ? now.name : draft.name,
      description: draft.description === base.description ? now.description : draft.description,
      permissions: [...new Set([...kept, ...added])],
    },
    other: {
      name: now.name === base.name ? null : now.name,
      isDescribed: now.description !== base.description,
      added: now.permissions.filter((each) => !was.has(each)),
      removed: base.permissions.filter((each) => !theirs.has(each)),
    },
  };
}

export function toggled(draft: Draft, keys: readonly string[], isOn: boolean): Draft {
  const without = draft.permissions.filter((each) => !keys.includes(each));
  return { ...draft, permissions: isOn ? [...without, ...keys] : without };
}

/** With these chosen as well. Whoever was to lose the role simply keeps it. */
export function withUsers(draft: Draft, users: readonly Named[], holders: ReadonlySet<Id>): Draft {
  const chosen = new Set(users.map((each) => each.id));
  const known = new Set(draft.add.map((each) => each.id));
  const fresh = users.filter((each) => !known.has(each.id) && !holders.has(each.id));
  return {
    ...draft,
    add: [...draft.add, ...fresh.map(({ id, name }) => ({ id, name }))],
    remove: draft.remove.filter((each) => !chosen.has(each.id)),
  };
}

export const stored = {
  read(name: string): Draft | null {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(STORED + name) ?? "null");
      return isDraft(found) ? found : null;
    } catch {
      return null;
    }
  },
  write(name: string, draft: Draft | null): void {
    try {
      if (draft) sessionStorage.setItem(STORED + name, JSON.stringify(draft));
      else sessionStorage.removeItem(STORED + name);
    } catch {
      // Without storage the draft lasts until the page is left.
    }
  },
};

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { base, name, permissions, add, remove } = value as Record<string, unknown>;
  return (
    typeof base === "object" &&
    base !== null &&
    typeof name === "string" &&
    [permissions, add, remove].every(Array.isArray)
  );
}
