// Who holds the role, who will get it and who will lose it; nothing of it happens before saving.
import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRole, RoleConflict } from "@/api/roles";
import { Button } from "@/ui/Button";
import { ChosenUsers, LeavingUsers } from "./ChosenUsers";
import { ConflictNotice } from "./ConflictNotice";
import type { Draft } from "./draft";
import { Holders } from "./Holders";
import { SelectUsers } from "./SelectUsers";
import styles from "./Users.module.css";

export interface UsersTabProps {
  role: ListedRole | null;
  roles: readonly ListedRole[];
  origin: ListedRole | undefined;
  /** The default roles that would give back what this copy takes away. */
  back: ReadonlyMap<string, ListedRole>;
  draft: Draft;
  conflicts: readonly RoleConflict[];
  onChange: (draft: Draft) => void;
}

export function UsersTab(props: UsersTabProps) {
  const { role, back, draft, conflicts, onChange } = props;
  const { t } = useTranslation();
  const [selecting, setSelecting] = useState(false);
  const takesOff = useMemo(
    () => new Map(conflicts.map((each) => [each.user.id, each.take_off.name])),
    [conflicts],
  );
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <p className={styles.quiet}>{t("roles.usersText")}</p>
        <Button look="plain" aria-haspopup="dialog" onClick={() => setSelecting(true)}>
          <UserPlus size={15} aria-hidden="true" />
          {t("roles.selectUsers")}
        </Button>
      </div>
      {conflicts.length > 0 ? (
        <ConflictNotice conflicts={conflicts} draft={draft} onChange={onChange} />
      ) : (
        <p className={styles.note}>
          {back.size > 0
            ? t("roles.mustNotHold", { names: namesOf(back) })
            : props.role?.kind === "default"
              ? null
              : t("roles.keepBeside")}
        </p>
      )}
      {draft.add.length > 0 ? (
        <ChosenUsers draft={draft} takesOff={takesOff} onChange={onChange} />
      ) : null}
      {draft.remove.length > 0 ? <LeavingUsers draft={draft} onChange={onChange} /> : null}
      {role ? (
        <Holders role={role} draft={draft} takesOff={takesOff} onChange={onChange} />
      ) : draft.add.length === 0 ? (
        <p className={styles.quiet}>{t("roles.noHolders")}</p>
      ) : null}
      {selecting ? <SelectUsers {...props} onClose={() => setSelecting(false)} /> : null}
    </div>
  );
}

export const namesOf = (back: ReadonlyMap<string, ListedRole>): string =>
  new Intl.ListFormat(undefined, { type: "disjunction" }).format(
    [...back.values()].map((each) => each.name),
  );
