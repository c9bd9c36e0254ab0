// Buying numbers: what carriers offer, orders from the draft to the number, and giving one back.
import { ApiError, request } from "./client";
import type { Id, Problem, Schemas } from "./types";

export type NumberOrder = Schemas["ShownOrder"];
export type NumberOffer = Schemas["ShownOffer"];
export type NumberCountry = Schemas["ShownCountry"];
export type Requirement = Schemas["ShownRequirement"];
export type OrderStep = NumberOrder["step"];
export type Capability = NumberOffer["capabilities"][number];
export type NumberKind = NumberOffer["kind"];
export type NumberUses = Schemas["NumberUses"];
type OrderInput = Schemas["OrderInput"];

const ORDERS = "/api/number-orders";
const at = (id: Id): string => `${ORDERS}/${encodeURIComponent(id)}`;

export const fetchOrders = (): Promise<{ items: NumberOrder[] }> => request("GET", ORDERS);
export const fetchOrder = (id: Id): Promise<NumberOrder> => request("GET", at(id));
/** Asked for twice under one id, it is begun once. */
export const beginOrder = (client_id: string): Promise<NumberOrder> =>
  request("POST", ORDERS, { body: { client_id } });
export const saveOrder = (id: Id, body: OrderInput): Promise<NumberOrder> =>
  request("PUT", at(id), { body });
export const placeOrder = (id: Id, version: number): Promise<NumberOrder> =>
  request("POST", `${at(id)}/place`, { body: { version } });
export const discardOrder = (id: Id): Promise<void> => request("DELETE", at(id));

export const fetchCountries = (): Promise<{ items: NumberCountry[] }> =>
  request("GET", "/api/number-offers/countries");

export function fetchOffers(
  country: string,
  capabilities: readonly Capability[],
  kind: NumberKind,
): Promise<{ items: NumberOffer[]; silent: string[] }> {
  const query = new URLSearchParams({ country, kind });
  for (const each of capabilities) query.append("capabilities", each);
  return request("GET", `/api/number-offers?${query}`);
}

export const documentAt = (id: Id, requirement: string): string =>
  `${at(id)}/documents/${encodeURIComponent(requirement)}`;

export const dropDocument = (id: Id, requirement: string, version: number): Promise<NumberOrder> =>
  request("DELETE", `${documentAt(id, requirement)}?version=${version}`);

/** Sends a file as it is. Throws ApiError. */
export async function uploadDocument(
  id: Id,
  requirement: string,
  version: number,
  file: File,
): Promise<NumberOrder> {
  const query = new URLSearchParams({ version: String(version), name: file.name });
  const path = `${documentAt(id, requirement)}?${query}`;
  const headers = {
    Accept: "application/json",
    "Content-Type": file.type || "application/octet-stream",
  };
  let answer: Response;
  try {
    answer = await fetch(path, { method: "PUT", headers, credentials: "same-origin", body: file });
  } catch {
    throw new ApiError(0, { code: "unreachable" });
  }
  const body: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(answer.status, body as Problem);
  return body as NumberOrder;
}

export const fetchUses = (id: Id): Promise<NumberUses> =>
  request("GET", `/api/numbers/${encodeURIComponent(id)}/uses`);
export const releaseNumber = (id: Id, version: number): Promise<void> =>
  request("POST", `/api/numbers/${encodeURIComponent(id)}/release`, { body: { version } });
