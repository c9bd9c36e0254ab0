// Amounts as people read them.
import type { NumberOffer } from "@/api/numberOrders";

/** What it costs every month, in words; null where its carrier does not say. */
export function monthlyOf({ monthly, currency }: NumberOffer): string | null {
  return monthly && currency ? money(monthly, currency) : null;
}

/** Whether setting it up costs nothing, as its carrier says. */
export const isFree = ({ setup }: NumberOffer): boolean => setup !== null && Number(setup) === 0;

/** What it costs once. */
export function setupOf({ setup, currency }: NumberOffer): string | null {
  return setup && currency ? money(setup, currency) : null;
}

/** An amount that comes as a decimal in text; whole numbers too keep their two places. */
export function money(amount: string, currency: string): string {
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 4,
  }).format(Number(amount));
}
