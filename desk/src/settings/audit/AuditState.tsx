// One line on how far the log is sealed, and whether the last check found it untouched.
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AuditAbout } from "@/api/audit";
import { Callout } from "@/ui/Callout";
import { exactTime } from "@/ui/when";

export function AuditState({ about }: { about: AuditAbout }) {
  const { t } = useTranslation();
  const { check, sealed_until } = about;
  if (check && check.problems > 0) {
    return (
      <Callout look="bad" icon={ShieldAlert} role="alert">
        {t("audit.problems", { count: check.problems, at: exactTime(check.checked_at) })}
      </Callout>
    );
  }
  return (
    <Callout look="good" icon={ShieldCheck}>
      {sealed_until ? t("audit.sealed", { at: exactTime(sealed_until) }) : t("audit.notSealed")}{" "}
      {check?.sealed_until
        ? t("audit.checked", {
            at: exactTime(check.checked_at),
            until: exactTime(check.sealed_until),
          })
        : t("audit.notChecked")}
    </Callout>
  );
}
