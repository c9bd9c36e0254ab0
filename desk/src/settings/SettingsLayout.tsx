// The settings: which sections there are for this person, and the one being shown.
import { Link, Navigate, Outlet } from "@tanstack/react-router";
import { KeyRound, type LucideIcon, RadioTower, UsersRound, Waypoints } from "lucide-react";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { NoPermission } from "./NoPermission";
import styles from "./SettingsLayout.module.css";

interface Section {
  to: "/settings/people" | "/settings/queues" | "/settings/channels" | "/settings/api-keys";
  words: "people" | "queues" | "channels" | "keys";
  icon: LucideIcon;
  needs: readonly string[];
}

const sections: readonly Section[] = [
  {
    to: "/settings/people",
    words: "people",
    icon: UsersRound,
    needs: permissions.seeUsers,
  },
  { to: "/settings/queues", words: "queues", icon: Waypoints, needs: permissions.queues },
  { to: "/settings/channels", words: "channels", icon: RadioTower, needs: permissions.channels },
  { to: "/settings/api-keys", words: "keys", icon: KeyRound, needs: permissions.keys },
];

export function SettingsLayout() {
  const { t } = useTranslation();
  const me = useMe();
  const open = sections.filter((each) => may(me, each.needs));
  return (
    <div className={styles.layout}>
      <nav className={styles.nav} aria-label={t("settings.sections")}>
        <h1 className={styles.title}>{t("settings.title")}</h1>
        <ul className={styles.list}>
          {open.map(({ to, words, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className={styles.link}
                activeProps={{ "data-current": true, "aria-current": "page" } as object}
              >
                <Icon size={16} aria-hidden="true" />
                {t(`settings.${words}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main className={styles.main} id="conversation" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** The first section this person may open. */
export function SettingsHome() {
  const me = useMe();
  const first = sections.find((each) => may(me, each.needs));
  return first ? <Navigate to={first.to} replace /> : <NoPermission error={null} />;
}
