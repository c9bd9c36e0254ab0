import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ViewQuery } from "@/api/work";
import { Conversations } from "./conversations";
import { ListView, RESORT_MS } from "./listview";
import { at, conversation, ME } from "./samples";

const mine: ViewQuery = { scope: "mine", status: "active", q: "" };

function listOf(view: ViewQuery, ids: string[], next: string | null = null) {
  const held = new Conversations();
  // The first is the newest.
  ids.forEach((id, index) => {
    held.fromFrame(conversation(id, { last_message_at: at(30 - index) }));
  });
  const list = new ListView(view, ME, (id) => held.get(id));
  list.replace(ids, next, held.all());
  const change = (id: string, what: Parameters<typeof conversation>[1]): void => {
    const version = (held.get(id)?.version ?? 0) + 1;
    held.fromFrame(conversation(id, { ...held.get(id), ...what, version }));
    list.changed([id]);
  };
  return { held, list, change };
}

describe("ListView", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const pass = (): void => void vi.advanceTimersByTime(RESORT_MS);

  it("sorts newest first, at most four times a second", () => {
    const { list, change } = listOf(mine, ["a", "b", "c"]);
    const heard = vi.fn();
    list.subscribe(heard);
    change("c", { last_message_at: at(40) });
    change("b", { last_message_at: at(41) });
    expect(list.read().order).toEqual(["a", "b", "c"]);
    pass();
    expect(list.read().order).toEqual(["b", "c", "a"]);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("stands still while it is held, counts, and sorts when released", () => {
    const { list, change } = listOf(mine, ["a", "b", "c"]);
    list.hold("pointer");
    change("c", { last_message_at: at(40) });
    change("c", { last_message_at: at(41) });
    change("new", { last_message_at: at(42) });
    pass();
    expect(list.read()).toMatchObject({ order: ["a", "b", "c"], waiting: 2 });
    list.release("pointer");
    expect(list.read()).toMatchObject({ order: ["new", "c", "a", "b"], waiting: 0 });
  });

  it("stays held by the keys when the pointer leaves, until all is released", () => {
    const { list, change } = listOf(mine, ["a", "b"]);
    list.hold("keys");
    list.hold("pointer");
    change("b", { last_message_at: at(40) });
    list.release("pointer");
    pass();
    expect(list.read().order).toEqual(["a", "b"]);
    list.release();
    expect(list.read().order).toEqual(["b", "a"]);
  });

  it("holds back a sort that was due when the pointer came", () => {
    const { list, change } = listOf(mine, ["a", "b"]);
    change("b", { last_message_at: at(40) });
    list.hold("pointer");
    pass();
    expect(list.read()).toMatchObject({ order: ["a", "b"], waiting: 1 });
  });

  it("takes out what is gone at once, held or not", () => {
    const { list, held, change } = listOf(mine, ["a", "b", "c"]);
    list.hold("pointer");
    change("b", { last_message_at: at(40) });
    held.remove("b");
    list.gone("b");
    expect(list.read()).toMatchObject({ order: ["a", "c"], waiting: 0 });
  });

  it("fills an empty list even under the pointer", () => {
    const { list, change } = listOf(mine, []);
    list.hold("pointer");
    change("a", {});
    pass();
    expect(list.read().order).toEqual(["a"]);
  });

  it("lets go of what no longer belongs to the view", () => {
    const { list, change } = listOf(mine, ["a", "b", "c"]);
    change("a", { status: "closed" });
    change("b", { assignee: { id: "other", name: "Ben" } });
    pass();
    expect(list.read().order).toEqual(["c"]);
  });

  it("takes in only what answers the filter, and keeps what the server found", () => {
    const { list, change } = listOf({ ...mine, q: "zora" }, ["a"]);
    change("b", { person: { id: "p", name: "Zora", phone: "+1" } });
    change("c", {});
    pass();
    expect([...list.read().order].sort()).toEqual(["a", "b"]);
  });

  it("leaves what lies below the loaded pages to its page", () => {
    const { list, change } = listOf(mine, ["a", "b"], "cursor");
    change("old", { last_message_at: at(1) });
    pass();
    expect(list.read().order).toEqual(["a", "b"]);
    list.append(["old"], null);
    expect(list.read()).toMatchObject({ order: ["a", "b", "old"], next: null });
  });

  it("compares instants, not their spelling", () => {
    const { list, change } = listOf(mine, ["a", "b"]);
    change("a", { last_message_at: "2026-11-22T08:30:00Z" });
    change("b", { last_message_at: "2026-11-22T08:30:00.5Z" });
    pass();
    expect(list.read().order).toEqual(["b", "a"]);
  });
});
