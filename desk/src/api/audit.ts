// The audit log: what the server tells of it, and how it is asked.
import { request } from "./client";
import type { Id, Instant, Page } from "./types";

export interface AuditThing {
  kind: string;
  id: Id;
  /** Null where nobody knows it any more. */
  name: string | null;
  exists: boolean;
}

export interface AuditValue {
  values: (string | number | boolean)[];
  things: AuditThing[];
  erased: boolean;
}

export interface AuditChange {
  field: string;
  /** Null where the thing did not exist. */
  before: AuditValue | null;
  after: AuditValue | null;
}

export interface AuditEntry {
  id: number;
  at: Instant;
  kind: string;
  area: "account" | "conversations";
  by: {
    kind: "user" | "api_key" | "system";
    name: string | null;
    exists: boolean;
    user: AuditThing | null;
  };
  address: string | null;
  object: AuditThing;
  about: AuditThing[];
  changes: AuditChange[];
}

export interface AuditAbout {
  sealed_until: Instant | null;
  check: { checked_at: Instant; sealed_until: Instant | null; problems: number } | null;
  kinds: string[];
  people: AuditThing[];
}

export function fetchAudit(
  query: URLSearchParams,
  cursor: string | null,
): Promise<Page<AuditEntry>> {
  const asked = new URLSearchParams(query);
  if (cursor) asked.set("cursor", cursor);
  return request("GET", `/api/audit?${asked}`);
}

export const fetchAuditAbout = (): Promise<AuditAbout> => request("GET", "/api/audit/about");
export const auditExport = (query: URLSearchParams): string => `/api/audit/export?${query}`;
