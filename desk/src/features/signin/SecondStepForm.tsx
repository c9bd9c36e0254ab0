// The second step of signing in: one way at a time, the others a click away.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requiredProblem } from "@/access/form/rules";
import { useForm } from "@/access/form/useForm";
import { passkeysWork, signWithPasskey } from "@/access/passkeys";
import { explain } from "@/api/explain";
import { challengeForStep, finishSecondStep, type Way } from "@/api/security";
import type { Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { FormError, TextField } from "@/ui/Field";
import styles from "./Form.module.css";

interface SecondStepProps {
  ways: readonly Way[];
  onSignedIn: (me: Me) => void;
  onStartAgain: () => void;
}

const instead = {
  code: "auth.useCode",
  recovery_code: "auth.useRecovery",
  passkey: "auth.usePasskeyInstead",
} as const;

export function SecondStepForm({ ways, onSignedIn, onStartAgain }: SecondStepProps) {
  const { t } = useTranslation();
  const open = ways.filter((each) => each !== "passkey" || passkeysWork());
  const [way, setWay] = useState<Way>(open[0] ?? "code");
  return (
    <div className={styles.form}>
      {way === "passkey" ? (
        <PasskeyStep onSignedIn={onSignedIn} />
      ) : (
        <CodeStep key={way} way={way} onSignedIn={onSignedIn} />
      )}
      <ul className={styles.ways}>
        {open
          .filter((each) => each !== way)
          .map((each) => (
            <li key={each}>
              <Button look="quiet" onClick={() => setWay(each)}>
                {t(instead[each])}
              </Button>
            </li>
          ))}
        <li>
          <Button look="quiet" onClick={onStartAgain}>
            {t("auth.startAgain")}
          </Button>
        </li>
      </ul>
      <p className={styles.other}>{t("auth.lostAll")}</p>
    </div>
  );
}

interface CodeStepProps {
  way: "code" | "recovery_code";
  onSignedIn: (me: Me) => void;
}

function CodeStep({ way, onSignedIn }: CodeStepProps) {
  const { t } = useTranslation();
  const isCode = way === "code";
  const { form, field, busy, problem, onSubmit } = useForm(
    { [way]: "" },
    { [way]: requiredProblem },
    async (values) => {
      const given = values[way] ?? "";
      onSignedIn(await finishSecondStep(isCode ? { code: given } : { recovery_code: given }));
    },
  );
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <div>
        <h2 className={styles.step}>{t(isCode ? "auth.codeTitle" : "auth.recoveryTitle")}</h2>
        <p className={styles.text}>{t(isCode ? "auth.codeText" : "auth.recoveryText")}</p>
      </div>
      <FormError>{problem}</FormError>
      <TextField
        {...field(way)}
        label={t(isCode ? "auth.code" : "auth.recoveryCode")}
        autoComplete={isCode ? "one-time-code" : "off"}
        inputMode={isCode ? "numeric" : "text"}
        maxLength={isCode ? 20 : 60}
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        className={styles.code}
      />
      <Button look="primary" size="l" type="submit" busy={busy}>
        {t("auth.continue")}
      </Button>
    </form>
  );
}

function PasskeyStep({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const use = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const passkey = await signWithPasskey(challengeForStep);
      if (passkey) onSignedIn(await finishSecondStep({ passkey }));
      else setProblem(t("auth.passkeyClosed"));
    } catch (error) {
      setProblem(explain(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.form}>
      <div>
        <h2 className={styles.step}>{t("auth.passkeyTitle")}</h2>
        <p className={styles.text}>{t("auth.passkeyText")}</p>
      </div>
      <FormError>{problem}</FormError>
      <Button look="primary" size="l" busy={busy} autoFocus onClick={() => void use()}>
        {t("auth.usePasskey")}
      </Button>
    </div>
  );
}
