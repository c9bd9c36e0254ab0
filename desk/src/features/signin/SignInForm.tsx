// The fields of a sign-in, on its page and in the dialog after a session ended.
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { signIn } from "@/api/session";
import type { Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./Form.module.css";

interface SignInFormProps {
  /** Set when only this person may go on. */
  only?: string;
  onSignedIn: (me: Me) => void;
}

export function SignInForm({ only, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: only ?? "", password: "" },
    { name: requiredProblem, password: requiredProblem },
    async (values) => onSignedIn(await signIn(values.name.trim(), values.password)),
  );
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <FormError>{problem}</FormError>
      <TextField
        {...field("name")}
        label={t("auth.signInName")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={only !== undefined}
        autoFocus={only === undefined}
      />
      <PasswordField
        {...field("password")}
        label={t("auth.password")}
        autoFocus={only !== undefined}
      />
      <Button look="primary" size="l" type="submit" busy={busy}>
        {t("auth.signIn")}
      </Button>
    </form>
  );
}
