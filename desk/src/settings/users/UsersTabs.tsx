// Users and invitations, side by side.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import styles from "./Users.module.css";

export function UsersTabs() {
  const { t } = useTranslation();
  const me = useMe();
  if (!may(me, permissions.users)) return null;
  const current = { "data-current": true, "aria-current": "page" } as object;
  return (
    <nav className={styles.tabs} aria-label={t("users.tabs")}>
      <Link
        to="/account/users"
        className={styles.tab}
        activeOptions={{ exact: true, includeSearch: false }}
        activeProps={current}
      >
        {t("users.tabUsers")}
      </Link>
      <Link to="/account/users/invites" className={styles.tab} activeProps={current}>
        {t("users.tabInvites")}
      </Link>
    </nav>
  );
}
