// What a draft begins with: what was kept of it, as far as it can still be chosen.
import type { AvailableSenders } from "@/api/starting";
import type { Id } from "@/api/types";
import type { StartDraft } from "./draft";

/** `last` is the sender that was used last. */
export function fitted(
  draft: StartDraft,
  { items, queues }: AvailableSenders,
  last: Id | null,
): StartDraft {
  const sender =
    items.find((each) => each.id === draft.sender) ??
    items.find((each) => each.id === last) ??
    items[0];
  const queue =
    queues.find((each) => each.id === draft.queue) ??
    queues.find((each) => each.is_default) ??
    queues[0];
  return { ...draft, sender: sender?.id ?? null, queue: queue?.id ?? null };
}
