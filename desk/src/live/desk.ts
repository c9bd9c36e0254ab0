// The desk's live state in one place: applies frames, loads lists and timelines, sends and marks.
import type { ShownAvatar } from "@/api/avatars";
import { ApiError } from "@/api/client";
import { fetchMe } from "@/api/session";
import type { Agent, Conversation, Frame, Id, Message } from "@/api/types";
import type { ViewQuery } from "@/api/work";
import * as work from "@/api/work";
import { newClientId } from "./clientid";
import { Conversations, unread } from "./conversations";
import { ListView } from "./listview";
import { Outbox } from "./outbox";
import { Signal } from "./signal";
import { backOff, type Connection, isUp, LiveSocket } from "./socket";
import { Timelines } from "./timelines";

/** Where no live connection comes up at all, sending is tried on its own. */
const LONGEST_WAIT_MS = 60_000;

export interface DeskDoor {
  me: Id;
  agent: Agent | null;
  position: string;
  /** Own rights changed: what was fetched under the old ones is to be fetched again. */
  accessChanged: () => void;
  signedOut: () => void;
  /** Somebody has another picture now; null when any may have changed. */
  avatarChanged: (change: ShownAvatar | null) => void;
}

/** A message from a customer that just arrived, for announcements. */
export interface Arrival {
  conversation: Conversation;
  message: Message;
}

export class Desk {
  readonly conversations = new Conversations();
  readonly timelines = new Timelines();
  readonly outbox: Outbox;
  readonly #door: DeskDoor;
  readonly #signal = new Signal<"agent" | "connection" | "unread">();
  readonly #views = new Map<string, ListView>();
  readonly #arrivals = new Set<(arrival: Arrival) => void>();
  readonly #socket: LiveSocket;
  #agent: Agent | null;
  #unread = 0;
  #connection: Connection = "connecting";

