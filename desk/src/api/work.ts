// The requests of an agent's work: conversations, timelines, sending, assigning.
import { request } from "./client";
import type {
  Agent,
  AgentStatus,
  Assignee,
  Conversation,
  ConversationPage,
  ConversationStatus,
  Id,
  Message,
  Person,
  Priority,
  Text,
  TimelinePage,
} from "./types";

export type Scope = "mine" | "all";
export type StatusFilter = "active" | ConversationStatus;
export interface ViewQuery {
  scope: Scope;
  status: StatusFilter;
  q: string;
}

const at = (id: Id, rest = ""): string => `/api/conversations/${encodeURIComponent(id)}${rest}`;

export function fetchConversations(
  view: ViewQuery,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<ConversationPage> {
  const query = new URLSearchParams({ scope: view.scope, status: view.status, limit: "50" });
  if (view.q) query.set("q", view.q);
  if (cursor) query.set("cursor", cursor);
  return request("GET", `/api/conversations?${query}`, signal ? { signal } : {});
}

export const fetchConversation = (id: Id): Promise<Conversation> => request("GET", at(id));

export function fetchTimeline(id: Id, before: number | null): Promise<TimelinePage> {
  const query = new URLSearchParams({ limit: "50" });
  if (before !== null) query.set("before", String(before));
  return request("GET", at(id, `/timeline?${query}`));
}

export const fetchTexts = (id: Id): Promise<{ items: Text[] }> => request("GET", at(id, "/texts"));

export const sendMessage = (id: Id, clientId: string, text: string): Promise<Message> =>
  request("POST", at(id, "/messages"), { body: { client_id: clientId, text } });

export const retryMessage = (id: Id, messageId: Id): Promise<Message> =>
  request("POST", at(id, `/messages/${encodeURIComponent(messageId)}/retry`));

export const assign = (id: Id, assigneeId: Id | null): Promise<Conversation> =>
  request("PUT", at(id, "/assignment"), { body: { assignee_id: assigneeId } });

export const setStatus = (id: Id, status: ConversationStatus): Promise<Conversation> =>
  request("PUT", at(id, "/status"), { body: { status } });

export const setPriority = (id: Id, priority: Priority): Promise<Conversation> =>
  request("PUT", at(id, "/priority"), { body: { priority } });

export const setTopic = (id: Id, topic: string | null): Promise<Conversation> =>
  request("PUT", at(id, "/topic"), { body: { topic } });

export const setSender = (id: Id, senderId: Id): Promise<Conversation> =>
  request("PUT", at(id, "/sender"), { body: { sender_id: senderId } });

export const markRead = (id: Id, inboundCount: number): Promise<void> =>
  request("PUT", at(id, "/read"), { body: { inbound_count: inboundCount } });

export const renamePerson = (id: Id, name: string): Promise<Person> =>
  request("PUT", `/api/people/${encodeURIComponent(id)}`, { body: { name } });

export const fetchAssignees = (id: Id): Promise<{ items: Assignee[] }> =>
  request("GET", at(id, "/assignees"));

export const setAgentStatus = (status: AgentStatus): Promise<Agent> =>
  request("PUT", "/api/me/agent-status", { body: { status } });
