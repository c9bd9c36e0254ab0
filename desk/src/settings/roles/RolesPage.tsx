// The roles of the account, in two tabs: the fixed ones and one's own.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fetchAllRoles } from "@/api/roles";
import { Loaded, Section } from "@/settings/Section";
import { Tabs } from "@/ui/Tabs";
import { NewRoleButton } from "./NewRoleButton";
import styles from "./Roles.module.css";
import { RoleTable } from "./RoleTable";

export function RolesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchAllRoles });
  const choose = (key: "default" | "custom"): void => {
    const search = key === "custom" ? { tab: "custom" as const } : {};
    void navigate({ to: "/account/roles", search, replace: true });
  };
  return (
    <Section title={t("settings.roles")} text={t("roles.text")} help="roles">
      <Loaded query={roles}>
        {({ items }) => (
          <Tabs
            label={t("roles.tabsLabel")}
            selected={tab === "custom" ? "custom" : "default"}
            onSelect={choose}
            tabs={[
              {
                id: "default",
                label: t("roles.default"),
                content: (
                  <>
                    <p className={styles.lead}>{t("roles.defaultText")}</p>
                    <RoleTable roles={items.filter((each) => each.kind === "default")} />
                  </>
                ),
              },
              {
                id: "custom",
                label: t("roles.custom"),
                content: (
                  <>
                    <div className={styles.bar}>
                      <p className={styles.lead}>{t("roles.customText")}</p>
                      <NewRoleButton look="primary">
                        <Plus size={15} aria-hidden="true" />
                        {t("roles.create")}
                      </NewRoleButton>
                    </div>
                    <RoleTable custom roles={items.filter((each) => each.kind === "custom")} />
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
