// The requests about users, invitations, links and one's own profile.
import { request } from "./client";
import type { Id, Instant, Named, Page, RoleRef, User } from "./types";

export type MailState = "queued" | "sent" | "failed" | "dropped";

export interface SentMail {
  state: MailState;
  reason: string | null;
  at: Instant;
  next_at: Instant | null;
}

export interface FullUser {
  user: User;
  mail: SentMail | null;
}

export type InviteState = "pending" | "expired" | "accepted" | "revoked";

export interface Invite {
  id: Id;
  email: string;
  state: InviteState;
  roles: RoleRef[];
  seat: boolean;
  invited_by: Named | null;
  created_at: Instant;
  expires_at: Instant;
  user_id: Id | null;
  mail: SentMail | null;
  version: number;
}

export interface OpenSession {
  id: Id;
  created_at: Instant;
  seen_at: Instant;
  address: string | null;
  browser: string | null;
  is_this: boolean;
}

export interface ImportedRow {
  line: number;
  name: string;
  email: string;
  username: string;
  user_id: Id | null;
  seat: boolean;
  errors: { field: string; message: string }[];
}

export interface Imported {
  rows: ImportedRow[];
  good: number;
  bad: number;
  seats_wanted: number;
  seats_free: number;
}

export interface LinkAbout {
  purpose: "password" | "invite" | "email";
  account: string;
  name: string;
  username: string;
  email: string;
  is_first: boolean;
}

export interface SignInName {
  username: string;
  email: string;
}

/** What the list shows; all of it stands in the page's address. */
export interface UserQuery {
  q?: string;
  role?: Id;
  seat?: boolean;
  state?: "enabled" | "disabled" | "invited";
  sort?: string;
}

export interface NewUser {
  name: string;
  email: string;
  username: string | null;
  role_ids: Id[];
  seat: boolean;
  join_default_queue: boolean;
}

export type NewInvite = Pick<NewUser, "email" | "role_ids" | "seat" | "join_default_queue">;

export interface Details {
  name: string;
  language: string | null;
  time_zone: string | null;
  phone: string | null;
  details_version: number;
}

const part = encodeURIComponent;
const anonymous = true;

function words(query: UserQuery): URLSearchParams {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
}

export function fetchUserPage(query: UserQuery, cursor: string | null): Promise<Page<User>> {
  const asked = words(query);
  if (cursor) asked.set("cursor", cursor);
  return request("GET", `/api/users?${asked}`);
}

export const exportAddress = (query: UserQuery): string => `/api/users/export?${words(query)}`;

export const createUser = (body: NewUser): Promise<User> => request("POST", "/api/users", { body });
export const importUsers = (csv: string, trial: boolean): Promise<Imported> =>
  request("POST", "/api/users/import", { body: { csv, trial } });
export const fetchUser = (id: Id): Promise<FullUser> =>
  request("GET", `/api/users/${part(id)}/full`);
export const editUser = (id: Id, body: Details): Promise<User> =>
  request("PUT", `/api/users/${part(id)}`, { body });
export const setUserEmail = (id: Id, email: string, details_version: number): Promise<User> =>
  request("PUT", `/api/users/${part(id)}/email`, { body: { email, details_version } });
export const sendSignInMail = (id: Id): Promise<FullUser> =>
  request("POST", `/api/users/${part(id)}/sign-in-mail`);
export const fetchUserSessions = (id: Id): Promise<{ items: OpenSession[] }> =>
  request("GET", `/api/users/${part(id)}/sessions`);
export const endUserSessions = (id: Id): Promise<{ count: number }> =>
  request("DELETE", `/api/users/${part(id)}/sessions`);

export function fetchInvites(state: string | undefined, cursor: string | null) {
  const asked = new URLSearchParams();
  if (state) asked.set("state", state);
  if (cursor) asked.set("cursor", cursor);
  return request<Page<Invite>>("GET", `/api/invites?${asked}`);
}
export const invite = (body: NewInvite): Promise<Invite> =>
  request("POST", "/api/invites", { body });
export const inviteAgain = (id: Id): Promise<Invite> =>
  request("POST", `/api/invites/${part(id)}/mail`);
export const revokeInvite = (id: Id): Promise<Invite> =>
  request("DELETE", `/api/invites/${part(id)}`);

export const fetchProfile = (): Promise<User> => request("GET", "/api/me/profile");
export const editProfile = (body: Details): Promise<User> =>
  request("PUT", "/api/me/profile", { body });
export const changePassword = (current: string, password: string): Promise<void> =>
  request("PUT", "/api/me/password", { body: { current, password } });
export const fetchMySessions = (): Promise<{ items: OpenSession[] }> =>
  request("GET", "/api/me/sessions");
export const endOtherSessions = (): Promise<{ count: number }> =>
  request("DELETE", "/api/me/sessions");
export const endMySession = (id: Id): Promise<void> =>
  request("DELETE", `/api/me/sessions/${part(id)}`);

export const lookAtLink = (token: string): Promise<LinkAbout> =>
  request("POST", "/api/links/look", { body: { token }, anonymous });
export const setPassword = (token: string, password: string): Promise<SignInName> =>
  request("POST", "/api/links/password", { body: { token, password }, anonymous });
export const confirmEmail = (token: string): Promise<SignInName> =>
  request("POST", "/api/links/email", { body: { token }, anonymous });
export const acceptInvite = (
  token: string,
  form: { name: string; username: string; password: string; time_zone: string; language: string },
): Promise<SignInName> =>
  request("POST", "/api/links/invite", { body: { token, ...form }, anonymous });
export const askForReset = (name: string): Promise<void> =>
  request("POST", "/api/password-resets", { body: { name }, anonymous });
