// An area of the settings: which sections there are for this person, and the one being shown.
import { Link, Navigate, Outlet } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/access/session";
import { AreaFrame, areaLink } from "./AreaFrame";
import { type Area, areas, opens } from "./areas";
import { NoPermission } from "./NoPermission";

export function SettingsLayout({ area }: { area: Area }) {
  const { t } = useTranslation();
  const me = useMe();
  const open = areas[area].filter((each) => opens(me, each));
  const links = (
    <>
      {open.map(({ to, words, icon: Icon }) => (
        <li key={to}>
          <Link to={to} {...areaLink}>
            <Icon size={16} aria-hidden="true" />
            {t(`settings.${words}`)}
          </Link>
        </li>
      ))}
      {area === "account" ? (
        <li>
          <Link to="/account/profile" {...areaLink}>
            <CircleUser size={16} aria-hidden="true" />
            {t("settings.profile")}
          </Link>
        </li>
      ) : null}
    </>
  );
  return (
    <AreaFrame title={t(`settings.areas.${area}`)} label={t("settings.sections")} links={links}>
      <Outlet />
    </AreaFrame>
  );
}

/** The first section of the area that this person may open. */
export function AreaHome({ area }: { area: Area }) {
  const me = useMe();
  const first = areas[area].find((each) => opens(me, each));
  return first ? <Navigate to={first.to} replace /> : <NoPermission error={null} />;
}
