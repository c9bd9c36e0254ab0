// Creating a profile: the user exists at once and sets a password by mail.
import { useTranslation } from "react-i18next";
import { emailProblem, requiredProblem, usernameProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import type { Role } from "@/api/types";
import { createUser } from "@/api/users";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { Offered, useOffer } from "./Offered";

interface NewUserDialogProps {
  roles: readonly Role[];
  onClose: () => void;
}

export function NewUserDialog({ roles, onClose }: NewUserDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("users", "seats", "members", "queues");
  const [offer, setOffer] = useOffer(roles);
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: "", email: "", username: "" },
    { name: requiredProblem, email: emailProblem, username: usernameProblem },
    async (values) => {
      const user = await createUser({
        name: values.name.trim(),
        email: values.email.trim(),
        username: values.username.trim() || null,
        ...offer,
      });
      refresh();
      const words = offer.seat && !user.seat ? "users.createdNoSeat" : "users.created";
      toast("done", t(words, { name: user.name }));
      onClose();
    },
  );
  return (
    <Dialog title={t("users.newTitle")} open onClose={onClose}>
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("users.createDo")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <p className={shared.quiet}>{t("users.mailText")}</p>
          <TextField
            {...field("name")}
            label={t("users.name")}
            autoComplete="off"
            maxLength={255}
            autoFocus
          />
          <TextField {...field("email")} label={t("users.email")} type="email" autoComplete="off" />
          <TextField
            {...field("username")}
            label={t("users.username")}
            hint={t("users.usernameHint")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
          />
          <Offered roles={roles} offer={offer} onChange={setOffer} />
        </DialogBody>
      </form>
    </Dialog>
  );
}
