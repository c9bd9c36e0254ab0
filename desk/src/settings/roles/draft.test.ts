// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { begin, isChanged, NOTHING, rebase, stored, toggled, withUsers } from "./draft";

const base = { name: "Night", description: "", permissions: ["a", "b"], version: 1 };
const ana = { id: "1", name: "Ana" };
const ben = { id: "2", name: "Ben" };

describe("a draft", () => {
  beforeEach(() => sessionStorage.clear());

  it("is changed by what is typed, ticked or chosen, and not by the order of ticks", () => {
    const draft = begin(base);
    expect(isChanged(draft)).toBe(false);
    expect(isChanged({ ...draft, permissions: ["b", "a"] })).toBe(false);
    expect(isChanged(toggled(draft, ["c"], true))).toBe(true);
    expect(isChanged({ ...draft, name: "Day" })).toBe(true);
    expect(isChanged({ ...draft, add: [ana] })).toBe(true);
  });

  it("keeps one's own changes on top of somebody else's, and says what these are", () => {
    const mine = { ...toggled(toggled(begin(base), ["c"], true), ["a"], false), name: "Late" };
    const theirs = { name: "Early", description: "x", permissions: ["a", "d"], version: 2 };
    const { draft, other } = rebase(mine, theirs);
    expect(draft.name).toBe("Late");
    expect(draft.description).toBe("x");
    expect(draft.base.version).toBe(2);
    expect([...draft.permissions].sort()).toEqual(["c", "d"]);
    expect(other).toEqual({ name: "Early", isDescribed: true, added: ["d"], removed: ["b"] });
  });

  it("chooses nobody twice, nobody who holds the role, and takes a removal back", () => {
    const draft = withUsers({ ...begin(base), add: [ana] }, [ana, ben], new Set());
    expect(draft.add).toEqual([ana, ben]);
    const kept = withUsers({ ...begin(base), remove: [ben] }, [ben], new Set(["2"]));
    expect(kept).toMatchObject({ add: [], remove: [] });
  });

  it("survives a reload, and is nothing when what was kept is not a draft", () => {
    const draft = begin(NOTHING, { name: "Late", add: [ana] });
    stored.write("new", draft);
    expect(stored.read("new")).toEqual(draft);
    stored.write("new", null);
    expect(stored.read("new")).toBeNull();
    sessionStorage.setItem("hubbub.role-draft.new", '{"name": 1}');
    expect(stored.read("new")).toBeNull();
    sessionStorage.setItem("hubbub.role-draft.new", "{");
    expect(stored.read("new")).toBeNull();
  });
});
