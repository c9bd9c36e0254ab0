// What keeps a conversation from beginning: what is not filled in, and what the server refused.
import type { TFunction } from "i18next";
import { ApiError } from "@/api/client";
import { explain, fieldErrors } from "@/api/explain";
import type { Recipients } from "@/api/starting";
import type { Id } from "@/api/types";
import type { StartDraft } from "./draft";

export type StartField = "to" | "sender" | "queue" | "assignee" | "topic" | "priority" | "text";

export interface Problems {
  /** A sentence about all of it, or nothing. */
  whole: string | null;
  fields: Partial<Record<StartField, string>>;
  /** The open conversation in the way, where it may be seen. */
  open: Id | null;
}

export const none: Problems = { whole: null, fields: {}, open: null };

/** In the order of the form, so that the first one gets the cursor. */
export const fieldOrder: readonly StartField[] = [
  "to",
  "sender",
  "queue",
  "assignee",
  "priority",
  "topic",
  "text",
];

const fieldOf: Record<string, StartField> = {
  to: "to",
  "to.phone": "to",
  "to.person_id": "to",
  sender_id: "sender",
  queue_id: "queue",
  assignee: "assignee",
  topic: "topic",
  priority: "priority",
  text: "text",
};

/** Digits, and the signs that people put between them. */
const NUMBER = /^\+?[\d\s().\p{Pd}/]*\d[\d\s().\p{Pd}/]*$/u;

/** The marks that come along when a number is copied cannot be seen, and mean nothing. */
export const isLikeNumber = (text: string): boolean =>
  NUMBER.test(text.replace(/\p{Cf}/gu, "").trim()) && (text.match(/\d/gu) ?? []).length >= 3;

/** What can be said before anything is sent. */
export function missing(draft: StartDraft, found: Recipients | null, t: TFunction): Problems {
  const fields: Problems["fields"] = {};
  const typed = draft.typed.trim();
  if (!draft.person) {
    if (!typed) fields.to = t("starting.noRecipient");
    else if (!isLikeNumber(typed)) fields.to = t("starting.unknownRecipient");
    else if (found?.phone?.problem) fields.to = found.phone.problem;
  }
  if (!draft.sender) fields.sender = t("starting.noSender");
  if (!draft.text.trim()) fields.text = t("starting.noText");
  return { ...none, fields };
}

/** What the server said, each sentence at its field; what belongs to none stands above all. */
export function refused(error: unknown, t: TFunction): Problems {
  const fields: Problems["fields"] = {};
  let whole: string | null = null;
  for (const [name, sentence] of Object.entries(fieldErrors(error))) {
    const field = fieldOf[name];
    if (field) fields[field] = sentence;
    else whole = sentence;
  }
  if (error instanceof ApiError) {
    if (error.code === "already_open") {
      const { conversation_id: open } = error.problem;
      return { whole: error.message, fields: {}, open: open ?? null };
    }
    if (error.code === "not_eligible") fields.assignee = error.message;
  }
  if (Object.keys(fields).length === 0) whole ??= explain(error, t);
  return { whole, fields, open: null };
}
