// The fields of a sign-in, on its page and in the dialog after a session ended.
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { emailProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { signIn } from "@/api/session";
import type { Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./Form.module.css";

interface SignInFormProps {
  /** Set when only this person may go on. */
  email?: string;
  onSignedIn: (me: Me) => void;
}

export function SignInForm({ email, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { email: email ?? "", password: "" },
    { email: emailProblem, password: requiredProblem },
    async (values) => onSignedIn(await signIn(values.email.trim(), values.password)),
  );
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <FormError>{problem}</FormError>
      <TextField
        {...field("email")}
        label={t("auth.email")}
        type="email"
        autoComplete="username"
        readOnly={email !== undefined}
        autoFocus={email === undefined}
      />
      <PasswordField
        {...field("password")}
        label={t("auth.password")}
        autoFocus={email !== undefined}
      />
      <Button look="primary" size="l" type="submit" busy={busy}>
        {t("auth.signIn")}
      </Button>
    </form>
  );
}
