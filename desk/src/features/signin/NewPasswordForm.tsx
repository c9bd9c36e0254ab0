// A new password, set with a link that came by mail.
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { newPasswordProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { type LinkAbout, type SignInName, setPassword } from "@/api/users";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/Field";
import styles from "./Form.module.css";

interface NewPasswordFormProps {
  about: LinkAbout;
  token: string;
  onDone: (as: SignInName) => void;
}

export function NewPasswordForm({ about, token, onDone }: NewPasswordFormProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { password: "" },
    { password: newPasswordProblem },
    async ({ password }) => onDone(await setPassword(token, password)),
  );
  return (
    <>
      <div>
        <h1 className={styles.title}>
          {t(about.is_first ? "links.firstTitle" : "links.resetTitle")}
        </h1>
        <p className={styles.text}>{t("links.passwordText", { ...about })}</p>
      </div>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <FormError>{problem}</FormError>
        {/* So that password managers know whose password it is. */}
        <input hidden name="username" autoComplete="username" value={about.username} readOnly />
        <PasswordField {...field("password")} label={t("links.newPassword")} fresh autoFocus />
        <Button look="primary" size="l" type="submit" busy={busy}>
          {t("links.setPassword")}
        </Button>
      </form>
    </>
  );
}
