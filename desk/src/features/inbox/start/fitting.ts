// What a draft begins with: what was kept of it, as far as it can still be chosen.
import type { AvailableSenders } from "@/api/starting";
import type { Id } from "@/api/types";
import type { StartDraft } from "./draft";

/** `last` is the sender that was used last. */
export function fitted(
  draft: StartDraft,
  available: AvailableSenders,
  last: Id | null,
): StartDraft {
  const { items } = available;
  const sender =
    items.find((each) => each.id === draft.sender) ??
    items.find((each) => each.id === last) ??
    items[0];
  return inItsQueue({ ...draft, sender: sender?.id ?? null }, available);
}

/** The queues in which it may begin from this sender. */
export function queuesOf({ items, queues }: AvailableSenders, sender: Id | null) {
  const fitting = items.find((each) => each.id === sender)?.queue_ids;
  return fitting ? queues.filter((each) => fitting.includes(each.id)) : queues;
}

/** In a queue that may write from its sender. Who could be given it is another question there. */
export function inItsQueue(draft: StartDraft, available: AvailableSenders): StartDraft {
  const queues = queuesOf(available, draft.sender);
  const queue =
    queues.find((each) => each.id === draft.queue) ??
    queues.find((each) => each.is_default) ??
    queues[0];
  const id = queue?.id ?? null;
  const isMoved = draft.queue !== null && draft.queue !== id;
  return { ...draft, queue: id, assignee: isMoved ? "me" : draft.assignee };
}
