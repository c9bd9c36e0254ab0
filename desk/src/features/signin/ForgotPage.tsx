// Asking for a link to set a new password; says the same whether the name is known or not.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { useInstallation } from "@/access/installation";
import { askForReset } from "@/api/users";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import { AuthLayout } from "./AuthLayout";
import styles from "./Form.module.css";

export function ForgotPage() {
  const { t } = useTranslation();
  const { mail_url: mail } = useInstallation();
  const [asked, setAsked] = useState("");
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: "" },
    { name: requiredProblem },
    async ({ name }) => {
      await askForReset(name.trim());
      setAsked(name.trim());
    },
  );
  return (
    <AuthLayout>
      {asked ? (
        <div role="status">
          <h1 className={styles.title}>{t("links.sentTitle")}</h1>
          <p className={styles.text}>{t("links.sentText", { name: asked })}</p>
          <p className={styles.text}>{t("links.sentNothing")}</p>
          {mail ? (
            <p className={styles.text}>
              <a href={mail} target="_blank" rel="noreferrer">
                {t("links.readHere")}
              </a>
            </p>
          ) : null}
        </div>
      ) : (
        <>
          <div>
            <h1 className={styles.title}>{t("links.forgotTitle")}</h1>
            <p className={styles.text}>{t("links.forgotText")}</p>
          </div>
          <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
            <FormError>{problem}</FormError>
            <TextField
              {...field("name")}
              label={t("auth.signInName")}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
            <Button look="primary" size="l" type="submit" busy={busy}>
              {t("links.send")}
            </Button>
          </form>
        </>
      )}
      <p className={styles.other}>
        <Link to="/sign-in">{t("links.toSignIn")}</Link>
      </p>
    </AuthLayout>
  );
}
