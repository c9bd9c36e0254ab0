import { expect, it } from "vitest";
import { readablePhone } from "./phone";

it.each([
  ["+385911234567", "+385 911 234 567"],
  ["+38515550100", "+385 15 550 100"],
  ["+14155550100", "+1 415 555 0100"],
  ["+442079460000", "+44 2079 460 000"],
  ["+4915112345678", "+49 15 112 345 678"],
  ["12345", "12345"],
  ["Hubbub", "Hubbub"],
])("reads %s as %s", (phone, shown) => {
  expect(readablePhone(phone)).toBe(shown);
});
