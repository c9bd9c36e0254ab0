// Keeps a thread at its end while it is there, and in its place while earlier items load above.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Item } from "@/api/types";

const NEAR_END = 48;
const NEAR_TOP = 400;

export function useThreadScroll(
  items: readonly Item[],
  pending: number,
  loaded: boolean,
  loadEarlier: () => Promise<void>,
) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const fromEnd = useRef(0);
  const stick = useRef(true);
  const busy = useRef(false);
  const [atEnd, setAtEnd] = useState(true);
  const first = items[0]?.id;

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    stick.current = true;
    box.scrollTop = box.scrollHeight;
  }, []);

  const more = useCallback(() => {
    const box = scroller.current;
    if (!box || busy.current || box.scrollTop > NEAR_TOP) return;
    busy.current = true;
    // A failure is tried again with the next scrolling; what is shown stays.
    void loadEarlier()
      .catch(() => undefined)
      .finally(() => {
        busy.current = false;
      });
  }, [loadEarlier]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !loaded) return undefined;
    const look = (): void => {
      const rest = box.scrollHeight - box.scrollTop - box.clientHeight;
      fromEnd.current = box.scrollHeight - box.scrollTop;
      stick.current = rest < NEAR_END;
      setAtEnd(stick.current);
      more();
    };
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [loaded, more]);

  // Before the first paint: at the mark for new messages, else at the end.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !loaded) return;
    const mark = box.querySelector<HTMLElement>("[data-new-mark]");
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = mark ? Math.min(end, mark.offsetTop - 96) : end;
    fromEnd.current = box.scrollHeight - box.scrollTop;
    stick.current = end - box.scrollTop < NEAR_END;
    setAtEnd(stick.current);
  }, [loaded]);

  // Earlier items came in above: what was seen stays where it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new first item moves the rest.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && !stick.current) box.scrollTop = box.scrollHeight - fromEnd.current;
  }, [first]);

  // An own message is always followed.
  useLayoutEffect(() => {
    if (pending > 0) toEnd();
  }, [pending, toEnd]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !loaded || !content.current) return undefined;
    const watch = new ResizeObserver(() => {
      if (stick.current) box.scrollTop = box.scrollHeight;
      else fromEnd.current = box.scrollHeight - box.scrollTop;
      more();
    });
    watch.observe(content.current);
    watch.observe(box);
    return () => watch.disconnect();
  }, [loaded, more]);

  return { scroller, content, atEnd, toEnd };
}
