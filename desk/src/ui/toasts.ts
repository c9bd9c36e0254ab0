// Short notes about what just happened or failed; newest last, gone after a while.
import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  kind: "done" | "problem";
  text: string;
}

const LASTS_MS = { done: 4000, problem: 9000 } as const;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of [...listeners]) listener();
}

export function toast(kind: Toast["kind"], text: string): void {
  last += 1;
  const id = last;
  set([...toasts.filter((each) => each.text !== text), { id, kind, text }].slice(-3));
  setTimeout(() => dismissToast(id), LASTS_MS[kind]);
}

export function dismissToast(id: number): void {
  if (toasts.some((each) => each.id === id)) set(toasts.filter((each) => each.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
