// The requests of the senders' page: which queues write from what, and the names.
import { request } from "./client";
import type { Id, Schemas } from "./types";

export type Sender = Schemas["ShownSender"];
export type SenderQueues = Schemas["SenderQueuesInput"];

const at = (rest: string): string => `/api/senders${rest}`;
const part = encodeURIComponent;

export const fetchSenders = (): Promise<{ items: Sender[] }> => request("GET", at(""));

export const saveSenderQueues = (id: Id, body: SenderQueues): Promise<Sender> =>
  request("PUT", at(`/${part(id)}/queues`), { body });

export const addSenderName = (name: string, carrier_id: Id): Promise<Sender> =>
  request("POST", at("/names"), { body: { name, carrier_id } });

export const removeSenderName = (id: Id, version: number): Promise<void> =>
  request("DELETE", at(`/names/${part(id)}?version=${version}`));
