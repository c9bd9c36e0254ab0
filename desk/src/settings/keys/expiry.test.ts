import { expect, it } from "vitest";
import { endOf, networksIn } from "./expiry";

it("ends after so many days, at the end of a chosen day, or never", () => {
  expect(endOf("7", "", 0)).toBe("1970-01-08T00:00:00.000Z");
  expect(new Date(endOf("day", "2026-11-26") ?? "")).toEqual(new Date(2026, 10, 26, 23, 59, 59));
  expect(endOf("never", "")).toBeNull();
});

it("reads ranges from lines and commas", () => {
  expect(networksIn(" 203.0.113.7\n2001:db8::/32, 10.0.0.0/8 \n")).toEqual([
    "203.0.113.7",
    "2001:db8::/32",
    "10.0.0.0/8",
  ]);
  expect(networksIn(" \n")).toEqual([]);
});
