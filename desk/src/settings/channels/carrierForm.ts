// The fields of a carrier's form as text, their checks, and the way back to a carrier.
import type { CarrierForm } from "@/api/settings";
import type { SmppCarrier } from "@/api/types";

export interface CarrierText extends Record<string, string> {
  name: string;
  host: string;
  port: string;
  system_id: string;
  password: string;
  system_type: string;
  window: string;
  per_second: string;
  enquire_seconds: string;
  tls_server_name: string;
  tls_authorities: string;
}

export const ranges = {
  port: [1, 65_535],
  window: [1, 1000],
  per_second: [1, 10_000],
  enquire_seconds: [5, 3600],
} as const;

export interface CarrierSwitches {
  bind: SmppCarrier["bind"];
  tls: boolean;
  enabled: boolean;
}

export function textOf(carrier: SmppCarrier | null): CarrierText {
  return {
    name: carrier?.name ?? "",
    host: carrier?.host ?? "",
    port: String(carrier?.port ?? 2775),
    system_id: carrier?.system_id ?? "",
    password: "",
    system_type: carrier?.system_type ?? "",
    window: String(carrier?.window ?? 10),
    per_second: String(carrier?.per_second ?? 50),
    enquire_seconds: String(carrier?.enquire_seconds ?? 30),
    tls_server_name: carrier?.tls_server_name ?? "",
    tls_authorities: carrier?.tls_authorities ?? "",
  };
}

export function switchesOf(carrier: SmppCarrier | null): CarrierSwitches {
  return {
    bind: carrier?.bind ?? "transceiver",
    tls: carrier?.tls ?? false,
    enabled: carrier?.enabled ?? true,
  };
}

/** Whether the text is a whole number within its range. */
export function inRange(name: keyof typeof ranges, text: string): boolean {
  const [from, to] = ranges[name];
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= from && value <= to;
}

export function formOf(text: CarrierText, switches: CarrierSwitches): CarrierForm {
  return {
    name: text.name.trim(),
    host: text.host.trim(),
    port: Number(text.port),
    system_id: text.system_id.trim(),
    system_type: text.system_type.trim(),
    window: Number(text.window),
    per_second: Number(text.per_second),
    enquire_seconds: Number(text.enquire_seconds),
    tls_server_name: (switches.tls && text.tls_server_name.trim()) || null,
    tls_authorities: (switches.tls && text.tls_authorities.trim()) || null,
    ...switches,
    ...(text.password ? { password: text.password } : {}),
  };
}
