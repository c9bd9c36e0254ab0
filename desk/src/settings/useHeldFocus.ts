// Keeps the keyboard in the page: when what had the focus is gone, the page itself gets it.
import { type RefObject, useEffect } from "react";

/** Long enough for a dialog that closes to give the focus back by itself. */
const SETTLED_MS = 150;

export function useHeldFocus(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    let timer = 0;
    const remember = (event: FocusEvent): void => {
      last = event.target;
    };
    const look = (): void => {
      const isGone = last instanceof Element && !last.isConnected;
      if (isGone && document.activeElement === document.body) {
        page.current?.focus({ preventScroll: true });
      }
    };
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = window.setTimeout(look, SETTLED_MS);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", remember);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", remember);
    };
  }, [page]);
}
