// How many menus and dialogs are open; single-key shortcuts rest while there is one.
import { useEffect } from "react";

let open = 0;

export const overlayIsOpen = (): boolean => open > 0;

export function useOverlay(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    open += 1;
    return () => {
      open -= 1;
    };
  }, [isOpen]);
}
