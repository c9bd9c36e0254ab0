// Messages on their way: shown at once, sent in order, repeated safely under one client id.
import type { Id, Message } from "@/api/types";
import { Signal, type Stop } from "./signal";

export interface Pending {
  readonly clientId: string;
  readonly conversationId: Id;
  readonly text: string;
  readonly createdAt: string;
  readonly state: "sending" | "failed";
  /** The server's own sentence, or null when it could not be reached. */
  readonly problem: string | null;
}

export interface OutboxDoor {
  send: (conversationId: Id, clientId: string, text: string) => Promise<Message>;
  sent: (message: Message) => void;
  /** Whether a repeat may help by itself: the server could not be reached or is overloaded. */
  isPassing: (error: unknown) => boolean;
  explain: (error: unknown) => string | null;
  /** Nothing will come of it as things stand. */
  failed: (conversationId: Id, error: unknown) => void;
  /** Resolves when the next try is due. */
  pause: (attempt: number) => Promise<void>;
  storage: Pick<Storage, "getItem" | "setItem"> | null;
}

const ATTEMPTS = 4;
const STORED = "hubbub.outbox";
const none: readonly Pending[] = [];

export class Outbox {
  readonly #door: OutboxDoor;
  readonly #signal = new Signal<Id>();
  readonly #lanes = new Map<Id, Promise<void>>();
  #pending: readonly Pending[];
  readonly #views = new Map<Id, readonly Pending[]>();

  constructor(door: OutboxDoor) {
    this.#door = door;
    this.#pending = restore(door.storage);
  }

  of(conversationId: Id): readonly Pending[] {
    const held = this.#views.get(conversationId);
    if (held) return held;
    const view = this.#pending.filter((each) => each.conversationId === conversationId);
    const kept = view.length > 0 ? view : none;
    this.#views.set(conversationId, kept);
    return kept;
  }

  subscribe(conversationId: Id, listener: () => void): Stop {
    return this.#signal.subscribe(conversationId, listener);
  }

  add(conversationId: Id, text: string, clientId: string): void {
    const createdAt = new Date().toISOString();
    const entry: Pending = {
      clientId,
      conversationId,
      text,
      createdAt,
      state: "sending",
      problem: null,
    };
    this.#keep([...this.#pending, entry], conversationId);
    this.#enqueue(entry);
  }

  retry(clientId: string): void {
    const entry = this.#pending.find((each) => each.clientId === clientId);
    if (entry?.state !== "failed") return;
    this.#change(entry, "sending", null);
    this.#enqueue(entry);
  }

  /** Gives the text back to the writer and forgets the message. */
  withdraw(clientId: string): string | undefined {
    const entry = this.#pending.find((each) => each.clientId === clientId);
    if (entry) this.settled(entry.conversationId, [clientId]);
    return entry?.text;
  }

  /** Drops what the timeline now shows under its client id. */
  settled(conversationId: Id, clientIds: readonly string[]): void {
    const rest = this.#pending.filter((each) => !clientIds.includes(each.clientId));
    if (rest.length !== this.#pending.length) this.#keep(rest, conversationId);
  }

  #enqueue(entry: Pending): void {
    const before = this.#lanes.get(entry.conversationId) ?? Promise.resolve();
    this.#lanes.set(
      entry.conversationId,
      before.then(() => this.#deliver(entry)),
    );
  }

  async #deliver(entry: Pending): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (!this.#pending.some((each) => each.clientId === entry.clientId)) return;
      try {
        const message = await this.#door.send(entry.conversationId, entry.clientId, entry.text);
        this.#door.sent(message);
        this.settled(entry.conversationId, [entry.clientId]);
        return;
      } catch (error) {
        if (!this.#door.isPassing(error) || attempt >= ATTEMPTS) {
          this.#change(entry, "failed", this.#door.explain(error));
          this.#door.failed(entry.conversationId, error);
          return;
        }
        await this.#door.pause(attempt);
      }
    }
  }

  #change(entry: Pending, state: Pending["state"], problem: string | null): void {
    const next = this.#pending.map((each) =>
      each.clientId === entry.clientId ? { ...each, state, problem } : each,
    );
    this.#keep(next, entry.conversationId);
  }

  #keep(pending: readonly Pending[], conversationId: Id): void {
    this.#pending = pending;
    this.#views.delete(conversationId);
    this.#door.storage?.setItem(STORED, JSON.stringify(pending));
    this.#signal.emit(conversationId);
  }
}

/** After a reload nobody knows whether a message left; it is offered again under its own id. */
function restore(storage: OutboxDoor["storage"]): readonly Pending[] {
  try {
    const saved: unknown = JSON.parse(storage?.getItem(STORED) ?? "[]");
    if (!Array.isArray(saved)) return none;
    return saved.filter(isPending).map((each) => ({ ...each, state: "failed", problem: null }));
  } catch {
    return none;
  }
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Record<string, unknown>;
  return ["clientId", "conversationId", "text", "createdAt"].every(
    (key) => typeof entry[key] === "string",
  );
}
