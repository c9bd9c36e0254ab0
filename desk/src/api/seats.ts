// The requests of the seats page.
import { request } from "./client";
import type { components } from "./schema";
import type { Id, Page, Seats } from "./types";

export type SeatHolder = components["schemas"]["SeatHolder"];
export type SeatSuggestion = components["schemas"]["SeatSuggestion"];
export type SeatChange = components["schemas"]["ShownSeatChange"];

export const roleFilters = ["none", "agent", "supervisor", "viewer", "setup", "analytics"] as const;

export interface SeatQuery {
  q: string;
  seat: "" | "true" | "false";
  role: "" | (typeof roleFilters)[number];
}

export function fetchSeatHolders(wanted: SeatQuery, cursor: string | null) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", cursor);
  return request<Page<SeatHolder>>("GET", `/api/seats/holders?${query}`);
}

export const assignSeats = (change: { give?: Id[]; take?: Id[] }): Promise<Seats> =>
  request("PUT", "/api/seats", { body: change });

export function fetchSeatLog(cursor: string | null): Promise<Page<SeatChange>> {
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
  return request("GET", `/api/seats/log${query}`);
}
