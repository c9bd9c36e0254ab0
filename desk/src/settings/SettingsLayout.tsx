// An area of the settings: which sections there are for this person, and the one being shown.
import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { type Area, areas, opens } from "./areas";
import { NoPermission } from "./NoPermission";
import styles from "./SettingsLayout.module.css";

export function SettingsLayout({ area }: { area: Area }) {
  const { t } = useTranslation();
  const me = useMe();
  const open = areas[area].filter((each) => opens(me, each));
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Where the list lies in one line, the page that is shown may be beyond its edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path has another current link.
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <div className={styles.layout}>
      <nav ref={nav} className={styles.nav} aria-label={t("settings.sections")}>
        <h1 className={styles.title}>{t(`settings.areas.${area}`)}</h1>
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
          {area === "account" ? (
            <li>
              <Link
                to="/account/profile"
                className={styles.link}
                activeProps={{ "data-current": true, "aria-current": "page" } as object}
              >
                <CircleUser size={16} aria-hidden="true" />
                {t("settings.profile")}
              </Link>
            </li>
          ) : null}
        </ul>
      </nav>
      <main className={styles.main} id="conversation" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** The first section of the area that this person may open. */
export function AreaHome({ area }: { area: Area }) {
  const me = useMe();
  const first = areas[area].find((each) => opens(me, each));
  return first ? <Navigate to={first.to} replace /> : <NoPermission error={null} />;
}
