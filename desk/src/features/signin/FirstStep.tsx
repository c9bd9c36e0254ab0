// The first step of signing in: a password, a passkey, or the button of one's organisation.
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { emailProblem, requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { passkeysWork, signWithPasskey } from "@/access/passkeys";
import { explain } from "@/api/explain";
import { challengeForSignIn, departTo, signInWithPasskey } from "@/api/security";
import type { Id, Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./Form.module.css";
import { usePasskeyInField } from "./usePasskeyInField";
import { useWays } from "./useWays";

interface FirstStepProps {
  email?: string;
  account?: string | undefined;
  next?: string | undefined;
  onPassword: (email: string, password: string) => Promise<void>;
  onSignedIn: (me: Me) => void;
}

export function FirstStep({ email, account, next, onPassword, onSignedIn }: FirstStepProps) {
  const { t } = useTranslation();
  const { ways, lookUp } = useWays(account, email);
  const [other, setOther] = useState<string | null>(null);
  const stopInField = usePasskeyInField(email === undefined, onSignedIn);
  const { form, field, busy, problem, onSubmit } = useForm(
    { email: email ?? "", password: "" },
    { email: emailProblem, password: requiredProblem },
    async (values) => {
      stopInField();
      await onPassword(values.email.trim(), values.password);
    },
  );
  useEffect(() => () => stopInField(), [stopInField]);

  const tryOther = async (act: () => Promise<void>): Promise<void> => {
    setOther(null);
    try {
      await act();
    } catch (error) {
      setOther(explain(error, t));
    }
  };
  const withPasskey = async (): Promise<void> => {
    stopInField();
    const signed = await signWithPasskey(challengeForSignIn);
    if (signed) onSignedIn(await signInWithPasskey(signed));
    else setOther(t("auth.passkeyClosed"));
  };
  const withProvider = async (id: Id): Promise<void> => {
    window.location.assign((await departTo(id, next)).location);
  };

  const address = field("email");
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <FormError>{other ?? problem}</FormError>
      <TextField
        {...address}
        onBlur={() => {
          address.onBlur();
          lookUp(address.value);
        }}
        label={t("auth.email")}
        type="email"
        autoComplete="username webauthn"
        readOnly={email !== undefined}
        autoFocus={email === undefined}
      />
      {ways.providers.map(({ id, label }) => (
        <Button key={id} size="l" onClick={() => void tryOther(() => withProvider(id))}>
          {t("auth.with", { label })}
        </Button>
      ))}
      {ways.passwords ? (
        <>
          <PasswordField
            {...field("password")}
            label={t("auth.password")}
            autoFocus={email !== undefined}
          />
          <Button look="primary" size="l" type="submit" busy={busy}>
            {t("auth.signIn")}
          </Button>
        </>
      ) : (
        <p className={styles.other}>{t("auth.passwordsClosed", { account: ways.account })}</p>
      )}
      {passkeysWork() ? (
        <>
          <p className={styles.or}>{t("auth.or")}</p>
          <Button size="l" onClick={() => void tryOther(withPasskey)}>
            <KeyRound size={16} aria-hidden="true" />
            {t("auth.passkey")}
          </Button>
        </>
      ) : null}
    </form>
  );
}
