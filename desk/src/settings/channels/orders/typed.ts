// What was typed for an order and has not reached the server yet: a reload of the tab loses none of it.
import type { Id } from "@/api/types";

export type Typed = Readonly<Record<string, string>>;

/** Of one person, so that whoever signs in next in the tab finds nothing of it. */
const keyOf = (me: Id, order: Id): string => `hubbub.order.${me}.${order}`;

export function readTyped(me: Id, order: Id): Typed | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(keyOf(me, order)) ?? "null");
    return isTyped(found) ? found : null;
  } catch {
    return null;
  }
}

export function writeTyped(me: Id, order: Id, typed: Typed): void {
  try {
    sessionStorage.setItem(keyOf(me, order), JSON.stringify(typed));
  } catch {
    // Without storage it lasts until the page is left.
  }
}

export function forgetTyped(me: Id, order: Id): void {
  try {
    sessionStorage.removeItem(keyOf(me, order));
  } catch {
    // Then nothing was kept either.
  }
}

/** What an order asks for, with what was typed on top; another offer may ask for other things. */
export function typedOver(kept: Typed, typed: Typed | null, asked: readonly string[]): Typed {
  const fitting = Object.entries(typed ?? {}).filter(([name]) => asked.includes(name));
  return { ...kept, ...Object.fromEntries(fitting) };
}

function isTyped(value: unknown): value is Typed {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => typeof each === "string");
}
