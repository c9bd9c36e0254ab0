import { describe, expect, it, vi } from "vitest";
import { Conversations, unread } from "./conversations";
import { conversation } from "./samples";

describe("Conversations", () => {
  it("drops a version below the one held, from frames and from answers", () => {
    const held = new Conversations();
    held.fromFrame(conversation("a", { version: 5, topic: "new" }));
    expect(held.fromFrame(conversation("a", { version: 4, topic: "old" }))).toBe(false);
    expect(held.fromAnswer(conversation("a", { version: 3, topic: "old" }), held.mark())).toBe(
      false,
    );
    expect(held.get("a")?.topic).toBe("new");
  });

  it("takes the same version again, and tells only those who look at it", () => {
    const held = new Conversations();
    const [a, b] = [vi.fn(), vi.fn()];
    held.subscribe("a", a);
    held.subscribe("b", b);
    held.fromFrame(conversation("a", { version: 2 }));
    expect(held.fromFrame(conversation("a", { version: 2, can: [] }))).toBe(true);
    expect(held.get("a")?.can).toEqual([]);
    expect(a).toHaveBeenCalledTimes(2);
    expect(b).not.toHaveBeenCalled();
  });

  it("keeps what is gone away from late frames and late answers", () => {
    const held = new Conversations();
    held.fromFrame(conversation("a", { version: 5 }));
    const asked = held.mark();
    held.remove("a");
    expect(held.fromFrame(conversation("a", { version: 5 }))).toBe(false);
    expect(held.fromAnswer(conversation("a", { version: 6 }), asked)).toBe(false);
    expect(held.get("a")).toBeUndefined();
  });

  it("lets it come back by a newer frame or by a request begun afterwards", () => {
    const held = new Conversations();
    held.fromFrame(conversation("a", { version: 5 }));
    held.remove("a");
    expect(held.fromFrame(conversation("a", { version: 7 }))).toBe(true);
    held.remove("a");
    expect(held.fromAnswer(conversation("a", { version: 7 }), held.mark())).toBe(true);
  });

  it("never lowers the own read marker, whatever order things arrive in", () => {
    const held = new Conversations();
    held.fromFrame(conversation("a", { inbound_count: 4, read_count: 1 }));
    held.markRead("a", 4);
    held.markRead("a", 2);
    held.fromFrame(conversation("a", { version: 2, inbound_count: 5, read_count: 1 }));
    expect(held.get("a")?.read_count).toBe(4);
    expect(unread(conversation("a", { inbound_count: 5, read_count: 4 }))).toBe(1);
  });
});
