// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "@/api/types";
import { backOff, type Connection, isUp, LiveSocket } from "./socket";

class FakeSocket {
  readyState = WebSocket.CONNECTING as number;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  end(code: number): void {
    this.onclose?.({ code });
  }
}

function setUp(sessionOver = false) {
  const sockets: FakeSocket[] = [];
  const batches: (readonly Frame[])[] = [];
  const states: Connection[] = [];
  const live = new LiveSocket(
    {
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      frames: (frames) => batches.push(frames),
      connection: (state) => states.push(state),
      sessionIsOver: () => Promise.resolve(sessionOver),
    },
    "7",
  );
  live.start();
  const last = (): FakeSocket => sockets.at(-1) as FakeSocket;
  return { live, sockets, last, batches, states };
}

describe("LiveSocket", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("starts at its position and resumes after a break at the last one heard", async () => {
    const { live, sockets, last, states } = setUp();
    last().open();
    expect(last().sent).toEqual([{ type: "start", position: "7" }]);
    last().say({ type: "ready", position: "7" });
    last().say({ type: "position", position: "12" });
    last().end(1006);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sockets).toHaveLength(2);
    last().open();
    expect(last().sent).toEqual([{ type: "start", position: "12" }]);
    expect(states).toEqual(["connecting", "live", "offline", "connecting"]);
    live.stop();
  });

  it("is late for as long as the server says so, and up all the while", () => {
    const { live, last, states } = setUp();
    last().open();
    last().say({ type: "ready", position: "7" });
    last().say({ type: "late", is_late: true });
    last().say({ type: "position", position: "8" });
    last().say({ type: "late", is_late: false });
    expect(states).toEqual(["connecting", "live", "late", "live"]);
    expect(states.map(isUp)).toEqual([false, true, true, true]);
    live.stop();
  });

  it("hands over all frames of an animation frame together, in order", async () => {
    const { live, last, batches } = setUp();
    last().open();
    last().say({ type: "ready", position: "7" });
    last().say({ type: "position", position: "8" });
    last().onmessage?.({ data: "no JSON" });
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(batches.map((each) => each.map((frame) => frame.type))).toEqual([["ready", "position"]]);
    live.stop();
  });

  it("ends when it is signed out, by frame or by close code, and does not come back", async () => {
    for (const how of ["frame", "code"] as const) {
      const { sockets, last, states } = setUp();
      last().open();
      if (how === "frame") last().say({ type: "signed_out" });
      else last().end(4401);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(states.at(-1)).toBe("signed-out");
      expect(sockets).toHaveLength(1);
    }
  });

  it("asks for the session when the handshake is refused", async () => {
    const { last, states } = setUp(true);
    last().end(1006);
    await vi.advanceTimersByTimeAsync(10);
    expect(states.at(-1)).toBe("signed-out");
  });

  it("pings into silence and gives up on a connection that does not answer", async () => {
    const { live, sockets, last } = setUp();
    last().open();
    last().say({ type: "ready", position: "7" });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(last().sent.at(-1)).toEqual({ type: "ping" });
    last().say({ type: "pong" });
    await vi.advanceTimersByTimeAsync(24_000);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(12_500);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
    live.stop();
  });
});

describe("backOff", () => {
  it("grows, is jittered, and has an end", () => {
    expect(backOff(1, () => 0)).toBe(500);
    expect(backOff(1, () => 1)).toBe(1000);
    expect(backOff(3, () => 0)).toBe(2000);
    expect(backOff(50, () => 1)).toBe(20_000);
  });
});
