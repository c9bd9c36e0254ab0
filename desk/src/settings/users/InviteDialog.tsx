// Inviting by e-mail: only an address and what is offered.
import { useTranslation } from "react-i18next";
import { emailProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import type { Role } from "@/api/types";
import { invite } from "@/api/users";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { Offered, useOffer } from "./Offered";

interface InviteDialogProps {
  roles: readonly Role[];
  onClose: () => void;
}

export function InviteDialog({ roles, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("invites");
  const [offer, setOffer] = useOffer(roles);
  const { form, field, busy, problem, onSubmit } = useForm(
    { email: "" },
    { email: emailProblem },
    async (values) => {
      const made = await invite({ email: values.email.trim(), ...offer });
      refresh();
      toast("done", t("users.invitedToast", { email: made.email }));
      onClose();
    },
  );
  return (
    <Dialog title={t("users.inviteTitle")} open onClose={onClose}>
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("users.inviteDo")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <p className={shared.quiet}>{t("users.inviteMailText")}</p>
          <TextField
            {...field("email")}
            label={t("users.email")}
            type="email"
            autoComplete="off"
            autoFocus
          />
          <Offered roles={roles} offer={offer} onChange={setOffer} />
        </DialogBody>
      </form>
    </Dialog>
  );
}
