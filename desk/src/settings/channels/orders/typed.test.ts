// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { forgetTyped, readTyped, typedOver, writeTyped } from "./typed";

describe("what was typed for an order", () => {
  beforeEach(() => sessionStorage.clear());

  it("is kept for one person and one order", () => {
    writeTyped("mia", "one", { company: "Acme" });
    expect(readTyped("mia", "one")).toEqual({ company: "Acme" });
    expect(readTyped("mia", "two")).toBeNull();
    expect(readTyped("ana", "one")).toBeNull();
  });

  it("is forgotten when the order has it", () => {
    writeTyped("mia", "one", { company: "Acme" });
    forgetTyped("mia", "one");
    expect(readTyped("mia", "one")).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  it("counts only where it is whole", () => {
    for (const broken of ["{", "[]", "3", '{"company": 3}']) {
      sessionStorage.setItem("hubbub.order.mia.one", broken);
      expect(readTyped("mia", "one")).toBeNull();
    }
  });

  it("stands over what is kept, as far as it is asked for", () => {
    const kept = { company: "Old", street: "High Street" };
    const typed = { company: "Acme", passport: "42" };
    expect(typedOver(kept, typed, ["company", "street"])).toEqual({
      company: "Acme",
      street: "High Street",
    });
    expect(typedOver(kept, null, ["company"])).toEqual(kept);
  });
});
