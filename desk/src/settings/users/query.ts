// What the list of users shows, as it stands in the page's address.
import type { UserQuery } from "@/api/users";

const STATES = ["enabled", "disabled", "invited"] as const;
const SORTS = ["name", "username", "last_sign_in"].flatMap((each) => [each, `-${each}`]);

export function validateUserSearch(search: Record<string, unknown>): UserQuery {
  const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
  const q = text(search.q) ?? (typeof search.q === "number" ? String(search.q) : undefined);
  const role = text(search.role);
  const state = STATES.find((each) => each === search.state);
  const sort = SORTS.find((each) => each === search.sort);
  return {
    ...(q ? { q: q.slice(0, 100) } : {}),
    ...(role && /^[0-9a-f]{32}$/u.test(role) ? { role } : {}),
    ...(typeof search.seat === "boolean" ? { seat: search.seat } : {}),
    ...(state ? { state } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** The same without one of its parts, or with another value for it. */
export function withPart<K extends keyof UserQuery>(
  query: UserQuery,
  name: K,
  value: UserQuery[K] | undefined,
): UserQuery {
  const { [name]: _, ...rest } = query;
  return value === undefined || value === "" ? rest : { ...rest, [name]: value };
}

export type UserTab = "details" | "roles" | "access" | "effective";
export const TABS: readonly UserTab[] = ["details", "roles", "access", "effective"];

export function validateTab(search: Record<string, unknown>): { tab?: UserTab } {
  const tab = TABS.find((each) => each === search.tab);
  return tab && tab !== "details" ? { tab } : {};
}
