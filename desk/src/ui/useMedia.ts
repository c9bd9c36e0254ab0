// Whether a media query holds now.
import { useCallback, useSyncExternalStore } from "react";

/** One pane at a time. */
export const NARROW = "(width < 760px)";
/** Details as a drawer. */
export const MEDIUM = "(width < 1100px)";

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
