// One list on the screen: which conversations belong to it, and the order it may show them in now.
import type { Conversation, Id } from "@/api/types";
import type { ViewQuery } from "@/api/work";

/** At most four new orders a second, so that a busy list stays readable. */
export const RESORT_MS = 250;

type Lookup = (id: Id) => Conversation | undefined;

export interface ListState {
  readonly order: readonly Id[];
  /** How many conversations moved, came or went since the order was held. */
  readonly waiting: number;
  readonly next: string | null;
  readonly state: "loading" | "ready" | "failed";
}

export function belongs(view: ViewQuery, conversation: Conversation, me: Id): boolean {
  if (view.scope === "mine" && conversation.assignee?.id !== me) return false;
  if (view.status === "active") return conversation.status !== "closed";
  return conversation.status === view.status;
}

export function answersFilter(q: string, conversation: Conversation): boolean {
  const { person, topic } = conversation;
  const wanted = q.trim().toLocaleLowerCase();
  return [person.name, person.phone, topic].some((each) =>
    each?.toLocaleLowerCase().includes(wanted),
  );
}

const instants = new WeakMap<Conversation, number>();

/** Reading an instant costs more than comparing two, and a sort compares often. */
function instantOf(conversation: Conversation): number {
  const known = instants.get(conversation);
  if (known !== undefined) return known;
  const instant = Date.parse(conversation.last_message_at);
  instants.set(conversation, instant);
  return instant;
}

/** Newest message first, then by id, as the server orders its pages. */
export function compareConversations(a: Conversation, b: Conversation): number {
  const byTime = instantOf(b) - instantOf(a);
  if (byTime !== 0) return byTime;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

export class ListView {
  readonly view: ViewQuery;
  readonly #me: Id;
  readonly #find: Lookup;
  readonly #members = new Set<Id>();
  readonly #touched = new Set<Id>();
  readonly #listeners = new Set<() => void>();
  readonly #holds = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: ListState = { order: [], waiting: 0, next: null, state: "loading" };

  constructor(view: ViewQuery, me: Id, find: Lookup) {
    this.view = view;
    this.#me = me;
    this.#find = find;
  }

  readonly read = (): ListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the first page: the view is now exactly this and what already arrived alive. */
  replace(ids: readonly Id[], next: string | null, known: Iterable<Conversation>): void {
    this.#members.clear();
    for (const id of ids) this.#members.add(id);
    this.#set({ ...this.#state, next, state: "ready" });
    for (const each of known) if (this.#wants(each)) this.#members.add(each.id);
    this.#resort();
  }

  append(ids: readonly Id[], next: string | null): void {
    for (const id of ids) this.#members.add(id);
    const shown = new Set(this.#state.order);
    // A further page only ever adds below, so it may be shown while the order is held.
    this.#set({
      ...this.#state,
      order: [...this.#state.order, ...ids.filter((id) => !shown.has(id))],
      next,
    });
    if (this.#holds.size === 0) this.#resort();
  }

  fail(): void {
    this.#set({ ...this.#state, state: "failed" });
  }

  /** Looks at conversations that were added or changed. */
  changed(ids: Iterable<Id>): void {
    let any = false;
    for (const id of ids) any = this.#consider(id) || any;
    if (any) this.#schedule();
  }

  /** Takes a conversation out at once, whatever is held: it may no longer be seen. */
  gone(id: Id): void {
    this.#members.delete(id);
    this.#touched.delete(id);
    const order = this.#state.order.filter((each) => each !== id);
    this.#set({ ...this.#state, order, waiting: this.#touched.size });
  }

  hold(reason: string): void {
    this.#holds.add(reason);
  }

  /** Ends one reason to hold, or all; the list is sorted when none is left. */
  release(reason?: string): void {
    if (reason === undefined) this.#holds.clear();
    else this.#holds.delete(reason);
    if (this.#holds.size === 0) this.#resort();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Whether the place or presence of this one changed; keeps the members up to date. */
  #consider(id: Id): boolean {
    const conversation = this.#find(id);
    const was = this.#members.has(id);
    const is =
      conversation !== undefined && (was ? this.#stays(conversation) : this.#wants(conversation));
    if (is) this.#members.add(id);
    else this.#members.delete(id);
    const moved = was !== is || (is && this.#outOfPlace(id, conversation));
    if (moved) this.#touched.add(id);
    return moved;
  }

  #stays(conversation: Conversation): boolean {
    return belongs(this.view, conversation, this.#me);
  }

  #wants(conversation: Conversation): boolean {
    if (!this.#stays(conversation)) return false;
    if (this.view.q && !answersFilter(this.view.q, conversation)) return false;
    return !this.#beyondLoaded(conversation);
  }

  /** Below the last row of an unfinished list: it will come with its page. */
  #beyondLoaded(conversation: Conversation): boolean {
    if (this.#state.state !== "ready") return true;
    if (this.#state.next === null) return false;
    const last = this.#find(this.#state.order.at(-1) ?? "");
    return last !== undefined && compareConversations(conversation, last) > 0;
  }

  #outOfPlace(id: Id, conversation: Conversation): boolean {
    const at = this.#state.order.indexOf(id);
    if (at < 0) return true;
    const above = this.#find(this.#state.order[at - 1] ?? "");
    const below = this.#find(this.#state.order[at + 1] ?? "");
    return (
      (above !== undefined && compareConversations(above, conversation) > 0) ||
      (below !== undefined && compareConversations(conversation, below) > 0)
    );
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // An empty list has nothing that could move under the pointer.
      const mayMove = this.#holds.size === 0 || this.#state.order.length === 0;
      if (mayMove) this.#resort();
      else this.#set({ ...this.#state, waiting: this.#touched.size });
    }, RESORT_MS);
  }

  #resort(): void {
    this.#touched.clear();
    // The old order first: sorting what is almost in order is quick.
    const ids = new Set(this.#state.order.filter((id) => this.#members.has(id)));
    for (const id of this.#members) ids.add(id);
    const found = [...ids].map(this.#find).filter((each) => each !== undefined);
    const order = found.sort(compareConversations).map((each) => each.id);
    this.#set({ ...this.#state, order: sameOrder(order, this.#state.order) ?? order, waiting: 0 });
  }

  #set(state: ListState): void {
    const old = this.#state;
    if (
      old.order === state.order &&
      old.waiting === state.waiting &&
      old.next === state.next &&
      old.state === state.state
    ) {
      return;
    }
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

function sameOrder(a: readonly Id[], b: readonly Id[]): readonly Id[] | undefined {
  return a.length === b.length && a.every((id, index) => id === b[index]) ? b : undefined;
}
