// The live connection: starts at a position, resumes after a break, tells how it is doing.
import type { Frame } from "@/api/types";

/** `late` is live as well: what happens is told, but with a delay. */
export type Connection = "connecting" | "live" | "late" | "offline" | "signed-out";

export interface SocketDoor {
  open: () => WebSocket;
  /** Called with all frames since the last call, once per animation frame. */
  frames: (frames: readonly Frame[]) => void;
  connection: (state: Connection) => void;
  /** Called after a connection that never came up; true when the session itself is over. */
  sessionIsOver: () => Promise<boolean>;
}

const PING_MS = 25_000;
const PONG_MS = 10_000;
const SLOWEST_MS = 20_000;
const SIGNED_OUT = 4401;

export class LiveSocket {
  readonly #door: SocketDoor;
  #position: string | null;
  #socket: WebSocket | undefined;
  #queue: Frame[] = [];
  #flushing = false;
  #failures = 0;
  #stopped = true;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heart: ReturnType<typeof setTimeout> | undefined;

  constructor(door: SocketDoor, position: string | null) {
    this.#door = door;
    this.#position = position;
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#failures = 0;
    window.addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#look);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    window.removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#retry);
    clearTimeout(this.#heart);
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#drop();
    this.#door.connection("connecting");
    const socket = this.#door.open();
    this.#socket = socket;
    let came = false;
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "start", position: this.#position }));
      this.#listen(PONG_MS);
    };
    socket.onmessage = (event) => {
      if (!came) {
        came = true;
        this.#failures = 0;
      }
      this.#listen(PING_MS);
      this.#take(event.data);
    };
    socket.onclose = (event) => void this.#closed(event.code, came);
  }

  #take(data: unknown): void {
    const frame = parseFrame(data);
    if (!frame || frame.type === "pong") return;
    if (frame.type === "signed_out") {
      this.#end();
      return;
    }
    if (frame.type === "late") {
      this.#door.connection(frame.is_late ? "late" : "live");
      return;
    }
    if (frame.type === "ready" || frame.type === "reset") this.#door.connection("live");
    this.#position = frame.position;
    this.#queue.push(frame);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    // A hidden tab gets no animation frames.
    if (document.hidden) setTimeout(this.#flush, 200);
    else requestAnimationFrame(this.#flush);
  }

  readonly #flush = (): void => {
    if (!this.#flushing) return;
    this.#flushing = false;
    const frames = this.#queue;
    this.#queue = [];
    this.#door.frames(frames);
  };

  /** Silence for `ms` brings a ping; silence after the ping ends the connection. */
  #listen(ms: number): void {
    clearTimeout(this.#heart);
    this.#heart = setTimeout(() => {
      const socket = this.#socket;
      if (socket?.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}');
      this.#heart = setTimeout(() => void this.#closed(0, true), PONG_MS);
    }, ms);
  }

  async #closed(code: number, came: boolean): Promise<void> {
    clearTimeout(this.#heart);
    this.#drop();
    if (this.#stopped) return;
    if (code === SIGNED_OUT) {
      this.#end();
      return;
    }
    this.#door.connection("offline");
    this.#failures += 1;
    // A refused handshake shows no reason in a browser, so the session is asked for.
    if (!came && (await this.#door.sessionIsOver())) {
      this.#end();
      return;
    }
    if (this.#stopped || this.#socket) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), backOff(this.#failures));
  }

  #end(): void {
    this.stop();
    this.#door.connection("signed-out");
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  readonly #hurry = (): void => {
    if (!this.#stopped && !this.#socket) this.#connect();
  };

  readonly #look = (): void => {
    if (document.hidden || this.#stopped) return;
    this.#flushSoon();
    if (this.#socket?.readyState === WebSocket.OPEN) this.#listen(0);
    else this.#hurry();
  };

  #flushSoon(): void {
    if (this.#flushing) this.#flush();
  }
}

export function isUp(connection: Connection): boolean {
  return connection === "live" || connection === "late";
}

/** Half fixed, half random, so that a thousand desks do not come back in the same moment. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(SLOWEST_MS, 500 * 2 ** Math.min(failures, 10));
  return ceiling / 2 + random() * (ceiling / 2);
}

function parseFrame(data: unknown): Frame | undefined {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === "object" && value !== null && "type" in value
      ? (value as Frame)
      : undefined;
  } catch {
    return undefined;
  }
}
