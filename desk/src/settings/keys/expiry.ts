// When a key ends: presets in days, a day that was chosen, never, or as it is.

import { type FieldProblem, requiredProblem } from "@/access/form/rules";

export const lives = ["7", "30", "90", "365", "day", "never"] as const;

const DAY_MS = 86_400_000;

/** The end in the server's form; a chosen day counts in full, in the reader's own zone. */
export function endOf(life: string, day: string, now = Date.now()): string | null {
  if (life === "never") return null;
  if (life !== "day") return new Date(now + Number(life) * DAY_MS).toISOString();
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 23, 59, 59).toISOString();
}

/** A day is asked for only where one is to be chosen. */
export const dayProblem = (day: string, { life }: { life: string }): FieldProblem | undefined =>
  life === "day" ? requiredProblem(day) : undefined;

/** The ranges of a text field: one on each line, or separated by commas. */
export const networksIn = (text: string): string[] =>
  text
    .split(/[\s,;]+/u)
    .map((each) => each.trim())
    .filter(Boolean);
