// One thing that a carrier asks for; what is secret is never shown again, only replaced.
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CarrierSetting } from "@/api/carriersOverHttp";
import { Button } from "@/ui/Button";
import { TextAreaField, TextField } from "@/ui/Field";
import styles from "./http.module.css";

interface SettingFieldProps {
  setting: CarrierSetting;
  field: {
    name: string;
    value: string | undefined;
    error: string | undefined;
    onChange: (event: { target: { value: string } }) => void;
    onBlur: () => void;
  };
  isSet: boolean;
}

export function SettingField({ setting, field, isSet }: SettingFieldProps) {
  const { t } = useTranslation();
  const [replacing, setReplacing] = useState(!isSet);
  const { title, hint, is_secret, is_optional } = setting;
  if (!replacing) {
    return (
      <div className={styles.secret}>
        <div>
          <span className={styles.label}>{title}</span>
          <span className={styles.kept}>
            <KeyRound size={13} aria-hidden="true" />
            {t("carriersOverHttp.isSet")}
          </span>
        </div>
        <Button
          onClick={() => setReplacing(true)}
          aria-label={t("carriersOverHttp.replaceOne", { title })}
        >
          {t("carriersOverHttp.replace")}
        </Button>
      </div>
    );
  }
  const shown = {
    ...field,
    label: is_optional ? t("carriersOverHttp.optional", { title }) : title,
    hint,
    spellCheck: false,
    autoComplete: is_secret ? "new-password" : "off",
  };
  // Keys come in several lines, which a single one would lose.
  if (setting.is_long) return <TextAreaField {...shown} rows={4} />;
  return <TextField {...shown} type={is_secret ? "password" : "text"} autoFocus={isSet} />;
}
