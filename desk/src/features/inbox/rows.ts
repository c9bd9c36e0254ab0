// From timeline items to what the thread shows: days, grouped bubbles, changes, the new-mark.
import type { Change, Id, Item, Message } from "@/api/types";
import type { Pending } from "@/live/outbox";
import { dayKey } from "@/ui/when";

export type ThreadRow =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "message"; key: string; message: Message; first: boolean; last: boolean }
  | { kind: "pending"; key: string; pending: Pending; first: boolean; last: boolean }
  | { kind: "change"; key: string; change: Change };

const GROUP_MS = 5 * 60_000;

interface Spoken {
  side: string;
  at: string;
}

export function threadRows(
  items: readonly Item[],
  pending: readonly Pending[],
  newFrom: Id | null,
): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = "";
  const startDay = (at: string): void => {
    const next = dayKey(at);
    if (next !== day) rows.push({ kind: "day", key: `day-${next}`, at });
    day = next;
  };
  for (const item of items) {
    startDay(item.type === "message" ? item.created_at : item.at);
    if (item.id === newFrom) rows.push({ kind: "new", key: "new" });
    if (item.type === "change") rows.push({ kind: "change", key: item.id, change: item });
    else rows.push({ kind: "message", key: keyOf(item), message: item, first: true, last: true });
  }
  for (const each of pending) {
    startDay(each.createdAt);
    rows.push({ kind: "pending", key: each.clientId, pending: each, first: true, last: true });
  }
  return group(rows);
}

/** An own message keeps its key when the real one takes the optimistic one's place. */
const keyOf = (message: Message): string => message.client_id ?? message.id;

function spoken(row: ThreadRow | undefined): Spoken | undefined {
  if (row?.kind === "pending") return { side: "me", at: row.pending.createdAt };
  if (row?.kind !== "message") return undefined;
  const { direction, author, created_at: at } = row.message;
  return { side: `${direction}:${author.id ?? author.name}`, at };
}

function together(a: Spoken | undefined, b: Spoken | undefined): boolean {
  if (!a || !b) return false;
  const near = Math.abs(Date.parse(a.at) - Date.parse(b.at)) < GROUP_MS;
  return near && (a.side === b.side || b.side === "me");
}

function group(rows: ThreadRow[]): ThreadRow[] {
  return rows.map((row, index) => {
    const own = spoken(row);
    if (!own || (row.kind !== "message" && row.kind !== "pending")) return row;
    const before = spoken(rows[index - 1]);
    const after = spoken(rows[index + 1]);
    const mine = (a: Spoken | undefined): boolean => a?.side.startsWith("outbound") ?? false;
    const first = !(
      together(before, own) &&
      (own.side !== "me" || before?.side === "me" || mine(before))
    );
    const last = !(
      together(own, after) &&
      (after?.side !== "me" || own.side === "me" || mine(own))
    );
    return { ...row, first, last };
  });
}

/** The id of the first of the last `unread` customer messages; null when it is not loaded. */
export function firstUnread(items: readonly Item[], unread: number): Id | null {
  let left = unread;
  for (let index = items.length - 1; index >= 0 && left > 0; index -= 1) {
    const item = items[index];
    if (item?.type !== "message" || item.direction !== "inbound") continue;
    left -= 1;
    if (left === 0) return item.id;
  }
  return null;
}
