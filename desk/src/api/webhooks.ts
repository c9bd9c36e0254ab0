// The requests of the pages about webhooks.
import { request } from "./client";
import type { components } from "./schema";
import type { Id, Page } from "./types";

type Schemas = components["schemas"];

export type Webhook = Schemas["ShownWebhook"];
export type WebhookState = Webhook["state"];
export type Webhooks = Schemas["ShownWebhooks"];
export type WebhookWithSecret = Schemas["WebhookWithSecret"];
export type Delivery = Schemas["ShownDelivery"];
export type DeliveryWithAttempts = Schemas["DeliveryWithAttempts"];
export type Replay = Schemas["ShownReplay"];

export interface WebhookForm {
  name: string;
  url: string;
  kinds: string[];
  /** A header without a value keeps the one that it has. */
  headers: { name: string; value: string | null }[];
}

export interface LogFilter {
  state: Delivery["state"] | "";
  kind: string;
}

const at = (id: Id): string => `/api/webhooks/${encodeURIComponent(id)}`;

export const fetchWebhooks = (): Promise<Webhooks> => request("GET", "/api/webhooks");
export const fetchWebhook = (id: Id): Promise<Webhook> => request("GET", at(id));
export const addWebhook = (body: WebhookForm): Promise<WebhookWithSecret> =>
  request("POST", "/api/webhooks", { body });
export const changeWebhook = (id: Id, body: WebhookForm & { version: number }): Promise<Webhook> =>
  request("PUT", at(id), { body });
export const removeWebhook = (id: Id): Promise<void> => request("DELETE", at(id));
export const setWebhookState = ({ id, version }: Webhook, state: WebhookState): Promise<Webhook> =>
  request("PUT", `${at(id)}/state`, { body: { state, version } });
export const rotateSecret = (id: Id, old_hours: number): Promise<WebhookWithSecret> =>
  request("POST", `${at(id)}/secret`, { body: { old_hours } });
export const sendTest = (id: Id): Promise<Delivery> => request("POST", `${at(id)}/test`);

export function fetchDeliveries(
  id: Id,
  { state, kind }: LogFilter,
  cursor: string | null,
): Promise<Page<Delivery>> {
  const query = new URLSearchParams();
  if (state) query.set("state", state);
  if (kind) query.set("kind", kind);
  if (cursor) query.set("cursor", cursor);
  return request("GET", `${at(id)}/deliveries?${query}`);
}

export const fetchDelivery = (id: Id, delivery: Id): Promise<DeliveryWithAttempts> =>
  request("GET", `${at(id)}/deliveries/${encodeURIComponent(delivery)}`);
export const replayDelivery = (id: Id, delivery: Id): Promise<Delivery> =>
  request("POST", `${at(id)}/deliveries/${encodeURIComponent(delivery)}/replay`);
export const replayFailed = (id: Id, since: string): Promise<Replay> =>
  request("POST", `${at(id)}/replays`, { body: { since } });
export const fetchReplays = (id: Id): Promise<{ items: Replay[] }> =>
  request("GET", `${at(id)}/replays`);
