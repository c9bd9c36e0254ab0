// Reads the part of Markdown that the help is written in; whatever else there is stays plain text.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "label"; text: string }
  | { kind: "key"; text: string }
  | { kind: "link"; text: string; to: string };

export type Block =
  | { kind: "heading"; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "steps"; items: Inline[][] }
  | { kind: "points"; items: Inline[][] }
  | { kind: "permissions" };

const INLINE = /\*\*(?<label>[^*]+)\*\*|`(?<key>[^`]+)`|\[(?<text>[^\]]+)\]\((?<to>[^)]+)\)/g;
const ITEM = /^(?:\d+\.|-) /;

/** Blocks have an empty line between them; lines of one block are joined. */
export function parse(source: string): Block[] {
  return source
    .trim()
    .split(/\n{2,}/)
    .map(blockOf);
}

function blockOf(block: string): Block {
  if (block === "::permissions") return { kind: "permissions" };
  if (block.startsWith("## ")) return { kind: "heading", content: inline(block.slice(3)) };
  if (!ITEM.test(block)) return { kind: "paragraph", content: inline(joined(block)) };
  const items = block
    .split(/\n(?=\d+\. |- )/)
    .map((each) => inline(joined(each.replace(ITEM, ""))));
  return { kind: block.startsWith("-") ? "points" : "steps", items };
}

const joined = (lines: string): string => lines.replace(/\s*\n\s*/g, " ");

function inline(text: string): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    found.push(spanOf(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

function spanOf({ label, key, text = "", to = "" }: Record<string, string | undefined>): Inline {
  if (label !== undefined) return { kind: "label", text: label };
  if (key !== undefined) return { kind: "key", text: key };
  return { kind: "link", text, to };
}
