// Setting an app up: scan, and give one code back.
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { type CodesSetup, finishCodes, type RecoveryCodes } from "@/api/security";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { CopyLine } from "@/ui/CopyLine";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import styles from "./security.module.css";

interface CodesDialogProps {
  setup: CodesSetup;
  onClose: () => void;
  onDone: (made: RecoveryCodes) => void;
}

export function CodesDialog({ setup, onClose, onDone }: CodesDialogProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { code: "" },
    { code: requiredProblem },
    async ({ code }) => onDone(await finishCodes(setup.setup, code)),
  );
  const secret = setup.secret.match(/.{1,4}/gu)?.join(" ") ?? setup.secret;
  return (
    <Dialog title={t("security.scanTitle")} open onClose={onClose}>
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("security.turnOn")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <div className={styles.scan}>
            <img className={styles.picture} src={setup.picture} alt={t("security.picture")} />
            <div>
              <p>
                <strong>{t("security.scan")}</strong>
              </p>
              <p className={styles.text}>{t("security.scanText")}</p>
            </div>
          </div>
          <div>
            <p className={shared.legend}>{t("security.secret")}</p>
            <CopyLine text={secret} label={t("security.copySecret")} />
          </div>
          <TextField
            {...field("code")}
            label={t("security.firstCode")}
            hint={t("security.firstCodeHint")}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            autoFocus
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}
