// Keeps the step of an order in the address, so that the browser's Back leads to the step before.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { NumberOrder, OrderStep } from "@/api/numberOrders";
import type { Steps } from "./useOrder";

const ADDRESS = "/shell/channels/numbers/orders/$orderId";

/** The order decides which step is shown, unless somebody goes back or forward in the browser. */
export function useStepInAddress({ step: now }: NumberOrder, { go }: Steps): void {
  const { step: asked } = useSearch({ from: ADDRESS });
  const navigate = useNavigate({ from: "/channels/numbers/orders/$orderId" });
  const before = useRef(asked);
  const show = (step: OrderStep, replace: boolean): void =>
    void navigate({ search: { step }, replace });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when one of the two has changed
  useEffect(() => {
    const moved = asked !== before.current;
    before.current = asked;
    if (asked === now) return;
    if (!moved || !asked) return show(now, asked === undefined);
    // What the step needs may be missing by now; the address follows the order then.
    void go(asked).then((error) => {
      if (error) show(now, true);
    });
  }, [asked, now]);
}

/** There is nothing to choose any more: the browser's Back leads away rather than through the steps. */
export function useWayOut(): void {
  const { step: asked } = useSearch({ from: ADDRESS });
  const [last] = useState(asked);
  const navigate = useNavigate();
  useEffect(() => {
    if (asked !== last) void navigate({ to: "/channels/numbers", search: {}, replace: true });
  }, [asked, last, navigate]);
}
