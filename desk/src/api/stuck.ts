// The requests about work that is stuck.
import { request } from "./client";
import type { components } from "./schema";

export type StuckWork = components["schemas"]["StuckWork"];
export type Stuck = components["schemas"]["ShownStuck"];

export const fetchStuckWork = (): Promise<StuckWork> => request("GET", "/api/stuck-work");
export const retryStuck = (which: Stuck | null): Promise<StuckWork> =>
  request("POST", "/api/stuck-work/retries", {
    body: which ? { reader: which.reader, subject_id: which.subject_id } : {},
  });
export const skipStuck = ({ reader, subject_id, number }: Stuck, reason: string) =>
  request<StuckWork>("POST", "/api/stuck-work/skips", {
    body: { reader, subject_id, number, reason },
  });
