// The audit in words: kinds of facts, fields and values; what has no words is shown as it is.
import type { TFunction } from "i18next";
import type { AuditEntry, AuditThing, AuditValue } from "@/api/audit";
import type en from "@/i18n/en.json";
import { exactTime } from "@/ui/when";

type Words = (typeof en)["audit"];

export function kindWords(kind: string, t: TFunction): string {
  const key = kind.replaceAll(".", "_") as keyof Words["kinds"];
  return t(`audit.kinds.${key}`, { defaultValue: kind });
}

export function fieldWords(field: string, t: TFunction): string {
  return t(`audit.fields.${field as keyof Words["fields"]}`, { defaultValue: field });
}

export function thingWords(kind: string, t: TFunction): string {
  return t(`audit.things.${kind as keyof Words["things"]}`, { defaultValue: kind });
}

export function thingName(thing: AuditThing, t: TFunction): string {
  return thing.name ?? t("audit.nameless", { kind: thingWords(thing.kind, t) });
}

const secret = new Set(["password", "tls_authorities", "client_secret"]);
const instant = /_at$|^(from|to)$/u;

function plainWords(field: string, value: string | number | boolean, t: TFunction): string {
  if (typeof value === "boolean") return t(value ? "ui.yes" : "ui.no");
  if (typeof value === "number") return value.toLocaleString();
  if (secret.has(field)) return "••••••";
  if (instant.test(field)) return exactTime(value);
  return t(`audit.values.${value as keyof Words["values"]}`, { defaultValue: value });
}

/** One side of a change in words. */
export function valueWords(field: string, value: AuditValue | null, t: TFunction): string {
  if (value?.erased) return t("audit.erased");
  const parts = [
    ...(value?.values ?? []).map((each) => plainWords(field, each, t)),
    ...(value?.things ?? []).map((each) => thingName(each, t)),
  ];
  return parts.length > 0 ? parts.join(", ") : t("audit.nothing");
}

export function doerWords({ by }: AuditEntry, t: TFunction): string {
  const user = by.user ? thingName(by.user, t) : "";
  if (by.kind === "system") return t("audit.system");
  if (by.kind === "user") return user;
  return t("audit.byKey", { name: by.name ?? t("audit.revokedKey"), user });
}
