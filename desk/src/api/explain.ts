// What went wrong, in words for the person at the desk.
import type { TFunction } from "i18next";
import { ApiError } from "./client";

/** The server's own sentence where it gave one; ours where there was no answer. */
export function explain(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiError)) return t("errors.unexpected");
  if (error.code === "unreachable") return t("errors.unreachable");
  if (error.code === "too_many_attempts" && error.retryAfter) {
    return t("errors.too_many_attempts", { seconds: error.retryAfter });
  }
  return error.message || t("errors.unexpected");
}

/** The server's word on each field of a form. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, message]));
}
