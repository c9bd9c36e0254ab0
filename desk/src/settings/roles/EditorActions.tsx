// The bar below the editor: always in sight, the last click of making a role.
import { useNavigate } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RoleConflict } from "@/api/roles";
import { Button } from "@/ui/Button";
import styles from "./Editor.module.css";
import type { RoleKind } from "./useRoleSaving";

interface EditorActionsProps {
  kind: RoleKind;
  changed: boolean;
  busy: boolean;
  conflicts: readonly RoleConflict[];
  isReplacing: boolean;
  onSave: () => void;
}

const labels = { new: "create", edit: "save", default: "saveUsers" } as const;

export function EditorActions(props: EditorActionsProps) {
  const { kind, changed, busy, conflicts, isReplacing } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const people = new Set(conflicts.map((each) => each.user.id)).size;
  if (kind === "default" && !changed) return null;
  return (
    <footer className={styles.footer}>
      <p className={styles.state} role="status">
        {people > 0 && !isReplacing ? (
          <>
            <TriangleAlert size={15} aria-hidden="true" />
            {t("roles.conflictTitle", { count: people })}
          </>
        ) : changed ? (
          t("roles.unsaved")
        ) : null}
      </p>
      <Button
        onClick={() =>
          void navigate({
            to: "/account/roles",
            search: kind === "default" ? {} : { tab: "custom" },
          })
        }
      >
        {t("ui.cancel")}
      </Button>
      <Button look="primary" busy={busy} onClick={props.onSave}>
        {t(`roles.${labels[kind]}`)}
      </Button>
    </footer>
  );
}
