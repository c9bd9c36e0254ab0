// Where a carrier reports, for those who tell it by hand.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Callout } from "@/ui/Callout";
import { CopyLine } from "@/ui/CopyLine";
import styles from "./http.module.css";
import { isOnlyHere } from "./settings";

export function Door({ door }: { door: string }) {
  const { t } = useTranslation();
  return (
    <section className={styles.door} aria-label={t("carriersOverHttp.door")}>
      <h3>{t("carriersOverHttp.door")}</h3>
      <p className={styles.kindText}>{t("carriersOverHttp.doorText")}</p>
      {isOnlyHere(door) ? (
        <Callout look="warn" icon={TriangleAlert}>
          {t("carriersOverHttp.doorOnlyHere")}
        </Callout>
      ) : null}
      {(["texts", "receipts"] as const).map((each) => (
        <div key={each}>
          <span className={styles.label}>{t(`carriersOverHttp.${each}`)}</span>
          <CopyLine text={`${door}/${each}`} label={t(`carriersOverHttp.copy.${each}`)} />
        </div>
      ))}
    </section>
  );
}
