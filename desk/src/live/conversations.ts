// Every conversation the desk holds, by id: the newest version wins, and what is gone stays gone.
import type { Conversation, Id } from "@/api/types";
import { Signal, type Stop } from "./signal";

interface Tombstone {
  version: number;
  tick: number;
}

export class Conversations {
  readonly #held = new Map<Id, Conversation>();
  readonly #gone = new Map<Id, Tombstone>();
  readonly #doubtful = new Set<Id>();
  readonly #readMarks = new Map<Id, number>();
  readonly #signal = new Signal<Id>();
  #tick = 0;

  get(id: Id): Conversation | undefined {
    return this.#held.get(id);
  }

  all(): IterableIterator<Conversation> {
    return this.#held.values();
  }

  /** Those known since rights last changed: the others may be out of sight by now. */
  *current(): IterableIterator<Conversation> {
    for (const each of this.#held.values()) if (!this.#doubtful.has(each.id)) yield each;
  }

  /** Rights changed: what is held stays on screen, but proves nothing until it is told again. */
  doubtAll(): void {
    for (const id of this.#held.keys()) this.#doubtful.add(id);
  }

  subscribe(id: Id, listener: () => void): Stop {
    return this.#signal.subscribe(id, listener);
  }

  /** A mark to take before a request, so that its answer cannot undo what happened meanwhile. */
  mark(): number {
    return this.#tick;
  }

  /** Takes a conversation from a live frame; false when it was too old to count. */
  fromFrame(conversation: Conversation): boolean {
    const tombstone = this.#gone.get(conversation.id);
    if (tombstone && conversation.version <= tombstone.version) return false;
    return this.#put(conversation);
  }

  /** Takes a conversation from an answer to a request begun at `since`; false when dropped. */
  fromAnswer(conversation: Conversation, since: number): boolean {
    const tombstone = this.#gone.get(conversation.id);
    if (tombstone && tombstone.tick > since) return false;
    return this.#put(conversation);
  }

  /** Forgets a conversation the asker may no longer see. */
  remove(id: Id): void {
    this.#tick += 1;
    this.#gone.set(id, { version: this.#held.get(id)?.version ?? 0, tick: this.#tick });
    this.#held.delete(id);
    this.#signal.emit(id);
  }

  /** Moves the own read marker up, never down. */
  markRead(id: Id, readCount: number): boolean {
    const held = this.#held.get(id);
    this.#readMarks.set(id, Math.max(readCount, this.#readMarks.get(id) ?? 0));
    if (!held || held.read_count >= readCount) return false;
    this.#set({ ...held, read_count: Math.min(readCount, held.inbound_count) });
    return true;
  }

  renamed(personId: Id, name: string | null): Id[] {
    const changed = [...this.#held.values()].filter((each) => each.person.id === personId);
    for (const each of changed) this.#set({ ...each, person: { ...each.person, name } });
    return changed.map((each) => each.id);
  }

  #put(incoming: Conversation): boolean {
    const held = this.#held.get(incoming.id);
    if (held && incoming.version < held.version) return false;
    this.#gone.delete(incoming.id);
    this.#doubtful.delete(incoming.id);
    const mark = Math.min(this.#readMarks.get(incoming.id) ?? 0, incoming.inbound_count);
    this.#set(mark > incoming.read_count ? { ...incoming, read_count: mark } : incoming);
    return true;
  }

  #set(conversation: Conversation): void {
    this.#held.set(conversation.id, conversation);
    this.#signal.emit(conversation.id);
  }
}

export const unread = (conversation: Conversation): number =>
  Math.max(0, conversation.inbound_count - conversation.read_count);
