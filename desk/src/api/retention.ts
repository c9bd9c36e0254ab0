// The requests about for how long things are kept.
import { request } from "./client";
import { downloadFile } from "./download";
import type { components } from "./schema";
import type { Id } from "./types";

export type Retention = components["schemas"]["ShownRetention"];
export type RetentionPreview = components["schemas"]["RetentionPreview"];
export const kinds = ["texts", "people", "audit", "deliveries", "files"] as const;
export type RetentionKind = (typeof kinds)[number];
/** Days; null keeps for ever. */
export type Days = Record<`${RetentionKind}_days`, number | null>;

export const fetchRetention = (): Promise<Retention> => request("GET", "/api/retention");
export const previewRetention = (body: Days): Promise<RetentionPreview> =>
  request("POST", "/api/retention/preview", { body });
export const changeRetention = (body: Days & { version: number }): Promise<Retention> =>
  request("PUT", "/api/retention", { body });

export type AccountExports = components["schemas"]["AccountExports"];

export const fetchAccountExports = (): Promise<AccountExports> =>
  request("GET", "/api/account/exports");
export const beginAccountExport = (): Promise<AccountExports> =>
  request("POST", "/api/account/exports");
/** Throws ApiError. */
export const fetchAccountExport = (job: Id): Promise<void> =>
  downloadFile(`/api/account/exports/${encodeURIComponent(job)}/file`, "account.zip");
