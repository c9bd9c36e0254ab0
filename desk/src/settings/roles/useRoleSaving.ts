// Saves the role of the editor, and keeps what stood in the way so that it can be shown.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { explain, fieldErrors } from "@/api/explain";
import {
  createRole,
  fetchRole,
  type ListedRole,
  type RoleConflict,
  saveHolders,
  saveRole,
} from "@/api/roles";
import { baseOf, type Draft, type Other, rebase } from "./draft";

export type RoleKind = "new" | "edit" | "default";

interface Problem {
  text: string | null;
  fields: Record<string, string>;
  conflicts: readonly RoleConflict[];
  other: Other | null;
}

const NONE: Problem = { text: null, fields: {}, conflicts: [], other: null };

export function useRoleSaving(kind: RoleKind, role: ListedRole | null, source: ListedRole | null) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>(NONE);

  const send = (draft: Draft): Promise<ListedRole> => {
    const users = { add_users: idsOf(draft.add), replace: draft.replace };
    const remove_users = idsOf(draft.remove);
    if (role && kind === "default") return saveHolders(role.id, { ...users, remove_users });
    const { name, description, permissions, base } = draft;
    const body = { name, description, permissions: [...permissions], ...users };
    if (role) return saveRole(role.id, { ...body, remove_users, version: base.version });
    return createRole({ ...body, copied_from: source?.id ?? null });
  };

  /** The saved role; or null, and `onDraft` is told what the draft became by somebody's change. */
  const save = async (draft: Draft, onDraft: (draft: Draft) => void) => {
    setBusy(true);
    setProblem(NONE);
    try {
      const saved = await send(draft);
      for (const key of ["roles", "role", "role-users", "users"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
      return saved;
    } catch (error) {
      const code = error instanceof ApiError ? error.code : "";
      if (code === "stale" && role) {
        const now = baseOf(await fetchRole(role.id));
        const { draft: merged, other } = rebase(draft, now);
        onDraft(merged);
        setProblem({ ...NONE, other });
      } else {
        setProblem({
          text: explain(error, t),
          fields: fieldErrors(error),
          conflicts: conflictsIn(error),
          other: null,
        });
      }
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, problem, forget: () => setProblem(NONE) };
}

const idsOf = (users: readonly { id: string }[]): string[] => users.map((each) => each.id);

function conflictsIn(error: unknown): readonly RoleConflict[] {
  if (!(error instanceof ApiError)) return [];
  const { conflicts } = error.problem as { conflicts?: RoleConflict[] };
  return conflicts ?? [];
}
