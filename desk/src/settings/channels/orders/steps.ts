// The steps of an order, and the one that the address names.
import type { OrderStep } from "@/api/numberOrders";

export const STEPS: readonly OrderStep[] = [
  "country",
  "capabilities",
  "kind",
  "offer",
  "details",
  "summary",
];

export interface OrderSearch {
  step?: OrderStep;
}

export function validateOrderSearch(search: Record<string, unknown>): OrderSearch {
  const step = STEPS.find((each) => each === search.step);
  return step ? { step } : {};
}
