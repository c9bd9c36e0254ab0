// Runs a change of the settings: says how it went, and fetches again what it touched.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain } from "@/api/explain";
import { toast } from "@/ui/toasts";

export function useSave(...keys: readonly string[]) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  const refresh = (): void => {
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
  };
  /** Resolves to whether it was done. */
  const save = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await act();
      refresh();
      return true;
    } catch (error) {
      const stale = error instanceof ApiError && error.code === "stale";
      toast("problem", stale ? t("settings.stale") : explain(error, t));
      refresh();
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** For a form, which says itself what went wrong: what it was filled in from is fetched again
   * where somebody else has changed that. */
  const orRefresh = async <R>(act: Promise<R>): Promise<R> => {
    try {
      return await act;
    } catch (error) {
      if (error instanceof ApiError && error.code === "stale") refresh();
      throw error;
    }
  };
  return { save, busy, refresh, orRefresh };
}
