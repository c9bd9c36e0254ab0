// The fields of a carrier over HTTP as text, and the way back.
import type { CarrierKind, CarrierSetting } from "@/api/carriersOverHttp";
import type { HttpCarrier } from "@/api/types";

/** As the server calls the field when it complains. */
export const nameOf = (setting: CarrierSetting): string => `settings.${setting.name}`;

export function textOf(kind: CarrierKind, carrier: HttpCarrier | null): Record<string, string> {
  const settings = kind.settings.map((each) => [nameOf(each), carrier?.settings[each.name] ?? ""]);
  return {
    name: carrier?.name ?? kind.title,
    per_second: String(carrier?.per_second ?? 10),
    ...Object.fromEntries(settings),
  };
}

/** What is empty is left out: a secret stays then, and anything else is said to be missing. */
export function settingsOf(
  kind: CarrierKind,
  text: Record<string, string>,
): Record<string, string> {
  const given = kind.settings.map((each) => [each.name, (text[nameOf(each)] ?? "").trim()]);
  return Object.fromEntries(given.filter(([, value]) => value));
}

/** Whether an address leads to the machine that it is looked at from, which no carrier reaches. */
export function isOnlyHere(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
