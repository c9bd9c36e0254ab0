import { describe, expect, it } from "vitest";
import { isOnlyHere } from "./settings";

describe("where a carrier reports to", () => {
  it("is reached by nobody else on a loopback address", () => {
    for (const host of ["localhost:8000", "127.0.0.1", "127.1.2.3:80", "[::1]:8000"]) {
      expect(isOnlyHere(`http://${host}/carriers/x`)).toBe(true);
    }
  });
  it("is reached under a name or another address", () => {
    for (const host of ["desk.example.com", "203.0.113.7", "localhost.example.com"]) {
      expect(isOnlyHere(`https://${host}/carriers/x`)).toBe(false);
    }
  });
});
