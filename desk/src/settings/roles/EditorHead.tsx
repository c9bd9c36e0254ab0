// The head of the editor: what the role is called and for, and what else can be done with it.
import { Copy, Trash2 } from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole } from "@/api/roles";
import { Button } from "@/ui/Button";
import { Field, inputClass, TextField } from "@/ui/Field";
import { DeleteRole } from "./DeleteRole";
import type { Draft } from "./draft";
import styles from "./Editor.module.css";
import { NewRoleButton } from "./NewRoleButton";
import type { RoleKind } from "./useRoleSaving";

interface EditorHeadProps {
  kind: RoleKind;
  saved: ListedRole | null;
  source: ListedRole | null;
  draft: Draft;
  nameField: RefObject<HTMLInputElement | null>;
  nameError: string | undefined;
  onChange: (draft: Draft) => void;
  onDeleted: () => void;
}

export function EditorHead(props: EditorHeadProps) {
  const { kind, saved: role, source, draft, nameField, nameError, onChange } = props;
  const { t } = useTranslation();
  const title =
    role?.name ?? (source ? t("roles.copyTitle", { name: source.name }) : t("roles.newTitle"));
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {role ? <HeadActions role={role} onDeleted={props.onDeleted} /> : null}
      </header>
      {kind === "default" ? (
        <p className={styles.lead}>
          {role?.description} {t("roles.fixedNote")}
        </p>
      ) : (
        <div className={styles.names}>
          <TextField
            ref={nameField}
            label={t("roles.name")}
            placeholder={t("roles.namePlaceholder")}
            value={draft.name}
            error={nameError}
            maxLength={100}
            autoComplete="off"
            autoFocus={kind === "new"}
            onFocus={(event) => {
              // The name of a copy is there to be replaced.
              if (kind === "new" && source) event.target.select();
            }}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
          <Field label={t("roles.description")}>
            {(tied) => (
              <textarea
                {...tied}
                className={`${inputClass} ${styles.description}`}
                rows={1}
                maxLength={1000}
                placeholder={t("roles.descriptionPlaceholder")}
                value={draft.description}
                onChange={(event) => onChange({ ...draft, description: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}

function HeadActions({ role, onDeleted }: { role: ListedRole; onDeleted: () => void }) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  return (
    <div className={styles.headActions}>
      <NewRoleButton from={role.id}>
        <Copy size={14} aria-hidden="true" />
        {t("roles.duplicate")}
      </NewRoleButton>
      {role.kind === "custom" ? (
        <Button aria-haspopup="dialog" onClick={() => setDeleting(true)}>
          <Trash2 size={14} aria-hidden="true" />
          {t("roles.delete")}
        </Button>
      ) : null}
      {deleting ? (
        <DeleteRole role={role} onClose={() => setDeleting(false)} onDeleted={onDeleted} />
      ) : null}
    </div>
  );
}
