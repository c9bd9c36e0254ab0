// How people and states of a conversation are called on the screen.
import type { Conversation, ConversationStatus, Person } from "@/api/types";

/** The name, or the number grouped for reading. */
export const personName = (person: Person): string => person.name ?? readablePhone(person.phone);

/** "+385911234567" as "+385 911 234 567": threes from the end, never a lone digit in front. */
export function readablePhone(phone: string): string {
  const digits = /^\+(\d{6,15})$/.exec(phone)?.[1];
  if (!digits) return phone;
  const head = digits.length % 3 === 1 ? 4 : digits.length % 3 || 3;
  const rest = digits.slice(head).match(/\d{3}/g) ?? [];
  return `+${[digits.slice(0, head), ...rest].join(" ")}`;
}

export const statuses: readonly ConversationStatus[] = ["open", "waiting", "solved", "closed"];
export const priorities = ["urgent", "high", "normal", "low"] as const;

export const can = (conversation: Conversation, ability: Conversation["can"][number]): boolean =>
  conversation.can.includes(ability);
