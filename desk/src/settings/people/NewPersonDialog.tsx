// Adding a person: name, address, first password, roles, seat and the default queue.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { emailProblem, newPasswordProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { may as key } from "@/access/permissions.gen";
import { createUser } from "@/api/settings";
import type { Id, Role } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { CheckField, FormError, TextField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { RoleChoices } from "./RoleChoices";

interface NewPersonDialogProps {
  roles: readonly Role[];
  onClose: () => void;
}

export function NewPersonDialog({ roles, onClose }: NewPersonDialogProps) {
  const { t } = useTranslation();
  const { refresh } = useSave("users", "seats", "members", "queues");
  const agent = roles.find(isAgentRole);
  const [chosen, setChosen] = useState<Id[]>(agent ? [agent.id] : []);
  const [seat, setSeat] = useState(true);
  const [join, setJoin] = useState(true);
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: "", email: "", password: "" },
    { name: requiredProblem, email: emailProblem, password: newPasswordProblem },
    async (values) => {
      const name = values.name.trim();
      const email = values.email.trim();
      await createUser({
        ...values,
        name,
        email,
        role_ids: chosen,
        seat,
        join_default_queue: join,
      });
      refresh();
      toast("done", t("people.created", { name }));
      onClose();
    },
  );
  return (
    <Dialog title={t("people.newTitle")} open onClose={onClose}>
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {t("people.create")}
              </Button>
            </>
          }
        >
          <FormError>{problem}</FormError>
          <TextField
            {...field("name")}
            label={t("people.name")}
            autoComplete="off"
            maxLength={255}
            autoFocus
          />
          <TextField
            {...field("email")}
            label={t("people.email")}
            type="email"
            autoComplete="off"
          />
          <PasswordField {...field("password")} label={t("people.password")} fresh />
          <RoleChoices roles={roles} chosen={chosen} onChange={setChosen} />
          <CheckField
            label={t("people.giveSeat")}
            hint={t("people.giveSeatHint")}
            checked={seat}
            onChange={(event) => setSeat(event.target.checked)}
          />
          <CheckField
            label={t("people.joinQueue")}
            hint={t("people.joinQueueHint")}
            checked={join}
            onChange={(event) => setJoin(event.target.checked)}
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}

/** The role most new people have: works on conversations, but not on everybody's. */
function isAgentRole({ kind, permissions }: Role): boolean {
  const works = permissions.includes(key.MANAGE) && !permissions.includes(key.MANAGE_ALL);
  return kind === "default" && works;
}
