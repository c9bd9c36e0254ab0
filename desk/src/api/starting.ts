// The requests of beginning a conversation: from what, to whom, in which queue, and the start itself.
import { request } from "./client";
import type { Assignee, Id, Schemas } from "./types";

export type AvailableSender = Schemas["AvailableSender"];
export type AvailableSenders = Schemas["AvailableSenders"];
export type Recipients = Schemas["Recipients"];
export type KnownRecipient = Schemas["KnownRecipient"];
export type StartBody = Schemas["StartInput"];
export type Started = Schemas["StartedConversation"];

export const fetchAvailableSenders = (): Promise<AvailableSenders> =>
  request("GET", "/api/senders/available");

/** Those that a conversation in this queue may go over. */
export const fetchSendersOf = (queue: Id): Promise<AvailableSenders> =>
  request("GET", `/api/senders/available?${new URLSearchParams({ queue_id: queue })}`);

export const fetchRecipients = (q: string, signal: AbortSignal): Promise<Recipients> =>
  request("GET", `/api/conversations/recipients?${new URLSearchParams({ q })}`, { signal });

/** Who could be given what begins in this queue. */
export const fetchStartAssignees = (queue: Id): Promise<{ items: Assignee[] }> =>
  request("GET", `/api/conversations/assignees?${new URLSearchParams({ queue_id: queue })}`);

/** The same `client_id` again gives the first answer, and sends nothing twice. */
export const startConversation = (body: StartBody): Promise<Started> =>
  request("POST", "/api/conversations", { body });
