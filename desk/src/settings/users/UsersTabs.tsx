// Users and invitations, side by side.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { TabLinks, tabClass } from "@/ui/Tabs";

export function UsersTabs() {
  const { t } = useTranslation();
  const me = useMe();
  if (!may(me, permissions.users)) return null;
  return (
    <TabLinks label={t("users.tabs")}>
      <Link
        to="/account/users"
        className={tabClass}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {t("users.tabUsers")}
      </Link>
      <Link to="/account/users/invites" className={tabClass}>
        {t("users.tabInvites")}
      </Link>
    </TabLinks>
  );
}
