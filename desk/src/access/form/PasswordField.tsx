// A password that can be shown, with what it still needs said while it is being written.

import { Check, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/Button";
import { Field, inputClass } from "@/ui/Field";
import styles from "./PasswordField.module.css";
import { lengthOf, PASSWORD_MIN, strengthOf } from "./rules";

interface PasswordFieldProps extends Omit<ComponentProps<"input">, "value"> {
  label: string;
  value: string;
  error?: string | undefined;
  /** For a new password: says what is missing. */
  fresh?: boolean;
}

export function PasswordField({ label, value, error, fresh, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} error={error} hint={fresh && !error ? <Progress value={value} /> : null}>
      {(tied) => (
        <div className={styles.wrap}>
          <input
            {...rest}
            {...tied}
            value={value}
            type={shown ? "text" : "password"}
            autoComplete={fresh ? "new-password" : "current-password"}
            autoCapitalize="none"
            spellCheck={false}
            className={inputClass}
          />
          <IconButton
            className={styles.eye}
            label={t(shown ? "auth.hidePassword" : "auth.showPassword")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}

function Progress({ value }: { value: string }) {
  const { t } = useTranslation();
  const missing = PASSWORD_MIN - lengthOf(value);
  if (value === "") return t("auth.passwordHint");
  if (missing > 0) return t("auth.passwordLeft", { count: missing });
  const strength = strengthOf(value);
  if (strength === "weak") return t("auth.passwordWeak");
  return (
    <span className={styles.enough}>
      <Check size={13} aria-hidden="true" />
      {t(strength === "strong" ? "auth.passwordStrong" : "auth.passwordEnough")}
    </span>
  );
}
