import { describe, expect, it } from "vitest";
import { empty } from "./draft";
import { fitted, inItsQueue, queuesOf } from "./fitting";
import { bodyOf, openOf } from "./useStart";

const sender = (id: string, kind: "number" | "name" = "number") => ({
  id,
  kind,
  value: id,
  channel: "sms" as const,
  carrier_name: "Simulator",
  takes_answers: kind === "number",
  queue_ids: null as string[] | null,
});
const queue = (id: string, is_default = false) => ({ id, name: id, is_default });
const available = { items: [sender("s1"), sender("s2")], queues: [queue("a"), queue("b", true)] };

const ana = { id: "p1", name: "Ana", phone: "+385912345678", open_conversation_id: "c1" };
const phone = { number: "+385912345678", country: "HR", valid: true, problem: null };
const found = { phone, people: [ana] };
const typed = { ...empty, typed: "091 234 5678", sender: "s1", queue: "a", text: " Hello " };

describe("what a draft begins with", () => {
  it("is the sender used last and the default queue", () => {
    expect(fitted(empty, available, "s2")).toMatchObject({ sender: "s2", queue: "b" });
    expect(fitted(empty, available, null)).toMatchObject({ sender: "s1", queue: "b" });
  });

  it("is what was kept, unless it can be chosen no more", () => {
    const kept = { ...empty, sender: "s2", queue: "a", text: "Hello" };
    expect(fitted(kept, available, "s1")).toEqual(kept);
    const gone = { ...kept, sender: "s9", queue: "z" };
    expect(fitted(gone, available, "s9")).toEqual({ ...kept, sender: "s1", queue: "b" });
  });
});

describe("a sender of some queues", () => {
  const some = { ...sender("s2"), queue_ids: ["a"] };
  const narrow = { ...available, items: [sender("s1"), some] };

  it("offers these alone, and moves what stands in another one", () => {
    expect(queuesOf(narrow, "s1").map((each) => each.id)).toEqual(["a", "b"]);
    expect(queuesOf(narrow, "s2").map((each) => each.id)).toEqual(["a"]);
    const kept = { ...empty, sender: "s2", queue: "b", assignee: "u1" };
    expect(inItsQueue(kept, narrow)).toMatchObject({ queue: "a", assignee: "me" });
    const stays = { ...kept, queue: "a" };
    expect(inItsQueue(stays, narrow)).toEqual(stays);
    expect(fitted({ ...empty, sender: "s2" }, narrow, null)).toMatchObject({ queue: "a" });
  });
});

describe("what is sent", () => {
  it("is the number that was shown, and what was typed while nothing is known of it", () => {
    expect(bodyOf(typed, { found, isCurrent: true }).to).toEqual({ phone: "+385912345678" });
    expect(bodyOf(typed, { found, isCurrent: false }).to).toEqual({ phone: "091 234 5678" });
    expect(bodyOf(typed, { found, isCurrent: true })).toMatchObject({ text: "Hello", topic: null });
  });

  it("is the person who was chosen", () => {
    const chosen = { ...typed, person: ana, typed: "Ana" };
    expect(bodyOf(chosen, { found, isCurrent: true }).to).toEqual({ person_id: "p1" });
  });
});

describe("the open conversation in the way", () => {
  it("is that of whoever is chosen or whose number was typed", () => {
    expect(openOf(typed, { found, isCurrent: true })).toBe("c1");
    expect(openOf({ ...typed, person: ana }, { found, isCurrent: false })).toBe("c1");
  });

  it("is none while the answer is to something else", () => {
    expect(openOf(typed, { found, isCurrent: false })).toBeNull();
    const other = { ...typed, person: { ...ana, id: "p2" } };
    expect(openOf(other, { found, isCurrent: true })).toBeNull();
  });
});
