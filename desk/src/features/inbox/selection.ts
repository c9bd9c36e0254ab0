// Which conversation and view the address names, and how to go to another.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Id } from "@/api/types";
import type { Scope, StatusFilter } from "@/api/work";

const filters: readonly StatusFilter[] = ["active", "open", "waiting", "solved", "closed"];

export interface InboxSearch {
  status?: StatusFilter | undefined;
  q?: string | undefined;
}

/** Reads the view out of an address; what it does not know is left out. */
export function validateInboxSearch(search: Record<string, unknown>): InboxSearch {
  const status = filters.find((each) => each === search.status);
  const q = typeof search.q === "string" ? search.q.slice(0, 100) : "";
  return {
    ...(status && status !== "active" ? { status } : {}),
    ...(q ? { q } : {}),
  };
}

export function useSelection(scope: Scope) {
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const { status = "active", q = "" } = useSearch({ strict: false });
  const list = scope === "mine" ? "/work" : "/all";

  const open = useCallback(
    (id: Id | null, replace = false) => {
      if (id === null) return void navigate({ to: list, search: (old) => old, replace });
      const to = scope === "mine" ? "/work/$conversationId" : "/all/$conversationId";
      return void navigate({ to, params: { conversationId: id }, search: (old) => old, replace });
    },
    [navigate, list, scope],
  );
  const show = useCallback(
    (view: InboxSearch) => {
      const search = validateInboxSearch({ status, q, ...view });
      const to = conversationId
        ? scope === "mine"
          ? "/work/$conversationId"
          : "/all/$conversationId"
        : list;
      const params = conversationId ? { conversationId } : {};
      void navigate({ to, params, search, replace: true } as Parameters<typeof navigate>[0]);
    },
    [navigate, list, scope, status, q, conversationId],
  );
  return { selected: conversationId ?? null, status, q, open, show };
}
