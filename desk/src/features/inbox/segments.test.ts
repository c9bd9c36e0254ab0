import { describe, expect, it } from "vitest";
import { segmentsOf } from "./segments";

describe("segmentsOf", () => {
  it.each([
    ["", "gsm-7", 0, 160],
    ["a".repeat(160), "gsm-7", 1, 0],
    ["a".repeat(161), "gsm-7", 2, 145],
    ["a".repeat(306), "gsm-7", 2, 0],
    ["a".repeat(307), "gsm-7", 3, 152],
    ["€".repeat(80), "gsm-7", 1, 0],
    [`${"a".repeat(152)}€${"a".repeat(10)}`, "gsm-7", 2, 141],
    ["č", "ucs-2", 1, 69],
    ["č".repeat(70), "ucs-2", 1, 0],
    ["č".repeat(71), "ucs-2", 2, 63],
    [`${"č".repeat(66)}😀abcd`, "ucs-2", 2, 61],
  ] as const)("counts %#", (text, encoding, count, left) => {
    expect(segmentsOf(text)).toEqual({ encoding, count, left });
  });
});
