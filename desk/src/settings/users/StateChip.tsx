// Whether a user can sign in, in one word.
import { useTranslation } from "react-i18next";
import type { User } from "@/api/types";
import shared from "@/settings/ui.module.css";
import { cx } from "@/ui/cx";
import styles from "./Users.module.css";

/** Has never been here and has no password yet. */
export const isInvited = (user: User): boolean =>
  user.state === "enabled" && !user.has_password && user.last_sign_in_at === null;

export function StateChip({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.state === "disabled") return <span className={shared.chip}>{t("users.disabled")}</span>;
  return isInvited(user) ? (
    <span className={cx(shared.chip, styles.invited)} title={t("users.invitedHint")}>
      {t("users.invited")}
    </span>
  ) : (
    <span className={cx(shared.chip, shared.good)}>{t("users.enabled")}</span>
  );
}
