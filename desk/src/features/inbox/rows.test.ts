import { describe, expect, it } from "vitest";
import { message } from "@/live/samples";
import { firstUnread, threadRows } from "./rows";

const inbound = (id: string, position: number, at: string) =>
  message(id, position, {
    direction: "inbound",
    author: { kind: "customer", id: "p", name: "Zora" },
    created_at: at,
  });
const pending = (clientId: string, createdAt: string) =>
  ({
    clientId,
    conversationId: "a",
    text: "x",
    createdAt,
    state: "sending",
    problem: null,
  }) as const;

describe("threadRows", () => {
  it("separates days and groups what was said within five minutes", () => {
    const rows = threadRows(
      [
        inbound("m1", 1, "2026-11-20T12:00:00Z"),
        inbound("m2", 2, "2026-11-20T12:04:00Z"),
        inbound("m3", 3, "2026-11-20T12:20:00Z"),
        inbound("m4", 4, "2026-11-22T12:00:00Z"),
      ],
      [],
      "m3",
    );
    const words = rows.map((row) =>
      "first" in row ? `${row.key} ${row.first} ${row.last}` : row.kind,
    );
    expect(words).toEqual([
      "day",
      "m1 true false",
      "m2 false true",
      "new",
      "m3 true true",
      "day",
      "m4 true true",
    ]);
  });

  it("keeps the key of an own message when the real one takes its place", () => {
    const before = threadRows([], [pending("c1", "2026-11-22T12:00:00Z")], null);
    const real = message("m1", 1, { client_id: "c1", created_at: "2026-11-22T12:00:00Z" });
    const after = threadRows([real], [], null);
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key));
  });

  it("joins an own message on its way to the ones before it", () => {
    const real = message("m1", 1, { created_at: "2026-11-22T12:00:00Z" });
    const rows = threadRows([real], [pending("c2", "2026-11-22T12:01:00Z")], null);
    expect(rows[1]).toMatchObject({ kind: "message", last: false });
    expect(rows[2]).toMatchObject({ kind: "pending", first: false, last: true });
  });
});

describe("firstUnread", () => {
  it("counts back over the customer's messages only", () => {
    const items = [
      inbound("m1", 1, "2026-11-22T12:00:00Z"),
      inbound("m2", 2, "2026-11-22T12:01:00Z"),
      message("m3", 3),
      inbound("m4", 4, "2026-11-22T12:02:00Z"),
    ];
    expect(firstUnread(items, 2)).toBe("m2");
    expect(firstUnread(items, 9)).toBeNull();
    expect(firstUnread(items, 0)).toBeNull();
  });
});
