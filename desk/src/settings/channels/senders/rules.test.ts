import { describe, expect, it } from "vitest";
import { nameProblem, rulesOf } from "./rules";

const broken = (name: string): string[] =>
  rulesOf(name)
    .filter((each) => !each.holds)
    .map((each) => each.id);

describe("the name of a sender", () => {
  it.each(["A", "Northwind", "A & B-1._", "ABCDEFGHIJK", "  two   words "])("may be %j", (name) => {
    expect(broken(name)).toEqual([]);
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([
    ["ABCDEFGHIJKL", ["length"]],
    ["Žuti", ["characters"]],
    ["12345", ["letter"]],
    ["+385", ["characters", "letter"]],
    ["1234567890123", ["length", "letter"]],
  ])("may not be %j, for %j", (name, rules) => {
    expect(broken(name)).toEqual(rules);
    expect(nameProblem(name)).toBe("senderInvalid");
  });

  it("is asked for where there is none", () => {
    expect(nameProblem("  ")).toBe("required");
  });
});
