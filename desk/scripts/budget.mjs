// Fails when the built desk is heavier than agreed: the entry's script and style, and any lazy part.
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../hubbub/web/desk/", import.meta.url);
const limits = { entryScript: 230, entryStyle: 20, lazyScript: 80 }; // kilobytes after gzip
const manifest = JSON.parse(readFileSync(new URL("manifest.json", root), "utf8"));

const kilobytes = (file) => statSync(fileURLToPath(new URL(`${file}.gz`, root))).size / 1024;

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const inEntry = closure(entry);
const scripts = [...inEntry].map((key) => manifest[key].file);
const styles = new Set([...inEntry].flatMap((key) => manifest[key].css ?? []));
const sum = (files) => [...files].reduce((total, file) => total + kilobytes(file), 0);

const rows = [
  ["entry script", sum(scripts), limits.entryScript],
  ["entry style", sum(styles), limits.entryStyle],
];
for (const key of Object.keys(manifest)) {
  const part = manifest[key];
  if (!part.isDynamicEntry) continue;
  const own = [...closure(key)].filter((each) => !inEntry.has(each));
  rows.push([`lazy ${key}`, sum(own.map((each) => manifest[each].file)), limits.lazyScript]);
}

let over = false;
for (const [name, size, limit] of rows) {
  const bad = size > limit;
  over ||= bad;
  console.log(`${bad ? "OVER" : "ok  "} ${size.toFixed(1).padStart(7)} of ${limit} KB  ${name}`);
}
if (over) {
  console.error("The desk is over its budget: load the addition lazily or leave it out.");
  process.exit(1);
}
