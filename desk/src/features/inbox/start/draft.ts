// A conversation that is about to begin, as it is written; survives closing, reloads and ended sessions.
import type { StartBody } from "@/api/starting";
import type { Id, Priority } from "@/api/types";
import { newClientId } from "@/live/clientid";

/** Somebody chosen from the list; a number stands in `typed`. */
export interface Chosen {
  id: Id;
  name: string | null;
  phone: string;
}

export interface StartDraft {
  person: Chosen | null;
  /** What stands in the field of the recipient. */
  typed: string;
  sender: Id | null;
  queue: Id | null;
  assignee: "me" | "nobody" | Id;
  topic: string;
  priority: Priority;
  text: string;
  /** What was last sent, under which id; only the very same is a repetition. */
  attempt: { id: string; body: string } | null;
}

export const empty: StartDraft = {
  person: null,
  typed: "",
  sender: null,
  queue: null,
  assignee: "me",
  topic: "",
  priority: "normal",
  text: "",
  attempt: null,
};

const key = (me: Id): string => `hubbub.start.${me}`;
const senderKey = (me: Id): string => `hubbub.sender.${me}`;

const isString = (value: unknown): value is string => typeof value === "string";

/** What was kept may be of an older desk or half written: only what fits counts. */
export function draftFrom(stored: string | null): StartDraft {
  try {
    const found: unknown = JSON.parse(stored ?? "{}");
    if (typeof found !== "object" || found === null) return empty;
    const fitting = Object.entries(found).filter(([name, value]) => fits(name, value));
    return { ...empty, ...Object.fromEntries(fitting) };
  } catch {
    return empty;
  }
}

function fits(name: string, value: unknown): boolean {
  switch (name) {
    case "typed":
    case "topic":
    case "text":
    case "assignee":
      return isString(value);
    case "sender":
    case "queue":
      return value === null || isString(value);
    case "priority":
      return isString(value) && ["low", "normal", "high", "urgent"].includes(value);
    case "person":
      return value === null || hasStrings(value, ["id", "phone"]);
    case "attempt":
      return value === null || hasStrings(value, ["id", "body"]);
    default:
      return false;
  }
}

function hasStrings(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  const held = value as Record<string, unknown>;
  return names.every((each) => isString(held[each]));
}

/** Whether there is anything that somebody would miss. */
export const isWritten = (draft: StartDraft): boolean =>
  [draft.typed, draft.topic, draft.text].some((each) => each.trim() !== "");

export function readStart(me: Id): StartDraft {
  try {
    return draftFrom(localStorage.getItem(key(me)));
  } catch {
    return empty;
  }
}

export function writeStart(me: Id, draft: StartDraft): void {
  try {
    if (isWritten(draft)) localStorage.setItem(key(me), JSON.stringify(draft));
    else localStorage.removeItem(key(me));
  } catch {
    // Storage that is full or forbidden: it still stands in the fields.
  }
}

/** The sender that this person used last. */
export function lastSender(me: Id): Id | null {
  try {
    return localStorage.getItem(senderKey(me));
  } catch {
    return null;
  }
}

export function rememberSender(me: Id, sender: Id): void {
  try {
    localStorage.setItem(senderKey(me), sender);
  } catch {
    // The first one is offered next time.
  }
}

/** Whether this was sent before, and nobody knows what became of it. */
export const isRepeated = (draft: StartDraft, body: Omit<StartBody, "client_id">): boolean =>
  draft.attempt?.body === JSON.stringify(body);

/** The draft with the id it is sent under: the same as before only for the very same. */
export function attempted(draft: StartDraft, body: Omit<StartBody, "client_id">): StartDraft {
  if (isRepeated(draft, body)) return draft;
  return { ...draft, attempt: { id: newClientId(), body: JSON.stringify(body) } };
}
