import { describe, expect, it } from "vitest";
import { auditQuery, validateAuditSearch } from "./filters";

const id = "0".repeat(32);

describe("the address of the audit page", () => {
  it("keeps what it knows and leaves out the rest", () => {
    const search = { q: " a ", person: id, kind: "user.created", object: `queue:${id}`, x: 1 };
    expect(validateAuditSearch(search)).toEqual({
      q: " a ",
      person: id,
      kind: "user.created",
      object: `queue:${id}`,
    });
    expect(
      validateAuditSearch({ q: " ", person: "me", kind: "<b>", object: "x", period: "era" }),
    ).toEqual({});
  });

  it("takes days only for a range", () => {
    const days = { from: "2026-01-01", to: "2026-01-02" };
    expect(validateAuditSearch({ ...days, period: "week" })).toEqual({ period: "week" });
    expect(validateAuditSearch({ ...days, period: "range" })).toEqual({ ...days, period: "range" });
  });
});

describe("the question for the server", () => {
  it("counts the last day of a range in full", () => {
    const query = auditQuery({ period: "range", from: "2026-01-31", to: "2026-01-31" });
    const from = Date.parse(query.get("from") ?? "");
    const to = Date.parse(query.get("to") ?? "");
    expect(to - from).toBe(86_400_000);
    expect(new Date(from).getHours()).toBe(0);
  });

  it("begins a period at the reader's own midnight", () => {
    const now = new Date(2026, 10, 26, 15, 30);
    const from = new Date(auditQuery({ period: "week" }, now).get("from") ?? "");
    expect(from).toEqual(new Date(2026, 10, 20));
  });

  it("takes a thing apart", () => {
    const query = auditQuery({ object: `api_key:${id}` });
    expect([query.get("object_kind"), query.get("object")]).toEqual(["api_key", id]);
  });
});
