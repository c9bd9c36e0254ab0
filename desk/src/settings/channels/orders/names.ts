// Countries and amounts as people read them.

const countries = new Intl.DisplayNames(undefined, { type: "region" });

export function countryName(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
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
