// Asks before a role is deleted, and shows what its holders lose by it.

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { deleteRole, type ListedRole } from "@/api/roles";
import { fetchPermissions } from "@/api/settings";
import { useSave } from "@/settings/useSave";
import { Confirm } from "@/ui/Confirm";
import { Spinner } from "@/ui/Spinner";
import { toast } from "@/ui/toasts";
import { Effects } from "./Effects";
import styles from "./Roles.module.css";
import { titlesOf } from "./titles";
import { useWhatIf } from "./useWhatIf";

interface DeleteRoleProps {
  role: ListedRole;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteRole({ role, onClose, onDeleted }: DeleteRoleProps) {
  const { t } = useTranslation();
  const { save } = useSave("roles", "role", "users");
  const navigate = useNavigate();
  const { data } = useQuery({ queryKey: ["permissions"], queryFn: fetchPermissions });
  const question = useMemo(() => ({ role_id: role.id, is_deleted: true }), [role.id]);
  const { answer } = useWhatIf(question);
  const { name } = role;
  const remove = async (): Promise<void> => {
    if (!(await save(() => deleteRole(role.id, role.version)))) return;
    toast("done", t("roles.deleted", { name }));
    onDeleted?.();
    void navigate({ to: "/account/roles", search: { tab: "custom" } });
  };
  return (
    <Confirm
      title={t("roles.deleteTitle", { name })}
      open
      confirm={t("roles.delete")}
      danger
      onClose={onClose}
      onConfirm={remove}
    >
      {answer === null ? (
        <Spinner />
      ) : answer.touched === 0 ? (
        <p>{t("roles.deleteUnused")}</p>
      ) : (
        <div className={styles.deleting}>
          <p>{t("roles.deleteUsed", { count: answer.touched })}</p>
          {answer.changed === 0 ? (
            <p>{t("roles.deleteNoEffect")}</p>
          ) : (
            <Effects answer={answer} titles={titlesOf(data)} />
          )}
        </div>
      )}
    </Confirm>
  );
}
