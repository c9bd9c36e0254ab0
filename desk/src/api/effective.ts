// The requests about what somebody can do, and why.
import { request } from "./client";
import type { components } from "./schema";
import type { Id } from "./types";

export type EffectiveAccess = components["schemas"]["EffectiveAccess"];
export type Verdict = components["schemas"]["ShownVerdict"];

export const fetchAccess = (user: Id): Promise<EffectiveAccess> =>
  request("GET", `/api/users/${encodeURIComponent(user)}/access`);

/** Where the review of everybody's permissions can be downloaded. */
export const reviewAddress = "/api/access-review/export";
