// Adding a passkey: its name, then the browser's own window.
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { makePasskey } from "@/access/passkeys";
import type { RecoveryCodes } from "@/api/security";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { NotConfirmed } from "./useConfirmed";
import type { SecurityActions } from "./useSecurity";

interface PasskeyDialogProps {
  actions: SecurityActions;
  onClose: () => void;
  onDone: (made: RecoveryCodes) => void;
}

export function PasskeyDialog({ actions, onClose, onDone }: PasskeyDialogProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: t("security.passkeyDefault") },
    { name: requiredProblem },
    async ({ name }) => {
      try {
        const made = await actions.confirmed(() => makePasskey(name.trim()));
        if (made) onDone(made);
      } catch (error) {
        if (!(error instanceof NotConfirmed)) throw error;
      }
    },
  );
  return (
    <Dialog title={t("security.addPasskey")} open onClose={onClose} size="s">
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("auth.continue")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <p>{t("auth.passkeyText")}</p>
          <TextField
            {...field("name")}
            label={t("security.passkeyName")}
            hint={t("security.passkeyNameHint")}
            autoComplete="off"
            maxLength={100}
            autoFocus
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}
