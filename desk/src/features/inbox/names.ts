// How people and states of a conversation are called on the screen.
import type { Conversation, ConversationStatus, Person } from "@/api/types";
import { readablePhone } from "@/ui/phone";

/** The name, or the number grouped for reading. */
export const personName = (person: Person): string => person.name ?? readablePhone(person.phone);

export const statuses: readonly ConversationStatus[] = ["open", "waiting", "solved", "closed"];
export const priorities = ["urgent", "high", "normal", "low"] as const;

export const can = (conversation: Conversation, ability: Conversation["can"][number]): boolean =>
  conversation.can.includes(ability);
