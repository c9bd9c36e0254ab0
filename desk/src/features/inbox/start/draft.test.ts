// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import {
  attempted,
  draftFrom,
  empty,
  isWritten,
  lastSender,
  readStart,
  rememberSender,
  writeStart,
} from "./draft";

const written = { ...empty, typed: "+385 91 234 5678", text: "Hello", sender: "s1" };
const body = {
  sender_id: "s1",
  to: { phone: "+385912345678" },
  text: "Hello",
  assignee: "me",
  priority: "normal" as const,
};

describe("the draft of a conversation", () => {
  beforeEach(() => localStorage.clear());

  it("is there again after a reload, for the same person only", () => {
    writeStart("mia", written);
    expect(readStart("mia")).toEqual(written);
    expect(readStart("ben")).toEqual(empty);
  });

  it("is forgotten with the last letter", () => {
    writeStart("mia", written);
    writeStart("mia", { ...written, typed: " ", text: "" });
    expect(localStorage).toHaveLength(0);
    expect(isWritten({ ...empty, sender: "s1", queue: "q1" })).toBe(false);
  });

  it.each([null, "", "{", "[]", "7", '{"text":1,"person":{"id":"p"},"priority":"huge","other":2}'])(
    "takes nothing from what does not fit: %s",
    (stored) => expect(draftFrom(stored)).toEqual(empty),
  );

  it("remembers the sender of each person", () => {
    rememberSender("mia", "s2");
    expect([lastSender("mia"), lastSender("ben")]).toEqual(["s2", null]);
  });

  it("goes again under the same id, and under another one once it is changed", () => {
    const first = attempted(written, body);
    expect(first.attempt?.id).toMatch(/^[0-9a-f]{32}$/);
    writeStart("mia", first);
    expect(attempted(readStart("mia"), body).attempt).toEqual(first.attempt);
    const other = attempted(first, { ...body, text: "Hello again" });
    expect(other.attempt?.id).not.toBe(first.attempt?.id);
  });
});
