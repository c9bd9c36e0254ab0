// Asks for the password or a passkey again before a sign-in is changed.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { signWithPasskey } from "@/access/passkeys";
import { explain } from "@/api/explain";
import {
  challengeForConfirmation,
  confirmPasskey,
  confirmPassword,
  fetchSecurity,
} from "@/api/security";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { DialogBody } from "@/ui/DialogBody";
import { FormError } from "@/ui/Field";

interface ConfirmProps {
  onConfirmed: () => void;
  onClose: () => void;
}

export function ConfirmItsYou({ onConfirmed, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["security"], queryFn: fetchSecurity });
  const [other, setOther] = useState<string | null>(null);
  const { form, field, busy, problem, onSubmit } = useForm(
    { password: "" },
    { password: requiredProblem },
    async ({ password }) => {
      await confirmPassword(password);
      onConfirmed();
    },
  );
  const withPasskey = async (): Promise<void> => {
    try {
      const signed = await signWithPasskey(challengeForConfirmation);
      if (!signed) return setOther(t("auth.passkeyClosed"));
      await confirmPasskey(signed);
      onConfirmed();
    } catch (error) {
      setOther(explain(error, t));
    }
  };
  const hasPasskey = data?.passkeys.some((each) => each.here) ?? false;
  const hasPassword = data?.has_password ?? true;
  return (
    <Dialog title={t("security.confirmTitle")} open onClose={onClose} size="s">
      <form ref={form} className={shared.form} onSubmit={onSubmit} noValidate>
        <DialogBody
          actions={
            <>
              <Button onClick={onClose}>{t("ui.cancel")}</Button>
              {hasPassword ? (
                <Button look="primary" type="submit" busy={busy}>
                  {t("security.confirm")}
                </Button>
              ) : null}
            </>
          }
        >
          <p>{t("security.confirmText")}</p>
          <FormError>{other ?? problem}</FormError>
          {hasPassword ? (
            <PasswordField {...field("password")} label={t("auth.password")} autoFocus />
          ) : null}
          {hasPasskey ? (
            <Button onClick={() => void withPasskey()}>{t("security.confirmPasskey")}</Button>
          ) : null}
          {hasPassword || hasPasskey ? null : <p>{t("security.noWay")}</p>}
        </DialogBody>
      </form>
    </Dialog>
  );
}
