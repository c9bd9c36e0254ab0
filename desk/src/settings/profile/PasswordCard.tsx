// Changing one's own password.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { newPasswordProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import type { User } from "@/api/types";
import { changePassword } from "@/api/users";
import styles from "@/settings/users/Users.module.css";
import { useSave } from "@/settings/useSave";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import { toast } from "@/ui/toasts";

export function PasswordCard({ user }: { user: User }) {
  const [round, setRound] = useState(0);
  return <PasswordForm key={round} user={user} onDone={() => setRound(round + 1)} />;
}

function PasswordForm({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useSave("my-sessions");
  const { form, field, busy, problem, onSubmit } = useForm(
    { current: "", password: "" },
    { current: requiredProblem, password: newPasswordProblem },
    async ({ current, password }) => {
      await changePassword(current, password);
      refresh();
      toast("done", t("profile.changed"));
      onDone();
    },
  );
  return (
    <form ref={form} className={styles.card} onSubmit={onSubmit} noValidate>
      <div>
        <h3>{t("profile.password")}</h3>
        <p>{t("profile.passwordText")}</p>
      </div>
      <FormError>{problem}</FormError>
      <input hidden name="username" autoComplete="username" value={user.username} readOnly />
      <PasswordField {...field("current")} label={t("profile.current")} />
      <PasswordField {...field("password")} label={t("profile.new")} fresh />
      <div>
        <Button type="submit" busy={busy}>
          {t("profile.change")}
        </Button>
      </div>
    </form>
  );
}
