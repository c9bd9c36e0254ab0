// A text that was not sent goes back to where it was written.
import { useEffect, useRef } from "react";

const EDIT = "hubbub:edit";

/** Gives a text that was not sent back to its writer. */
export function editInComposer(text: string): void {
  window.dispatchEvent(new CustomEvent(EDIT, { detail: text }));
}

/** Calls with each text that is given back while this is on the page. */
export function useGivenBack(take: (text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onEdit = (event: Event): void =>
      latest.current(event instanceof CustomEvent ? String(event.detail) : "");
    window.addEventListener(EDIT, onEdit);
    return () => window.removeEventListener(EDIT, onEdit);
  }, []);
}

/** What was given back, before what is being written. */
export const before = (given: string, old: string): string =>
  old.trim() ? `${given}\n${old}` : given;
