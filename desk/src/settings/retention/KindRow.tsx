// One kind of data: for how long it is kept, and how that was last carried out.
import { useTranslation } from "react-i18next";
import type { Retention, RetentionKind } from "@/api/retention";
import { SelectField, TextField } from "@/ui/Field";
import { exactTime } from "@/ui/when";
import styles from "./retention.module.css";

interface KindRowProps {
  kind: RetentionKind;
  typed: string;
  least: number;
  run: Retention["runs"][number] | undefined;
  error: string | undefined;
  onChange: (typed: string) => void;
}

const FIRST_DAYS = 365;

export function KindRow({ kind, typed, least, run, error, onChange }: KindRowProps) {
  const { t } = useTranslation();
  const limited = typed !== "";
  const name = t(`retention.kinds.${kind}`);
  return (
    <li className={styles.kind}>
      <div className={styles.what}>
        <h3>{name}</h3>
        <p className={styles.hint}>{t(`retention.explained.${kind}`)}</p>
        {run ? (
          <p className={styles.hint} role={run.ended_at ? undefined : "status"}>
            {run.ended_at
              ? t("retention.ran", { at: exactTime(run.ended_at), count: run.erased })
              : t("retention.running", { count: run.erased })}
          </p>
        ) : null}
      </div>
      <SelectField
        label={t("retention.keep")}
        aria-label={t("retention.keepOf", { name })}
        value={limited ? "days" : "ever"}
        onChange={({ target }) => onChange(target.value === "days" ? String(FIRST_DAYS) : "")}
      >
        <option value="ever">{t("retention.ever")}</option>
        <option value="days">{t("retention.forDays")}</option>
      </SelectField>
      {limited ? (
        <TextField
          label={t("retention.days")}
          aria-label={t("retention.daysOf", { name })}
          hint={t("retention.least", { count: least })}
          error={error}
          type="number"
          min={least}
          value={typed}
          onChange={({ target }) => onChange(target.value === "" ? "0" : target.value)}
        />
      ) : (
        <span />
      )}
    </li>
  );
}
