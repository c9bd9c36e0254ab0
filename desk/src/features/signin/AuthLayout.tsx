// The page around signing in and up: the form on one side, what this is on the other.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "@/ui/Logo";
import styles from "./AuthLayout.module.css";

export function AuthLayout({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        <div className={styles.brand}>
          <Logo size={30} />
          <span>Hubbub</span>
        </div>
        <div className={styles.form}>{children}</div>
      </main>
      <aside className={styles.aside} aria-label={t("auth.pitchTitle")}>
        <Bubbles />
        <p className={styles.pitch}>{t("auth.pitchTitle")}</p>
        <ul className={styles.points}>
          <li>{t("auth.pitch1")}</li>
          <li>{t("auth.pitch2")}</li>
          <li>{t("auth.pitch3")}</li>
        </ul>
      </aside>
    </div>
  );
}

/** A drawing of a conversation, without words. */
function Bubbles() {
  return (
    <svg className={styles.drawing} viewBox="0 0 320 200" aria-hidden="true">
      <g className={styles.theirs}>
        <rect x="8" y="16" width="168" height="44" rx="16" />
        <rect x="8" y="66" width="112" height="32" rx="16" />
      </g>
      <g className={styles.ours}>
        <rect x="128" y="112" width="184" height="50" rx="16" />
      </g>
      <g className={styles.lines}>
        <rect x="26" y="30" width="120" height="5" rx="2.5" />
        <rect x="26" y="42" width="86" height="5" rx="2.5" />
        <rect x="26" y="80" width="66" height="5" rx="2.5" />
      </g>
      <g className={styles.ourLines}>
        <rect x="146" y="128" width="136" height="5" rx="2.5" />
        <rect x="146" y="141" width="94" height="5" rx="2.5" />
      </g>
      <path className={styles.tick} d="m276 178 6 6 11-12m-4 11 2 2 11-12" />
    </svg>
  );
}
