// Whether somebody can be looking: the tab is visible and its window has the focus.
import { useSyncExternalStore } from "react";

const events = ["focus", "blur"] as const;

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  for (const name of events) window.addEventListener(name, listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    for (const name of events) window.removeEventListener(name, listener);
  };
}

export const usePageSeen = (): boolean =>
  useSyncExternalStore(subscribe, () => !document.hidden && document.hasFocus());
