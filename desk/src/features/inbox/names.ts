// How people and states of a conversation are called on the screen.
import i18next from "i18next";
import type { Conversation, ConversationStatus, Person } from "@/api/types";
import { readablePhone } from "@/ui/phone";

/** The name, or the number grouped for reading; of somebody erased neither is left. */
export const personName = (person: Person): string =>
  person.erased_at
    ? i18next.t("privacy.erasedPerson")
    : (person.name ?? readablePhone(person.phone));

export const statuses: readonly ConversationStatus[] = ["open", "waiting", "solved", "closed"];
export const priorities = ["urgent", "high", "normal", "low"] as const;

export const can = (conversation: Conversation, ability: Conversation["can"][number]): boolean =>
  conversation.can.includes(ability);
