// What was being written, per person and conversation; survives reloads and ended sessions.
import type { Id } from "@/api/types";

const key = (me: Id, conversation: Id): string => `hubbub.draft.${me}.${conversation}`;

export function readDraft(me: Id, conversation: Id): string {
  try {
    return localStorage.getItem(key(me, conversation)) ?? "";
  } catch {
    return "";
  }
}

export function writeDraft(me: Id, conversation: Id, text: string): void {
  try {
    if (text.trim()) localStorage.setItem(key(me, conversation), text);
    else localStorage.removeItem(key(me, conversation));
  } catch {
    // Storage that is full or forbidden: the text still stands in the field.
  }
}
