import { describe, expect, it } from "vitest";
import type { ListedRole } from "@/api/roles";
import {
  accessLevel,
  compare,
  givesBack,
  isInert,
  needsSeat,
  partsOf,
  selectable,
} from "./capability";

const permission = (key: string, kind: string, section: string) => ({
  key,
  kind,
  section,
  title: key,
  help: "",
  feature: "",
  built: true,
});
const VIEW = "contact-center/conversations/view";
const view = permission(VIEW, "base", "access");
const assign = permission("conversations/allow-assignment", "dependent", "actions");
const roles = permission("account/roles/manage", "account", "account");
const blocked = permission("conversations/start/disabled", "restrict", "restrictions");
const catalogue = {
  sections: ["access", "actions", "account", "restrictions"].map((id) => ({ id, title: id })),
  items: [view, assign, roles, blocked],
};

describe("what a role can do", () => {
  it("stands in two sections, restrictions last in theirs", () => {
    const [conversations, account] = partsOf(catalogue);
    expect(conversations?.groups.map((each) => each.id)).toEqual([
      "access",
      "actions",
      "restrictions",
    ]);
    expect(account?.groups.map((each) => each.id)).toEqual(["account"]);
  });

  it("never has a restriction ticked by select all", () => {
    const group = { id: "x", title: "x", permissions: [assign, blocked] };
    expect(selectable(group)).toEqual([assign.key]);
  });

  it("sleeps without conversation access", () => {
    expect(isInert(assign, new Set([assign.key]))).toBe(true);
    expect(isInert(assign, new Set([assign.key, VIEW]))).toBe(false);
    expect(isInert(roles, new Set([roles.key]))).toBe(false);
  });

  it("needs a seat for everything but viewing, the profile and the account", () => {
    expect([view, assign, roles, blocked].map(needsSeat)).toEqual([false, true, false, false]);
    expect(accessLevel(new Set())).toBe("none");
    expect(accessLevel(new Set([VIEW]))).toBe("own_queues");
    expect(accessLevel(new Set([VIEW, "contact-center/conversations/manage"]))).toBe("assigned");
    expect(accessLevel(new Set(["conversations/conversation/manage/extended"]))).toBe("all");
  });

  it("names the default roles that would give back what a copy takes away", () => {
    const role = (id: string, permissions: string[]): ListedRole =>
      ({ id, name: id, kind: "default", permissions }) as ListedRole;
    const all = [role("agent", [VIEW, assign.key]), role("viewer", [VIEW])];
    expect([...givesBack(new Set([VIEW]), all[0], all).keys()]).toEqual(["agent"]);
    expect(givesBack(new Set([VIEW, assign.key]), all[0], all).size).toBe(0);
    expect(givesBack(new Set([VIEW]), undefined, all).size).toBe(0);
    expect(compare(new Set([VIEW, "x"]), [VIEW, assign.key])).toEqual({
      added: ["x"],
      removed: [assign.key],
    });
  });
});
