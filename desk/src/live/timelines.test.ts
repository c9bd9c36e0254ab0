import { describe, expect, it } from "vitest";
import { message } from "./samples";
import { mergeItems, Timelines } from "./timelines";

const ids = (held: Timelines): string[] | undefined => held.get("a")?.items.map((each) => each.id);

describe("mergeItems", () => {
  it("orders by position whatever the order of arrival", () => {
    const merged = mergeItems([message("m3", 3)], [message("m1", 1), message("m2", 2)]);
    expect(merged.map((each) => each.id)).toEqual(["m1", "m2", "m3"]);
  });

  it("replaces by a newer version, drops an older one, and shows nothing twice", () => {
    const held = [message("m1", 1, { version: 3, status: "delivered" })];
    expect(mergeItems(held, [message("m1", 1, { version: 2, status: "sent" })])).toBe(held);
    const [only, ...rest] = mergeItems(held, [message("m1", 1, { version: 4, status: "failed" })]);
    expect(only).toMatchObject({ status: "failed" });
    expect(rest).toEqual([]);
  });
});

describe("Timelines", () => {
  it("keeps frames that overtake the first answer", () => {
    const held = new Timelines();
    held.begin("a");
    held.apply("a", [message("m3", 3)]);
    held.newest("a", { items: [message("m1", 1), message("m2", 2)], earlier: null });
    expect(ids(held)).toEqual(["m1", "m2", "m3"]);
  });

  it("keeps nothing for a timeline nobody opened", () => {
    const held = new Timelines();
    held.apply("a", [message("m1", 1)]);
    expect(held.get("a")).toBeUndefined();
  });

  it("leaves no hole for a late receipt of a message above what is loaded", () => {
    const held = new Timelines();
    held.newest("a", { items: [message("m9", 9), message("m10", 10)], earlier: 9 });
    held.apply("a", [message("m2", 2, { version: 4 })]);
    expect(ids(held)).toEqual(["m9", "m10"]);
  });

  it("drops what lies above a gap when it is loaded afresh, else keeps it", () => {
    const held = new Timelines();
    held.newest("a", { items: [message("m1", 1), message("m2", 2)], earlier: null });
    held.newest("a", { items: [message("m3", 3)], earlier: 3 });
    expect(ids(held)).toEqual(["m1", "m2", "m3"]);
    expect(held.get("a")?.earlier).toBeNull();
    held.newest("a", { items: [message("m9", 9)], earlier: 9 });
    expect(ids(held)).toEqual(["m9"]);
    expect(held.get("a")?.earlier).toBe(9);
  });

  it("is trimmed to its end and then knows where to read on", () => {
    const held = new Timelines();
    const items = [1, 2, 3, 4].map((each) => message(`m${each}`, each));
    held.newest("a", { items, earlier: null });
    held.trim("a", 2);
    expect(ids(held)).toEqual(["m3", "m4"]);
    expect(held.get("a")?.earlier).toBe(3);
  });
});
