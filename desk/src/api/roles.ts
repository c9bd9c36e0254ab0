// The requests about roles: reading, saving and deleting them, who holds them, and the what-if.
import { request } from "./client";
import type { Id, Named, Page, RoleRef } from "./types";

export type AccessLevel = "none" | "own_queues" | "assigned" | "all";

export interface ListedRole extends RoleRef {
  description: string;
  permissions: string[];
  holders: number;
  needs_seat: boolean;
  access_level: AccessLevel;
  copied_from: RoleRef | null;
  /** The default role behind a copy, also through other copies. */
  origin: RoleRef | null;
  version: number;
}

export interface RoleUser extends Named {
  email: string;
  state: "enabled" | "disabled";
  seat: boolean;
  roles: RoleRef[];
}

export interface RoleUserPage extends Page<RoleUser> {
  total: number;
}

interface RoleOrDraft {
  /** Null while the role is not saved. */
  id: Id | null;
  name: string;
}

export interface RoleConflict {
  user: Named;
  code: "agent_and_supervisor" | "reducing_copy";
  keep: RoleOrDraft;
  take_off: RoleOrDraft;
  permissions: string[];
  message: string;
}

export interface Effect {
  gains: string[];
  losses: string[];
  becomes_viewer: boolean;
  count: number;
  users: Named[];
}

export interface WhatIf {
  touched: number;
  changed: number;
  disabled: number;
  effects: Effect[];
  conflicts: RoleConflict[];
  needs_seat: number;
  needs_seat_users: Named[];
  restored: { copy: RoleOrDraft; by: RoleOrDraft; permissions: string[]; count: number }[];
  /** Permissions of the role that the asker cannot give. */
  beyond: string[];
}

export interface SentRole {
  name: string;
  description: string;
  permissions: string[];
  add_users: Id[];
  replace: boolean;
}

export interface WhatIfQuestion {
  role_id?: Id;
  copied_from?: Id | null;
  name?: string;
  permissions?: string[];
  add_users?: Id[];
  remove_users?: Id[];
  replace?: boolean;
  is_deleted?: boolean;
}

export interface Wanted {
  q?: string;
  role?: Id | null;
  cursor?: string | null;
}

const part = encodeURIComponent;

function queryOf(wanted: Wanted): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  return `?${query}`;
}

export const fetchAllRoles = (): Promise<{ items: ListedRole[] }> => request("GET", "/api/roles");
export const fetchRole = (id: Id): Promise<ListedRole> => request("GET", `/api/roles/${part(id)}`);
export const createRole = (body: SentRole & { copied_from: Id | null }): Promise<ListedRole> =>
  request("POST", "/api/roles", { body });
export const saveRole = (
  id: Id,
  body: SentRole & { remove_users: Id[]; version: number },
): Promise<ListedRole> => request("PUT", `/api/roles/${part(id)}`, { body });
export const saveHolders = (
  id: Id,
  body: { add_users: Id[]; remove_users: Id[]; replace: boolean },
): Promise<ListedRole> => request("PUT", `/api/roles/${part(id)}/holders`, { body });
export const deleteRole = (id: Id, version: number): Promise<void> =>
  request("DELETE", `/api/roles/${part(id)}?version=${version}&from_holders=true`);
export const fetchHolders = (id: Id, wanted: Wanted): Promise<RoleUserPage> =>
  request("GET", `/api/roles/${part(id)}/holders${queryOf(wanted)}`);
export const fetchCandidates = (wanted: Wanted): Promise<RoleUserPage> =>
  request("GET", `/api/roles/candidates${queryOf(wanted)}`);
export const fetchCandidateNames = (wanted: Wanted): Promise<{ items: Named[] }> =>
  request("GET", `/api/roles/candidates/names${queryOf(wanted)}`);
export const askWhatIf = (body: WhatIfQuestion, signal?: AbortSignal): Promise<WhatIf> =>
  request("POST", "/api/roles/what-if", signal ? { body, signal } : { body });
