// Begins the conversation: once, however often it is pressed, and again under the same id after a
// failure.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { type StartBody, type Started, startConversation } from "@/api/starting";
import type { Id } from "@/api/types";
import { attempted, isRepeated, type StartDraft } from "./draft";
import { missing, none, type Problems, refused, type StartField } from "./problems";
import { meant, type Search } from "./useRecipients";

interface StartDoor {
  draft: StartDraft;
  search: Search;
  /** Keeps the draft before it is sent, so that a reload repeats it rather than sends it anew. */
  keep: (draft: StartDraft) => void;
  forgetAttempt: () => void;
  started: (started: Started) => Promise<void>;
  /** Shows the first that is wrong. */
  wrong: (problems: Problems) => void;
}

export function useStart({ draft, search, keep, forgetAttempt, started, wrong }: StartDoor) {
  const { t } = useTranslation();
  const [problems, setProblems] = useState<Problems>(none);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Problems | null>(null);
  const isSending = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal.
  useEffect(() => {
    if (told) wrong(told);
  }, [told]);

  const complain = (found: Problems): void => {
    setProblems(found);
    setTold(found);
  };
  const body = bodyOf(draft, search);
  const open = isRepeated(draft, body) ? null : openOf(draft, search);
  const send = async (): Promise<void> => {
    if (isSending.current) return;
    const lacking = missing(draft, search.isCurrent ? search.found : null, t);
    if (Object.keys(lacking.fields).length > 0) return complain(lacking);
    if (open) return complain({ ...none, open });
    isSending.current = true;
    setBusy(true);
    setProblems(none);
    try {
      const sent = attempted(draft, body);
      keep(sent);
      await started(await startConversation({ ...body, client_id: sent.attempt?.id ?? "" }));
    } catch (error) {
      // Only what may have arrived is repeated later.
      if (isAnswered(error)) forgetAttempt();
      complain(refused(error, t));
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  /** What was said of a field counts no more once it is changed. */
  const forget = (field: StartField): void =>
    setProblems(({ fields: { [field]: _, ...fields }, open }) => ({
      whole: null,
      fields,
      open: field === "to" ? null : open,
    }));
  return { problems, open: problems.open ?? open, busy, send, forget };
}

const isAnswered = (error: unknown): boolean =>
  error instanceof ApiError && error.status >= 400 && error.status < 500;

/** The open conversation with whoever is meant. */
export const openOf = (draft: StartDraft, search: Search): Id | null =>
  meant(draft, search)?.open_conversation_id ?? null;

/** What is sent. A number goes as it was shown, so that nobody else is meant by it. */
export function bodyOf(draft: StartDraft, search: Search): Omit<StartBody, "client_id"> {
  const phone = search.isCurrent ? search.found?.phone : null;
  const typed = phone?.valid ? phone.number : draft.typed.trim();
  return {
    sender_id: draft.sender ?? "",
    to: draft.person ? { person_id: draft.person.id } : { phone: typed },
    text: draft.text.trim(),
    queue_id: draft.queue,
    assignee: draft.assignee,
    topic: draft.topic.trim() || null,
    priority: draft.priority,
  };
}
