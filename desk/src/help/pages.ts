// The text of each topic, carried along with the help pages and with nothing else.
import type { Topic } from "./topics";

const files = import.meta.glob<string>("./*.md", { query: "?raw", import: "default", eager: true });

export const textOf = (topic: Topic): string => files[`./${topic}.md`] ?? "";
