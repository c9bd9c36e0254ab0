// Accepting an invitation: name, user name, password.
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { newPasswordProblem, requiredProblem, usernameProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { acceptInvite, type LinkAbout, type SignInName } from "@/api/users";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./Form.module.css";

interface JoinFormProps {
  about: LinkAbout;
  token: string;
  onDone: (as: SignInName) => void;
}

export function JoinForm({ about, token, onDone }: JoinFormProps) {
  const { t } = useTranslation();
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: "", username: about.username, password: "" },
    { name: requiredProblem, username: usernameProblem, password: newPasswordProblem },
    async (values) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const form = { ...values, time_zone: timeZone, language: navigator.language };
      onDone(await acceptInvite(token, form));
    },
  );
  return (
    <>
      <div>
        <h1 className={styles.title}>{t("links.inviteTitle", { account: about.account })}</h1>
        <p className={styles.text}>{t("links.inviteText", { email: about.email })}</p>
      </div>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <FormError>{problem}</FormError>
        <TextField
          {...field("name")}
          label={t("auth.name")}
          hint={t("auth.nameHint")}
          autoComplete="name"
          maxLength={255}
          autoFocus
        />
        <TextField
          {...field("username")}
          label={t("links.username")}
          hint={t("links.usernameHint")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
        />
        <PasswordField {...field("password")} label={t("auth.password")} fresh />
        <Button look="primary" size="l" type="submit" busy={busy}>
          {t("links.accept")}
        </Button>
      </form>
    </>
  );
}
