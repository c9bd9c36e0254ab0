// What a name must be so that phones show it; the server says the same, and the last word.
import type { FieldProblem } from "@/access/form/rules";

export const LONGEST = 11;

export interface Rule {
  id: "length" | "characters" | "letter";
  holds: boolean;
}

/** The server joins spaces, so they are counted as it would. */
const cleaned = (name: string): string => name.trim().replace(/\s+/gu, " ");

/** Each rule, and whether this name keeps it. */
export function rulesOf(typed: string): Rule[] {
  const name = cleaned(typed);
  return [
    { id: "length", holds: name.length >= 1 && name.length <= LONGEST },
    { id: "characters", holds: /^[A-Za-z0-9 ._&-]+$/u.test(name) },
    { id: "letter", holds: /[A-Za-z]/u.test(name) },
  ];
}

export function nameProblem(typed: string): FieldProblem | undefined {
  if (!typed.trim()) return "required";
  return rulesOf(typed).every((each) => each.holds) ? undefined : "senderInvalid";
}