  constructor(door: DeskDoor) {
    this.#door = door;
    this.#agent = door.agent;
    this.outbox = new Outbox({
      send: work.sendMessage,
      sent: (message) => this.timelines.apply(message.conversation_id, [message]),
      isPassing,
      explain: (error) => (error instanceof ApiError && error.message ? error.message : null),
      failed: (id, error) => {
        if (error instanceof ApiError && error.code === "sender_gone") this.#lookAgain(id);
      },
      pause: (attempt) => this.#pause(attempt),
      storage: sessionStore(),
    });
    this.#socket = new LiveSocket(
      {
        open: () => new WebSocket(liveAddress()),
        frames: (frames) => this.apply(frames),
        connection: (state) => this.#connectionIs(state),
        sessionIsOver,
      },
      door.position,
    );
  }

  start(): void {
    this.#socket.start();
  }

  stop(): void {
    this.#socket.stop();
  }

  readonly agent = (): Agent | null => this.#agent;
  readonly connection = (): Connection => this.#connection;
  /** How many own conversations hold something unread. */
  readonly unread = (): number => this.#unread;
  readonly onUnread = (listener: () => void) => this.#signal.subscribe("unread", listener);
  readonly onAgent = (listener: () => void) => this.#signal.subscribe("agent", listener);
  readonly onConnection = (listener: () => void) => this.#signal.subscribe("connection", listener);

  onArrival(listener: (arrival: Arrival) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** Applies the frames of one animation frame; lists hear once of all that changed. */
  apply(frames: readonly Frame[]): void {
    const changed = new Set<Id>();
    for (const frame of frames) this.#applyOne(frame, changed);
    this.#changed(changed);
  }

  setAgent(agent: Agent): void {
    if (this.#agent && agent.version < this.#agent.version) return;
    this.#agent = agent;
    this.#signal.emit("agent");
  }

  /** Takes what is so now, as after a change of the own rights; null without a seat. */
  replaceAgent(agent: Agent | null): void {
    this.#agent = agent;
    this.#signal.emit("agent");
  }

  view(query: ViewQuery): ListView {
    const key = JSON.stringify([query.scope, query.status, query.q]);
    const held = this.#views.get(key);
    if (held) return held;
    const view = new ListView(query, this.#door.me, (id) => this.conversations.get(id));
    this.#views.set(key, view);
    void this.loadView(view);
    return view;
  }

  /** Filters come and go; only the latest few views stay in step. */
  forgetViews(except: ListView): void {
    for (const [key, view] of this.#views) {
      if (view === except || view.view.q === "") continue;
      view.stop();
      this.#views.delete(key);
    }
  }

  async loadView(view: ListView): Promise<void> {
    const since = this.conversations.mark();
    try {
      const page = await work.fetchConversations(view.view, null);
      view.replace(this.#keep(page.items, since), page.next, this.conversations.current());
      this.#count();
    } catch {
      view.fail();
    }
  }

  async loadMore(view: ListView): Promise<void> {
    const cursor = view.read().next;
    if (cursor === null) return;
    const since = this.conversations.mark();
    const page = await work.fetchConversations(view.view, cursor);
    if (view.read().next === cursor) view.append(this.#keep(page.items, since), page.next);
  }

  /** Takes a conversation from an answer; lists follow. */
  take(conversation: Conversation, since: number): void {
    if (this.conversations.fromAnswer(conversation, since)) this.#changed([conversation.id]);
  }

  /** Throws ApiError when it does not exist or may not be seen. */
  async loadConversation(id: Id): Promise<void> {
    const since = this.conversations.mark();
    this.take(await work.fetchConversation(id), since);
  }

  /** What it goes over changed, which no fact about the conversation tells. */
  #lookAgain(id: Id): void {
    this.loadConversation(id).catch(() => {
      // The sentence at the text says the same.
    });
  }

  /** What somebody has just begun stands on its list at once, whatever is held. Throws ApiError. */
  async begun(id: Id): Promise<Conversation | undefined> {
    await this.loadConversation(id);
    for (const view of this.#views.values()) view.release();
    return this.conversations.get(id);
  }

  /** Loads the newest page unless it is held and in step. */
  async loadTimeline(id: Id, afresh = false): Promise<void> {
    const held = this.timelines.get(id);
    if (held && !afresh && held.state !== "failed") return;
    this.timelines.begin(id);
    try {
      const page = await work.fetchTimeline(id, null);
      this.timelines.newest(id, page);
      this.#settle(id);
    } catch (error) {
      // Out of sight while nobody told: after one's own rights changed, say.
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) {
        this.#gone(id);
      } else this.timelines.fail(id);
    }
  }

  async loadEarlier(id: Id): Promise<void> {
    const before = this.timelines.get(id)?.earlier ?? null;
    if (before === null) return;
    const page = await work.fetchTimeline(id, before);
    if (this.timelines.get(id)?.earlier === before) this.timelines.older(id, page);
  }

  send(id: Id, text: string): void {
    this.outbox.add(id, text, newClientId());
  }

  async retry(message: Message): Promise<void> {
    const answer = await work.retryMessage(message.conversation_id, message.id);
    this.timelines.apply(message.conversation_id, [answer]);
  }

  async markRead(conversation: Conversation): Promise<void> {
    const { id, inbound_count: count } = conversation;
    if (!this.conversations.markRead(id, count)) return;
    this.#count();
    try {
      await work.markRead(id, count);
    } catch {
      // The next look at this conversation tries again; nothing shown depends on it.
    }
  }

  /** Runs a change and takes the conversation it answers with. Throws ApiError. */
  async change(act: () => Promise<Conversation>): Promise<void> {
    const since = this.conversations.mark();
    this.take(await act(), since);
  }

  async rename(personId: Id, name: string): Promise<void> {
    const person = await work.renamePerson(personId, name);
    this.#changed(this.conversations.renamed(person.id, person.name));
  }

  #changed(ids: Iterable<Id>): void {
    for (const view of this.#views.values()) view.changed(ids);
    this.#count();
  }

  #count(): void {
    let count = 0;
    for (const each of this.conversations.all()) {
      const own = each.assignee?.id === this.#door.me && each.status !== "closed";
      if (own && unread(each) > 0) count += 1;
    }
    if (count === this.#unread) return;
    this.#unread = count;
    this.#signal.emit("unread");
  }

  #keep(items: readonly Conversation[], since: number): Id[] {
    return items.flatMap((each) => {
      this.conversations.fromAnswer(each, since);
      return this.conversations.get(each.id) ? [each.id] : [];
    });
  }

  #applyOne(frame: Frame, changed: Set<Id>): void {
    switch (frame.type) {
      case "conversation":
        this.#forgetErased(frame.conversation);
        if (this.conversations.fromFrame(frame.conversation)) changed.add(frame.conversation.id);
        this.#arrived(frame.conversation.id, frame.items);
        break;
      case "gone":
        this.#gone(frame.conversation_id);
        changed.delete(frame.conversation_id);
        break;
      case "agent":
        this.setAgent(frame.agent);
        break;
      case "read":
        if (this.conversations.markRead(frame.conversation_id, frame.read_count)) {
          changed.add(frame.conversation_id);
        }
        break;
      case "avatar":
        this.#door.avatarChanged(frame);
        break;
      case "reset":
        this.#door.avatarChanged(null);
        this.conversations.doubtAll();
        this.#reload();
        break;
      case "access":
        this.#door.accessChanged();
        this.conversations.doubtAll();
        this.#reload();
        break;
      default:
        break;
    }
  }

  /** Whoever has the conversation open is not to read on what was erased. */
  #forgetErased({ id, person }: Conversation): void {
    const held = this.conversations.get(id);
    if (!person.erased_at || !held || held.person.erased_at) return;
    const isShown = this.timelines.get(id) !== undefined;
    this.timelines.drop(id);
    if (isShown) void this.loadTimeline(id);
  }

  #arrived(id: Id, items: Extract<Frame, { type: "conversation" }>["items"]): void {
    this.timelines.apply(id, items);
    this.#settle(id);
    const conversation = this.conversations.get(id);
    if (conversation?.assignee?.id !== this.#door.me) return;
    for (const item of items) {
      if (item.type !== "message" || item.direction !== "inbound") continue;
      for (const listener of this.#arrivals) listener({ conversation, message: item });
    }
  }

  /** Waits its turn, and for the connection, so that a message written offline leaves by itself. */
  async #pause(attempt: number): Promise<void> {
    await new Promise((done) => setTimeout(done, backOff(attempt)));
    if (isUp(this.#connection)) return;
    await new Promise<void>((done) => {
      const stop = this.onConnection(() => {
        if (isUp(this.#connection)) go();
      });
      const timer = setTimeout(() => go(), LONGEST_WAIT_MS);
      const go = (): void => {
        clearTimeout(timer);
        stop();
        done();
      };
    });
  }

  /** Optimistic messages make room for the real ones. */
  #settle(id: Id): void {
    const shown = this.timelines.get(id)?.items ?? [];
    const pending = this.outbox.of(id);
    if (pending.length === 0) return;
    const ids = new Set(shown.map((item) => (item.type === "message" ? item.client_id : null)));
    this.outbox.settled(
      id,
      pending.map((each) => each.clientId).filter((clientId) => ids.has(clientId)),
    );
  }

  #gone(id: Id): void {
    this.conversations.remove(id);
    this.timelines.drop(id);
    for (const view of this.#views.values()) view.gone(id);
  }

  /** Everything shown may be out of date; it stays on screen until the fresh answer replaces it. */
  #reload(): void {
    for (const view of this.#views.values()) void this.loadView(view);
    for (const id of this.timelines.ids()) void this.loadTimeline(id, true);
  }

  #connectionIs(state: Connection): void {
    if (state === this.#connection) return;
    this.#connection = state;
    this.#signal.emit("connection");
    if (state === "signed-out") this.#door.signedOut();
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

function liveAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/live`;
}

async function sessionIsOver(): Promise<boolean> {
  try {
    await fetchMe();
    return false;
  } catch (error) {
    return error instanceof ApiError && error.status === 401;
  }
}

function sessionStore(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
