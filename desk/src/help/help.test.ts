// The help says only what the desk says: its labels, its permissions, its topics.
import { describe, expect, it } from "vitest";
import { PERMISSIONS, SECTIONS } from "@/access/permissions.gen";
import en from "@/i18n/en.json";
import { type Inline, parse } from "./markup";
import { textOf } from "./pages";
import { isTopic, topics } from "./topics";

const leaves = (of: unknown): string[] =>
  typeof of === "string" ? [of] : Object.values(of as object).flatMap(leaves);

const { help: _, ...desk } = en;
const titles = [...Object.values(PERMISSIONS), ...SECTIONS].map(({ title }) => title);
const labels = new Set([...leaves(desk), ...titles]);

function spans(source: string): Inline[] {
  return parse(source).flatMap((block) => {
    if (block.kind === "permissions") return [];
    return "items" in block ? block.items.flat() : block.content;
  });
}

describe.each(topics)("help about %s", (topic) => {
  const found = spans(textOf(topic));
  const of = (kind: Inline["kind"]) =>
    found.filter((each) => each.kind === kind).map(({ text }) => text);

  it("names only what stands on the desk", () => {
    expect(of("label")).not.toHaveLength(0);
    expect(of("label").filter((each) => !labels.has(each))).toEqual([]);
  });

  it("names only permissions that there are, and leads only to topics that there are", () => {
    expect(of("key").filter((each) => !(each in PERMISSIONS))).toEqual([]);
    const links = found.filter((each) => each.kind === "link").map(({ to }) => to);
    expect(links.filter((each) => !isTopic(each))).toEqual([]);
  });

  it("leaves no mark of its own in the text", () => {
    expect(of("text").filter((each) => /[*`\]]|^#|\n/.test(each))).toEqual([]);
  });
});

describe("parse", () => {
  it("reads headings, paragraphs, steps and points", () => {
    const text = (words: string) => [{ kind: "text", text: words }];
    expect(parse("## A\n\nb\nc\n\n1. d\n   e\n2. f\n\n- g\n\n::permissions\n")).toEqual([
      { kind: "heading", content: text("A") },
      { kind: "paragraph", content: text("b c") },
      { kind: "steps", items: [text("d e"), text("f")] },
      { kind: "points", items: [text("g")] },
      { kind: "permissions" },
    ]);
  });

  it("reads labels, keys and links, and leaves the rest as it is", () => {
    expect(parse("a **b** `c` [d](roles) <i>*e*</i>")).toEqual([
      {
        kind: "paragraph",
        content: [
          { kind: "text", text: "a " },
          { kind: "label", text: "b" },
          { kind: "text", text: " " },
          { kind: "key", text: "c" },
          { kind: "text", text: " " },
          { kind: "link", text: "d", to: "roles" },
          { kind: "text", text: " <i>*e*</i>" },
        ],
      },
    ]);
  });
});
