import { describe, expect, it, vi } from "vitest";
import type { Message } from "@/api/types";
import { Outbox, type OutboxDoor } from "./outbox";
import { message } from "./samples";

class Refused extends Error {}

function outboxWith(send: OutboxDoor["send"], stored: string | null = null) {
  const sent: Message[] = [];
  const failed: string[] = [];
  const storage = { getItem: () => stored, setItem: vi.fn() };
  const outbox = new Outbox({
    send,
    sent: (each) => sent.push(each),
    isPassing: (error) => !(error instanceof Refused),
    explain: (error) => (error instanceof Refused ? error.message : null),
    failed: (id) => failed.push(id),
    pause: () => Promise.resolve(),
    storage,
  });
  return { outbox, sent, failed, storage };
}

const answer = (clientId: string) => message("m", 1, { client_id: clientId });

describe("Outbox", () => {
  it("shows a message at once and drops it when the real one is there", async () => {
    const { outbox, sent } = outboxWith((_, clientId) => Promise.resolve(answer(clientId)));
    outbox.add("a", "hello", "c1");
    expect(outbox.of("a")).toMatchObject([{ text: "hello", state: "sending" }]);
    await vi.waitFor(() => expect(outbox.of("a")).toEqual([]));
    expect(sent.map((each) => each.client_id)).toEqual(["c1"]);
  });

  it("repeats what did not arrive under the same client id", async () => {
    const ids: string[] = [];
    const { outbox } = outboxWith((_, clientId) => {
      ids.push(clientId);
      return ids.length < 3 ? Promise.reject(new Error("gone")) : Promise.resolve(answer(clientId));
    });
    outbox.add("a", "hello", "c1");
    await vi.waitFor(() => expect(outbox.of("a")).toEqual([]));
    expect(ids).toEqual(["c1", "c1", "c1"]);
  });

  it("keeps a refused message in place with the server's word, and tries again when asked", async () => {
    let refuse = true;
    const { outbox } = outboxWith((_, clientId) =>
      refuse ? Promise.reject(new Refused("closed")) : Promise.resolve(answer(clientId)),
    );
    outbox.add("a", "hello", "c1");
    await vi.waitFor(() =>
      expect(outbox.of("a")).toMatchObject([{ state: "failed", problem: "closed" }]),
    );
    refuse = false;
    outbox.retry("c1");
    await vi.waitFor(() => expect(outbox.of("a")).toEqual([]));
  });

  it("sends the messages of a conversation one after the other", async () => {
    const begun: string[] = [];
    let finish: (() => void)[] = [];
    const { outbox } = outboxWith((_, clientId, text) => {
      begun.push(text);
      return new Promise((done) => finish.push(() => done(answer(clientId))));
    });
    outbox.add("a", "one", "c1");
    outbox.add("a", "two", "c2");
    outbox.add("b", "other", "c3");
    await vi.waitFor(() => expect(begun).toEqual(["one", "other"]));
    for (const each of finish.splice(0)) each();
    finish = [];
    await vi.waitFor(() => expect(begun).toEqual(["one", "other", "two"]));
  });

  it("is merged by client id when a frame brings the message before the answer does", () => {
    const { outbox } = outboxWith(() => new Promise(() => undefined));
    outbox.add("a", "hello", "c1");
    outbox.settled("a", ["c1"]);
    expect(outbox.of("a")).toEqual([]);
  });

  it("offers after a reload what was not answered, and survives spoilt storage", () => {
    const entry = {
      clientId: "c1",
      conversationId: "a",
      text: "hello",
      createdAt: "x",
      state: "sending",
    };
    const { outbox } = outboxWith(vi.fn(), JSON.stringify([entry, { text: 1 }]));
    expect(outbox.of("a")).toMatchObject([{ clientId: "c1", state: "failed", problem: null }]);
    expect(outbox.withdraw("c1")).toBe("hello");
    expect(outbox.of("a")).toEqual([]);
    expect(outboxWith(vi.fn(), "{").outbox.of("a")).toEqual([]);
  });
});
