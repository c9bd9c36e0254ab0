// The roles of the account, in two tabs: the fixed ones and one's own.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { fetchAllRoles } from "@/api/roles";
import { Loaded, Section } from "@/settings/Section";
import { NewRoleButton } from "./NewRoleButton";
import styles from "./Roles.module.css";
import { RoleTable } from "./RoleTable";

export function RolesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchAllRoles });
  const choose = (key: string): void => {
    const search = key === "custom" ? { tab: "custom" as const } : {};
    void navigate({ to: "/account/roles", search, replace: true });
  };
  return (
    <Section title={t("settings.roles")} text={t("roles.text")} help="roles">
      <Loaded query={roles}>
        {({ items }) => (
          <Tabs
            className={styles.tabs ?? ""}
            selectedKey={tab ?? "default"}
            onSelectionChange={(key) => {
              if (key !== (tab ?? "default")) choose(String(key));
            }}
          >
            <TabList className={styles.tabList ?? ""} aria-label={t("roles.tabsLabel")}>
              <Tab className={styles.tab ?? ""} id="default">
                {t("roles.default")}
              </Tab>
              <Tab className={styles.tab ?? ""} id="custom">
                {t("roles.custom")}
              </Tab>
            </TabList>
            <TabPanel className={styles.panel ?? ""} id="default">
              <p className={styles.lead}>{t("roles.defaultText")}</p>
              <RoleTable roles={items.filter((each) => each.kind === "default")} />
            </TabPanel>
            <TabPanel className={styles.panel ?? ""} id="custom">
              <div className={styles.bar}>
                <p className={styles.lead}>{t("roles.customText")}</p>
                <NewRoleButton look="primary">
                  <Plus size={15} aria-hidden="true" />
                  {t("roles.create")}
                </NewRoleButton>
              </div>
              <RoleTable custom roles={items.filter((each) => each.kind === "custom")} />
            </TabPanel>
          </Tabs>
        )}
      </Loaded>
    </Section>
  );
}
