// The sign-in page.
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Way } from "@/api/security";
import type { Installation, Me } from "@/api/types";
import { FormError } from "@/ui/Field";
import { AuthLayout } from "./AuthLayout";
import styles from "./Form.module.css";
import { pendingWays, SignInForm } from "./SignInForm";

export interface SignInSearch {
  next?: string;
  /** The short name of an account. */
  account?: string;
  /** Why a provider's answer did not let somebody in. */
  problem?: string;
  /** Set when a provider has done the first step. */
  step?: string;
}

interface PageProps {
  installation: Installation;
  search: SignInSearch;
  onSignedIn: (me: Me) => void;
}

export function SignInPage({ installation, search, onSignedIn }: PageProps) {
  const { t, i18n } = useTranslation();
  const { account, next, problem, step } = search;
  const [ways, setWays] = useState<readonly Way[] | null | undefined>(step ? null : undefined);
  useEffect(() => {
    if (step) void pendingWays().then(setWays);
  }, [step]);
  const word = problem && i18n.exists(`auth.problems.${problem}`) ? problem : "other";
  return (
    <AuthLayout>
      <h1 className={styles.title}>{t("auth.signInTitle", { name: installation.name })}</h1>
      {problem ? <FormError>{t(`auth.problems.${word as "other"}`)}</FormError> : null}
      {ways === null ? null : (
        <SignInForm account={account} next={next} ways={ways} onSignedIn={onSignedIn} />
      )}
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
      <p className={styles.other}>
        <Link to="/start">{t("auth.lookAround")}</Link>
      </p>
    </AuthLayout>
  );
}
