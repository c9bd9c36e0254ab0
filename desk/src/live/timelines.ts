// The timelines the desk holds: items ascending by position, newer versions of a message replace it.
import type { Id, Item, TimelinePage } from "@/api/types";
import { Signal, type Stop } from "./signal";

export interface Timeline {
  readonly items: readonly Item[];
  /** Where to read on upwards; null at the beginning of the conversation. */
  readonly earlier: number | null;
  readonly state: "loading" | "ready" | "failed";
}

const empty: Timeline = { items: [], earlier: null, state: "loading" };

/** Merges new and changed items; answers the held array itself when nothing changed. */
export function mergeItems(held: readonly Item[], incoming: readonly Item[]): readonly Item[] {
  const byId = new Map(held.map((item) => [item.id, item]));
  let changed = false;
  for (const item of incoming) {
    const old = byId.get(item.id);
    if (old && (item.type === "change" || isOlder(item, old))) continue;
    byId.set(item.id, item);
    changed = true;
  }
  return changed ? [...byId.values()].sort((a, b) => a.position - b.position) : held;
}

function isOlder(item: Item, held: Item): boolean {
  return item.type === "message" && held.type === "message" && item.version < held.version;
}

export class Timelines {
  readonly #held = new Map<Id, Timeline>();
  readonly #signal = new Signal<Id>();

  get(id: Id): Timeline | undefined {
    return this.#held.get(id);
  }

  ids(): Id[] {
    return [...this.#held.keys()];
  }

  subscribe(id: Id, listener: () => void): Stop {
    return this.#signal.subscribe(id, listener);
  }

  /** Makes room before the first request, so that frames which overtake the answer are kept. */
  begin(id: Id): void {
    this.#set(id, { ...(this.#held.get(id) ?? empty), state: "loading" });
  }

  fail(id: Id): void {
    const held = this.#held.get(id);
    if (held) this.#set(id, { ...held, state: "failed" });
  }

  /** Takes items of a frame or of an answer to a send; a timeline nobody opened keeps nothing. */
  apply(id: Id, items: readonly Item[]): void {
    const held = this.#held.get(id);
    if (!held) return;
    const first = held.items[0]?.position ?? 0;
    // A receipt for a message above what is loaded would leave a hole; it comes with its page.
    const fitting = held.earlier === null ? items : items.filter((item) => item.position >= first);
    const merged = mergeItems(held.items, fitting);
    if (merged !== held.items) this.#set(id, { ...held, items: merged });
  }

  /** Takes the newest page. A gap between it and what is held drops what is older than the gap. */
  newest(id: Id, page: TimelinePage): void {
    const held = this.#held.get(id) ?? empty;
    const first = page.items[0]?.position ?? 0;
    const heldLast = held.items.at(-1)?.position ?? 0;
    const joins = held.items.length > 0 && heldLast >= first - 1;
    const keep = joins ? held.items : held.items.filter((item) => item.position > first);
    const reachesFurther = joins && (held.items[0]?.position ?? 0) < first;
    this.#set(id, {
      items: mergeItems(keep, page.items),
      earlier: reachesFurther ? held.earlier : page.earlier,
      state: "ready",
    });
  }

  /** Takes a page above what is held. */
  older(id: Id, page: TimelinePage): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#set(id, { ...held, items: mergeItems(held.items, page.items), earlier: page.earlier });
  }

  /** Keeps only the newest items of a timeline that is no longer looked at. */
  trim(id: Id, keep = 60): void {
    const held = this.#held.get(id);
    if (!held || held.items.length <= keep) return;
    const items = held.items.slice(-keep);
    this.#set(id, { ...held, items, earlier: items[0]?.position ?? null });
  }

  drop(id: Id): void {
    this.#held.delete(id);
    this.#signal.emit(id);
  }

  #set(id: Id, timeline: Timeline): void {
    this.#held.set(id, timeline);
    this.#signal.emit(id);
  }
}
