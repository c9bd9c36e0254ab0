// How the person at the desk signs in, and what protects it.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { fetchSecurity } from "@/api/security";
import { Loaded, Section } from "@/settings/Section";
import { Passkeys } from "./Passkeys";
import { Recovery } from "./Recovery";
import styles from "./security.module.css";
import { TwoFactor } from "./TwoFactor";
import { useSecurity } from "./useSecurity";

export function SecurityPage() {
  const { t } = useTranslation();
  const me = useMe();
  const query = useQuery({ queryKey: ["security"], queryFn: fetchSecurity });
  const { actions, dialogs } = useSecurity(me.user.email);
  return (
    <Section help="account" title={t("settings.security")} text={t("security.text")}>
      <Loaded query={query}>
        {(security) => (
          <div className={styles.cards}>
            {security.required ? <p className={styles.notice}>{t("security.required")}</p> : null}
            <TwoFactor security={security} actions={actions} />
            <Passkeys security={security} actions={actions} />
            {security.codes_since || security.passkeys.length > 0 ? (
              <Recovery security={security} actions={actions} />
            ) : null}
          </div>
        )}
      </Loaded>
      {dialogs}
    </Section>
  );
}
