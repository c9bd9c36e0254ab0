// The first step of signing in: a password, a passkey, or the button of one's organisation.
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "@/access/form/PasswordField";
import { requiredProblem } from "@/access/form/rules";
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
  /** Set when only this person may go on. */
  only?: string;
  account?: string | undefined;
  next?: string | undefined;
  onPassword: (name: string, password: string) => Promise<void>;
  onSignedIn: (me: Me) => void;
}

export function FirstStep({ only, account, next, onPassword, onSignedIn }: FirstStepProps) {
  const { t } = useTranslation();
  const { ways, lookUp } = useWays(account, only);
  const [other, setOther] = useState<string | null>(null);
  const stopInField = usePasskeyInField(only === undefined, onSignedIn);
  const { form, field, busy, problem, onSubmit } = useForm(
    { name: only ?? "", password: "" },
    { name: requiredProblem, password: requiredProblem },
    async (values) => {
      stopInField();
      await onPassword(values.name.trim(), values.password);
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

  const name = field("name");
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <FormError>{other ?? problem}</FormError>
      <TextField
        {...name}
        onBlur={() => {
          name.onBlur();
          lookUp(name.value);
        }}
        label={t("auth.signInName")}
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={only !== undefined}
        autoFocus={only === undefined}
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
            autoFocus={only !== undefined}
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
