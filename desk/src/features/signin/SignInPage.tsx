// The sign-in page.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Installation, Me } from "@/api/types";
import { AuthLayout } from "./AuthLayout";
import styles from "./Form.module.css";
import { SignInForm } from "./SignInForm";

interface PageProps {
  installation: Installation;
  onSignedIn: (me: Me) => void;
}

export function SignInPage({ installation, onSignedIn }: PageProps) {
  const { t } = useTranslation();
  return (
    <AuthLayout>
      <h1 className={styles.title}>{t("auth.signInTitle", { name: installation.name })}</h1>
      <SignInForm onSignedIn={onSignedIn} />
      <p className={styles.other}>
        <Link to="/forgot">{t("auth.forgot")}</Link>
      </p>
      <p className={styles.other}>
        {installation.can_sign_up ? (
          <>
            {t("auth.noAccount")} <Link to="/sign-up">{t("auth.signUp")}</Link>
          </>
        ) : (
          t("auth.signUpClosed")
        )}
      </p>
    </AuthLayout>
  );
}
