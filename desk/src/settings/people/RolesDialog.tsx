// Changing the roles of a person.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "@/api/explain";
import { setUserRoles } from "@/api/settings";
import type { Role, User } from "@/api/types";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError } from "@/ui/Field";
import { RoleChoices } from "./RoleChoices";

interface RolesDialogProps {
  user: User;
  roles: readonly Role[];
  onClose: () => void;
}

export function RolesDialog({ user, roles, onClose }: RolesDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("users", "seats");
  const [chosen, setChosen] = useState(user.roles.map((each) => each.id));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await setUserRoles(user.id, chosen);
      refresh();
      onClose();
    } catch (error) {
      setProblem(explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("people.rolesOf", { name: user.name })} open onClose={onClose}>
      <DialogBody
        actions={
          <>
            <Button onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" busy={busy} onClick={() => void keep()}>
              {t("ui.save")}
            </Button>
          </>
        }
      >
        <FormError>{problem}</FormError>
        <RoleChoices roles={roles} chosen={chosen} onChange={setChosen} />
      </DialogBody>
    </Dialog>
  );
}
