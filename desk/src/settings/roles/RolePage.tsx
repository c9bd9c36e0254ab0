// The page of one role: a new one, a copy that is not saved yet, one's own, or a default one.
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { ShieldX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/client";
import { fetchAllRoles, fetchRole, type ListedRole } from "@/api/roles";
import { fetchPermissions } from "@/api/settings";
import { Loaded } from "@/settings/Section";
import { EmptyState } from "@/ui/EmptyState";
import { baseOf, begin, NOTHING } from "./draft";
import { RoleEditor } from "./RoleEditor";

export function NewRolePage() {
  const { t } = useTranslation();
  const { from } = useSearch({ strict: false });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchAllRoles });
  return (
    <Parts>
      {(catalogue) => (
        <Loaded query={roles}>
          {({ items }) => {
            const source = items.find((each) => each.id === from);
            if (from && !source) return <Gone />;
            const name = source ? t("roles.copyName", { name: source.name }).slice(0, 100) : "";
            const copied = source ? { name, permissions: source.permissions } : {};
            return (
              <RoleEditor
                key={from ?? "new"}
                kept={from ? `from-${from}` : "new"}
                kind="new"
                saved={null}
                source={source ?? null}
                origin={originOf(source, items)}
                roles={items}
                catalogue={catalogue}
                initial={begin(NOTHING, copied)}
              />
            );
          }}
        </Loaded>
      )}
    </Parts>
  );
}

export function OneRolePage() {
  const { roleId = "" } = useParams({ strict: false });
  const roles = useQuery({ queryKey: ["roles"], queryFn: fetchAllRoles });
  const role = useQuery({
    queryKey: ["role", roleId],
    queryFn: () => fetchRole(roleId),
    retry: false,
    // Its data are looked at only once the others have come, and must not be missed until then.
    notifyOnChangeProps: "all",
    // What somebody else saves is told when one saves oneself, never under one's hands.
    refetchOnWindowFocus: false,
  });
  if (role.error instanceof ApiError && [404, 422].includes(role.error.status)) return <Gone />;
  return (
    <Parts>
      {(catalogue) => (
        <Loaded query={roles}>
          {({ items }) => (
            <Loaded query={role}>
              {(found) => (
                <RoleEditor
                  key={found.id}
                  kept={found.id}
                  kind={found.kind === "default" ? "default" : "edit"}
                  saved={found}
                  source={items.find((each) => each.id === found.copied_from?.id) ?? null}
                  origin={items.find((each) => each.id === found.origin?.id)}
                  roles={items}
                  catalogue={catalogue}
                  initial={begin(baseOf(found))}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Parts>
  );
}

/** The default role behind a copy that is not saved yet. */
function originOf(
  source: ListedRole | undefined,
  roles: readonly ListedRole[],
): ListedRole | undefined {
  if (source?.kind !== "default") return roles.find((each) => each.id === source?.origin?.id);
  const isAccounts = source.permissions.every((each) => each.startsWith("account/"));
  return isAccounts ? undefined : source;
}

type Catalogue = Awaited<ReturnType<typeof fetchPermissions>>;

function Parts({ children }: { children: (catalogue: Catalogue) => React.ReactNode }) {
  const query = useQuery({ queryKey: ["permissions"], queryFn: fetchPermissions });
  return <Loaded query={query}>{children}</Loaded>;
}

function Gone() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<ShieldX size={24} />} title={t("roles.goneTitle")}>
      {t("roles.goneText")}
    </EmptyState>
  );
}
