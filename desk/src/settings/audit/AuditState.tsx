// One line on how far the log is sealed, and whether the last check found it untouched.
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AuditAbout } from "@/api/audit";
import { exactTime } from "@/ui/when";
import styles from "./AuditPage.module.css";

export function AuditState({ about }: { about: AuditAbout }) {
  const { t } = useTranslation();
  const { check, sealed_until } = about;
  if (check && check.problems > 0) {
    return (
      <p className={styles.alarm} role="alert">
        <ShieldAlert size={16} aria-hidden="true" />
        {t("audit.problems", { count: check.problems, at: exactTime(check.checked_at) })}
      </p>
    );
  }
  return (
    <p className={styles.state}>
      <ShieldCheck size={16} aria-hidden="true" />
      <span>
        {sealed_until ? t("audit.sealed", { at: exactTime(sealed_until) }) : t("audit.notSealed")}{" "}
        {check?.sealed_until
          ? t("audit.checked", {
              at: exactTime(check.checked_at),
              until: exactTime(check.sealed_until),
            })
          : t("audit.notChecked")}
      </span>
    </p>
  );
}
