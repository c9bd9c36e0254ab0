import { expect, test } from "vitest";
import { isOfProgram, takeOverText } from "./origin";

test("one of our own is changed and taken over here", () => {
  expect(isOfProgram({ wire: null })).toBe(false);
  expect(takeOverText({ wire: null })).toBe("ownerText");
});

test("one that a program set up is changed and taken over there", () => {
  expect(isOfProgram({ wire: "vendor" })).toBe(true);
  expect(takeOverText({ wire: "vendor" })).toBe("ownerProgramText");
});
