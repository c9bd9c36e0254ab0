// Keeps the dialog around it open while something is under way whose answer it has to show.
import { createContext, useContext, useLayoutEffect } from "react";

const Holding = createContext<(held: boolean) => void>(() => undefined);

export const HoldingProvider = Holding.Provider;

/** A second click, beside the dialog or on its way out, would lose a secret that is shown once. */
export function HeldOpen({ when }: { when: boolean }) {
  const hold = useContext(Holding);
  // Before anybody sees the answer: who has read it may leave at once.
  useLayoutEffect(() => {
    hold(when);
    return () => hold(false);
  }, [hold, when]);
  return null;
}
