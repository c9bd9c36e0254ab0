// The sign-up page: an organisation and its first person.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { emailProblem, newPasswordProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { signUp } from "@/api/session";
import type { Installation, Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import { AuthLayout } from "./AuthLayout";
import styles from "./Form.module.css";

interface PageProps {
  installation: Installation;
  onSignedIn: (me: Me) => void;
}

const checks = {
  account_name: requiredProblem,
  name: requiredProblem,
  email: emailProblem,
  password: newPasswordProblem,
};

export function SignUpPage({ installation, onSignedIn }: PageProps) {
  const { t } = useTranslation();
  const needsToken = installation.token_needed;
  const { form, field, busy, problem, onSubmit } = useForm(
    { account_name: "", name: "", email: "", password: "", token: "" },
    needsToken ? { ...checks, token: requiredProblem } : checks,
    async ({ token, ...values }) =>
      onSignedIn(await signUp(needsToken ? { ...values, token: token.trim() } : values)),
  );
  return (
    <AuthLayout>
      <div>
        <h1 className={styles.title}>{t("auth.signUpTitle")}</h1>
        <p className={styles.text}>{t("auth.signUpText")}</p>
      </div>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <FormError>{problem}</FormError>
        <TextField
          {...field("account_name")}
          label={t("auth.accountName")}
          hint={t("auth.accountHint")}
          autoComplete="organization"
          maxLength={255}
          autoFocus
        />
        <TextField
          {...field("name")}
          label={t("auth.name")}
          hint={t("auth.nameHint")}
          autoComplete="name"
          maxLength={255}
        />
        <TextField
          {...field("email")}
          label={t("auth.email")}
          type="email"
          autoComplete="username"
        />
        <PasswordField {...field("password")} label={t("auth.password")} fresh />
        {needsToken ? (
          <TextField
            {...field("token")}
            label={t("auth.token")}
            hint={t("auth.tokenHint")}
            autoComplete="one-time-code"
            spellCheck={false}
          />
        ) : null}
        <Button look="primary" size="l" type="submit" busy={busy}>
          {t("auth.signUp")}
        </Button>
      </form>
      <p className={styles.other}>
        {t("auth.haveAccount")} <Link to="/sign-in">{t("auth.signIn")}</Link>
      </p>
    </AuthLayout>
  );
}
