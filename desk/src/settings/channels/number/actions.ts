// The actions that there are for each channel, and what each of them needs.
import type { Action, BodyFormat, Configuration, InboundChannel } from "@/api/inbound";

export const ACTIONS: Record<InboundChannel, readonly Action[]> = {
  sms: ["conversations", "url", "email", "smpp", "pull", "default", "none"],
  voice: ["conversations", "phone", "url", "message", "default", "none"],
};

/** In which form a server is told of a text. */
export const FORMATS: readonly BodyFormat[] = ["hubbub", "vendor"];

/** What somebody has to be able to read before he may send it elsewhere. */
export const LEADS_AWAY: readonly Action[] = ["url", "email", "smpp"];

/** The words of what an action needs, under `inbound.targets`. */
export type TargetKind = "url" | "email" | "phone" | "message";

export function targetOf(action: Action): TargetKind | null {
  switch (action) {
    case "url":
    case "email":
    case "phone":
    case "message":
      return action;
    default:
      return null;
  }
}

/** Beside the action: to whom, in the words that were given. */
export const detailOf = ({ target, connection }: Configuration): string | null =>
  target ?? connection?.name ?? null;
