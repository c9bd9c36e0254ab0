// One user: details, roles and access, a tab each.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { may, permissions, useMe } from "@/access/session";
import { type FullUser, fetchUser } from "@/api/users";
import { BackLink } from "@/settings/BackLink";
import { EffectiveAccess } from "@/settings/effective/EffectiveAccess";
import { Loaded } from "@/settings/Section";
import section from "@/settings/Section.module.css";
import shared from "@/settings/ui.module.css";
import { Avatar } from "@/ui/Avatar";
import { Tabs } from "@/ui/Tabs";
import { AccessTab } from "./AccessTab";
import { DetailsTab } from "./DetailsTab";
import { TABS } from "./query";
import { RolesTab } from "./RolesTab";
import { StateChip } from "./StateChip";
import styles from "./Users.module.css";

export function UserPage() {
  const { t } = useTranslation();
  const { userId } = useParams({ from: "/shell/account/users/$userId" });
  const user = useQuery({ queryKey: ["user", userId], queryFn: () => fetchUser(userId) });
  return (
    <div className={section.page}>
      <BackLink to="/account/users">{t("users.back")}</BackLink>
      <Loaded query={user}>
        {(full) => <Shown full={full} refetch={async () => (await user.refetch()).data ?? full} />}
      </Loaded>
    </div>
  );
}

function EffectiveTab({ full }: TabProps) {
  return <EffectiveAccess userId={full.user.id} />;
}

export interface TabProps {
  full: FullUser;
  refetch: () => Promise<FullUser>;
}

const CONTENT = {
  details: DetailsTab,
  roles: RolesTab,
  access: AccessTab,
  effective: EffectiveTab,
};

function Shown({ full, refetch }: TabProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { tab = "details" } = useSearch({ from: "/shell/account/users/$userId" });
  const navigate = useNavigate();
  const { user } = full;
  const tabs = may(me, permissions.users) ? TABS : (["details", "effective"] as const);
  return (
    <>
      <header className={styles.who}>
        <Avatar id={user.id} name={user.name} />
        <div>
          <h2>
            {user.name} <StateChip user={user} />
          </h2>
          <p className={shared.quiet}>
            {user.username} · {user.email}
          </p>
        </div>
      </header>
      <Tabs
        label={user.name}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: "/account/users/$userId",
            params: { userId: user.id },
            search: next === "details" ? {} : { tab: next },
            replace: true,
          })
        }
        tabs={tabs.map((id) => {
          const Content = CONTENT[id];
          return {
            id,
            label: t(`users.${id}`),
            content: <Content key={user.id} full={full} refetch={refetch} />,
          };
        })}
      />
    </>
  );
}
