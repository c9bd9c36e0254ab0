import { describe, expect, it } from "vitest";
import { type Press, resolve, type Situation, written } from "./keys";
import { commands } from "./table";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const free: Situation = { editing: false, onControl: false, overlayOpen: false, singleKeys: true };
const idOf = (key: Press, situation = free, before = ""): string | undefined =>
  resolve(before, key, situation).command?.id;

describe("resolve", () => {
  it("knows single keys, shifted keys, chords and sequences", () => {
    expect(idOf(press("j"))).toBe("list.next");
    expect(idOf(press("E", { shiftKey: true }))).toBe("conversation.solveNext");
    expect(idOf(press("?", { shiftKey: true }))).toBe("app.keys");
    expect(idOf(press("k", { ctrlKey: true }))).toBe("app.palette");
    expect(idOf(press("k", { metaKey: true }))).toBe("app.palette");
    expect(resolve("", press("g"), free)).toEqual({ pending: "g" });
    expect(idOf(press("w"), free, "g")).toBe("go.work");
    expect(idOf(press("j"), free, "g")).toBe("list.next");
  });

  it("leaves what is being written alone", () => {
    const editing = { ...free, editing: true };
    expect(idOf(press("j"), editing)).toBeUndefined();
    expect(idOf(press("Enter", { ctrlKey: true }), editing)).toBe("composer.send");
  });

  it("rests under dialogs, with Alt, and on Enter over a button", () => {
    expect(idOf(press("j"), { ...free, overlayOpen: true })).toBeUndefined();
    expect(idOf(press("j", { altKey: true }))).toBeUndefined();
    expect(idOf(press("Enter"), { ...free, onControl: true })).toBeUndefined();
    expect(idOf(press("Enter"))).toBe("thread.open");
  });

  it("can do without single characters (WCAG 2.1.4)", () => {
    const off = { ...free, singleKeys: false };
    for (const key of ["j", "/", ".", "?", "g"]) expect(resolve("", press(key), off)).toEqual({});
    expect(idOf(press("k", { ctrlKey: true }), off)).toBe("app.palette");
  });

  it("finds letters by place on other keyboards", () => {
    expect(written(press("о", { code: "KeyJ" }))).toBe("j");
  });
});

it("has no keys twice", () => {
  const keys = commands.flatMap((each) => (each.keys ? [each.keys] : []));
  expect(new Set(keys).size).toBe(keys.length);
});
