// Places where somebody is signed in, with their last use.
import { useTranslation } from "react-i18next";
import type { OpenSession } from "@/api/users";
import shared from "@/settings/ui.module.css";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { exactTime } from "@/ui/when";
import styles from "./Users.module.css";

interface SessionListProps {
  sessions: readonly OpenSession[];
  /** Ends one; left out where that is not offered. */
  onEnd?: (session: OpenSession) => void;
}

export function SessionList({ sessions, onEnd }: SessionListProps) {
  const { t } = useTranslation();
  if (sessions.length === 0) return <p className={shared.quiet}>{t("profile.never")}</p>;
  return (
    <ul className={styles.sessions}>
      {sessions.map((each) => {
        const name = each.browser ?? t("profile.unknownBrowser");
        return (
          <li key={each.id} className={styles.session}>
            <div>
              <strong>{name}</strong>{" "}
              {each.is_this ? (
                <span className={cx(shared.chip, shared.accent)}>{t("profile.thisOne")}</span>
              ) : null}
              <p className={cx(shared.quiet, shared.small)}>
                {each.address ?? t("profile.unknownAddress")} ·{" "}
                {t("profile.lastUse", { time: exactTime(each.seen_at) })} ·{" "}
                {t("profile.since", { time: exactTime(each.created_at) })}
              </p>
            </div>
            {onEnd && !each.is_this ? (
              <Button
                size="s"
                aria-label={t("profile.endNamed", { name })}
                onClick={() => onEnd(each)}
              >
                {t("profile.end")}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
