// Carriers that are reached over HTTP, and the numbers that the account has there.
import { request } from "./client";
import type { components } from "./schema";
import type { HttpCarrier, Id } from "./types";

type Schemas = components["schemas"];

export type CarrierKind = Schemas["ShownKindOfCarrier"];
export type CarrierSetting = Schemas["ShownSetting"];
export type NumberThere = Schemas["NumberThere"];

export interface HttpCarrierForm {
  name: string;
  /** Secrets that are left out stay as they are. */
  settings: Record<string, string>;
  per_second: number;
  enabled: boolean;
}

const path = (id: Id, rest: string): string => `/api/carriers/${encodeURIComponent(id)}${rest}`;

export const fetchCarrierKinds = (): Promise<{ items: CarrierKind[] }> =>
  request("GET", "/api/carriers/kinds");
export const createHttpCarrier = (
  kind: string,
  simulated: boolean,
  form: HttpCarrierForm,
): Promise<HttpCarrier> =>
  request("POST", "/api/carriers/over-http", { body: { ...form, kind, simulated } });
/** `version` is that of the carrier that the form shows: 409 `stale` when it changed since. */
export const saveHttpCarrier = (
  id: Id,
  version: number,
  form: HttpCarrierForm,
): Promise<HttpCarrier> => request("PUT", path(id, "/over-http"), { body: { ...form, version } });
export const fetchNumbersThere = (id: Id): Promise<{ items: NumberThere[] }> =>
  request("GET", path(id, "/numbers"));
export const bringNumberHere = (id: Id, key: string): Promise<{ items: NumberThere[] }> =>
  request("POST", path(id, "/numbers"), { body: { key } });
