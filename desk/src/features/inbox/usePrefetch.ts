// Loads the threads around the selected one ahead, so that the next key press shows at once.
import { useEffect } from "react";
import type { Id } from "@/api/types";
import { useDesk } from "@/live/hooks";

const WAIT_MS = 40;

export function usePrefetch(order: readonly Id[], at: number): void {
  const desk = useDesk();
  const near = at < 0 ? [] : [order[at + 1], order[at + 2], order[at - 1]];
  const key = near.filter(Boolean).join(" ");
  useEffect(() => {
    if (!key) return undefined;
    const timer = setTimeout(() => {
      for (const id of key.split(" ")) void desk.loadTimeline(id);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [desk, key]);
}
