// Conversations and messages for the tests of the live state.
import type { Conversation, Message } from "@/api/types";

export const ME = "me";

export function conversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    version: 1,
    status: "open",
    priority: "normal",
    channel: "sms",
    topic: null,
    queue: { id: "q", name: "Support" },
    assignee: { id: ME, name: "Mia" },
    person: { id: `p-${id}`, name: `Person ${id}`, phone: "+385911234567" },
    number: "+38515550100",
    last_message: null,
    inbound_count: 0,
    read_count: 0,
    created_at: "2026-11-22T08:00:00Z",
    updated_at: "2026-11-22T08:00:00Z",
    last_message_at: "2026-11-22T08:00:00Z",
    waiting_since: null,
    takes_answers: true,
    sender_held: true,
    closed_at: null,
    can: ["reply"],
    ...change,
  };
}

export function message(id: string, position: number, change: Partial<Message> = {}): Message {
  return {
    type: "message",
    id,
    conversation_id: "a",
    position,
    version: 1,
    direction: "outbound",
    text: `text ${id}`,
    author: { kind: "agent", id: ME, name: "Mia" },
    status: "queued",
    failure: null,
    segments: 1,
    client_id: null,
    created_at: "2026-11-22T08:00:00Z",
    sent_at: null,
    delivered_at: null,
    can: [],
    ...change,
  };
}

/** `n` minutes after eight. */
export const at = (n: number): string => new Date(Date.UTC(2026, 10, 22, 8, n)).toISOString();
